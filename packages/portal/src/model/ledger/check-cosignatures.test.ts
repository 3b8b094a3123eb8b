import { createCosigner, formatVerifierKey, newSignerKey } from "@indelible/ledger";
import { expect, it } from "vitest";
import { sampleLog, VERIFIER_KEY } from "../../testing/sample-log.ts";
import { checkCosignatures } from "./check-cosignatures.ts";

const log = sampleLog("a", 9);
const keys = await Promise.all(
  [4, 5].map((fill) => newSignerKey(`w${fill}`, "cosignature", new Uint8Array(32).fill(fill))),
);
const [four, five] = keys.map(formatVerifierKey);
const cosigners = keys.map((key) => createCosigner(key, 1_700_000_000));

function witness(Name: string, VerifierKey?: string) {
  return {
    Name,
    LastSize: 0,
    LastSeen: null,
    State: "Cosigned",
    Detail: "",
    ...(VerifierKey === undefined ? {} : { VerifierKey }),
  };
}

it("a cosignature is verified with the witness's key, at the time that it states", async () => {
  const note = await log.noteAt(9, cosigners);
  expect(await checkCosignatures(note, [witness("a", four), witness("b", five)])).toEqual([
    { witness: "a", state: "verified", detail: "", signedOn: "2023-11-14T22:13:20.000Z" },
    { witness: "b", state: "verified", detail: "", signedOn: "2023-11-14T22:13:20.000Z" },
  ]);
});

it("a checkpoint without the cosignature has none", async () => {
  const note = await log.noteAt(9, cosigners.slice(0, 1));
  const states = await checkCosignatures(note, [witness("a", four), witness("b", five)]);
  expect(states.map(({ state }) => state)).toEqual(["verified", "none"]);
});

it.each([
  ["of another checkpoint", four, "does not verify"],
  ["with the key of a log", VERIFIER_KEY, "not a witness's"],
  ["with an invalid key", "nonsense", "This is not a key"],
  ["with no reported key", undefined, "does not report the key"],
])("a cosignature %s is not verified", async (_, key, detail) => {
  const line = (await log.noteAt(8, cosigners)).split("\n").at(-3);
  const note = `${await log.noteAt(9)}${line}\n`;
  expect(await checkCosignatures(note, [witness("a", key)])).toEqual([
    {
      witness: "a",
      state: "not-verified",
      detail: expect.stringContaining(detail),
      signedOn: undefined,
    },
  ]);
});

it("without a key and without another signature there is none", async () => {
  const [result] = await checkCosignatures(await log.noteAt(9), [witness("a")]);
  expect(result?.state).toBe("none");
});
