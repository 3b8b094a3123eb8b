import { formatVerifierKey, type KeyType, newSignerKey } from "@indelible/ledger";
import { expect, test } from "vitest";
import { watchedLogs } from "./watched-log.ts";

const keyOf = async (name: string, fill: number, type: KeyType = "note") =>
  formatVerifierKey(await newSignerKey(name, type, new Uint8Array(32).fill(fill)));

test("keys with the same name are keys of one log, in the order given", async () => {
  const keys = await Promise.all([keyOf("a", 1), keyOf("b", 2), keyOf("a", 3)]);
  const logs = watchedLogs(keys);
  expect(logs.map(({ origin }) => origin)).toEqual(["a", "b"]);
  expect(logs.map(({ verifiers }) => verifiers.map(({ name }) => name))).toEqual([
    ["a", "a"],
    ["b"],
  ]);
});

test("no key, a witness's key and a text that is not a key are refused", async () => {
  expect(() => watchedLogs([])).toThrow(expect.objectContaining({ code: "logs" }));
  const cosigner = await keyOf("w", 1, "cosignature");
  expect(() => watchedLogs([cosigner])).toThrow("a witness's key (04) was given");
  expect(() => watchedLogs(["nonsense"])).toThrow(expect.objectContaining({ name: "LedgerError" }));
});
