import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { QUICK } from "../../../../test/support/trail.ts";
import { documentType } from "../document/document-type.ts";
import { openSecret } from "./open-secret.ts";
import { sealDocument } from "./seal-document.ts";
import { masterKeySealer } from "./sealer.ts";

const sealer = masterKeySealer(new Uint8Array(32).fill(7), randomBytes, QUICK);

const type = documentType({
  prefix: "Things",
  label: "Thing",
  sensitive: [
    { at: "/Token", keeping: "sealed", shape: "object" },
    { at: "/Empty", keeping: "sealed", shape: "object" },
    { at: "/Password", keeping: "verifier", shape: "null" },
    { at: "/Items/*/Secret", keeping: "sealed", shape: "null" },
  ],
});

async function stored() {
  const body = {
    Name: "n",
    Token: "of the thing",
    Empty: null,
    Password: "only checked",
    Items: [{ Id: "i", Secret: "of the item" }],
  };
  await sealDocument(sealer, type, "Things-1", undefined, body);
  return { id: "Things-1", body };
}

test("is opened at its address, wherever its item is", async () => {
  const { id, body } = await stored();
  expect(openSecret(sealer, type, { id, body }, "/Token")).toBe("of the thing");
  const moved = { ...body, Items: [{ Id: "other" }, ...body.Items] };
  expect(openSecret(sealer, type, { id, body: moved }, "#i/Secret")).toBe("of the item");
});

test.each(["/Empty", "/Name", "/Nothing", "#j/Secret", "/Password"])(
  "there is none to open at %s",
  async (address) => {
    expect(openSecret(sealer, type, await stored(), address)).toBeUndefined();
  },
);

test("does not open in another document", async () => {
  const { body } = await stored();
  const copied = { id: "Things-2", body };
  expect(() => openSecret(sealer, type, copied, "/Token")).toThrow("cannot be opened");
});
