import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { QUICK } from "../../../../test/support/trail.ts";
import { documentType } from "../document/document-type.ts";
import type { JsonObject } from "../json/json.ts";
import { sealDocument, secretBinding } from "./seal-document.ts";
import { masterKeySealer } from "./sealer.ts";
import { isKeptSecret, type KeptSecret } from "./secret-slots.ts";

const sealer = masterKeySealer(new Uint8Array(32).fill(7), randomBytes, QUICK);

const type = documentType({
  prefix: "Things",
  label: "Thing",
  sensitive: [
    { at: "/Token", keeping: "sealed", shape: "object" },
    { at: "/Password", keeping: "verifier", shape: "null" },
    { at: "/Items/*/Secret", keeping: "sealed", shape: "null" },
  ],
});

/** What is stored of a body, over what was stored before. */
async function sealed(body: JsonObject, before?: JsonObject): Promise<JsonObject> {
  const copy = structuredClone(body);
  await sealDocument(sealer, type, "Things-1", before, copy);
  return copy;
}

function keptIn(value: unknown): KeptSecret {
  expect(isKeptSecret(value as never)).toBe(true);
  return value as KeptSecret;
}

describe("a secret", () => {
  test("is stored sealed, bound to its document and place, with an indicator", async () => {
    const { Token } = await sealed({ Token: "hunter2" });
    const { Kept, Indicator } = keptIn(Token);
    expect(sealer.unseal(Kept, secretBinding("Things-1", "/Token"))).toBe("hunter2");
    expect(() => sealer.unseal(Kept, secretBinding("Things-2", "/Token"))).toThrow(/cannot/);
    expect(Indicator).toMatch(/^sensitive-value-indicator:v1:/);
  });

  test("a password is stored so that it can only be checked", async () => {
    const { Password } = await sealed({ Password: "hunter2hunter2" });
    const { Kept } = keptIn(Password);
    const verifies = (id: string) =>
      sealer.verifies(Kept, "hunter2hunter2", secretBinding(id, "/Password"));
    expect(await verifies("Things-1")).toBe(true);
    expect(await verifies("Things-2")).toBe(false);
  });

  test("given in any form leaves no trace of itself", async () => {
    for (const Token of [
      "hunter2",
      { NewValue: "hunter2" },
      { HasValue: true, NewValue: "hunter2" },
    ]) {
      expect(JSON.stringify(await sealed({ Token }))).not.toContain("hunter2");
    }
  });

  test("written again stays the same, with its indicator", async () => {
    const before = await sealed({ Token: "a", Password: "same same" });
    const after = await sealed({ Token: { NewValue: "a" }, Password: "same same" }, before);
    expect(after).toEqual(before);
  });

  test("that is kept stays, cleared is removed, replaced changes", async () => {
    const before = await sealed({ Token: "a" });
    expect(await sealed({ Token: null }, before)).toMatchObject({ Token: before.Token });
    expect(await sealed({ Token: { HasValue: true } }, before)).toMatchObject({
      Token: before.Token,
    });
    expect(await sealed({ Token: { HasValue: false } }, before)).toMatchObject({ Token: null });
    const { Token } = await sealed({ Token: "b" }, before);
    expect(keptIn(Token).Indicator).not.toBe(keptIn(before.Token).Indicator);
  });

  test("is absent if there was none to keep", async () => {
    expect(await sealed({ Token: { HasValue: true } })).toMatchObject({ Token: null });
  });

  test("cannot be injected by writing its stored form", async () => {
    const forged = { Kept: "sealed:v1:AAAA", Indicator: "anything" };
    expect(await sealed({ Token: forged })).toMatchObject({ Token: null });
    const before = await sealed({ Token: "a" });
    expect(await sealed({ Token: forged }, before)).toMatchObject({ Token: before.Token });
  });

  test("follows its item when items change places, and not to another item", async () => {
    const before = await sealed({
      Items: [
        { Id: "one", Secret: "1" },
        { Id: "two", Secret: "2" },
      ],
    });
    const [one, two] = before.Items as JsonObject[];
    const turned = await sealed({ Items: [{ Id: "two" }, { Id: "one" }, { Id: "new" }] }, before);
    expect(turned.Items).toEqual([
      { Id: "two", Secret: two?.Secret },
      { Id: "one", Secret: one?.Secret },
      { Id: "new", Secret: null },
    ]);
  });
});
