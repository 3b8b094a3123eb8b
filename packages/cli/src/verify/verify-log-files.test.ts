import { createVerifier, LedgerError, parseVerifierKey } from "@indelible/ledger";
import { expect, test } from "vitest";
import { type LogInMemory, logInMemory } from "../testing/log-in-memory.ts";
import { attempt, type LogFiles, verifyLogFiles } from "./verify-log-files.ts";

function identityOf(verifierKey: string) {
  const origin = parseVerifierKey(verifierKey).name;
  return { origin, verifiers: [createVerifier(verifierKey)] };
}

/** Verifies a log with its own key, except for the given members. */
function verify(log: LogInMemory, given: Partial<LogFiles> = {}) {
  const { reader, note, verifierKey } = log;
  return verifyLogFiles({ reader, note, log: identityOf(verifierKey), kept: undefined, ...given });
}

test("every entry of a correct log is handed out in order", async () => {
  const log = await logInMemory(300);
  const indexes: number[] = [];
  const onEntry = async (index: number, _entry: Uint8Array, size: number) => {
    expect(size).toBe(300);
    indexes.push(index);
  };
  const { tree, findings } = await verify(log, { onEntry });
  expect(findings).toEqual([]);
  expect(tree).toMatchObject(log.tree);
  expect(indexes).toEqual(Array.from({ length: 300 }, (_, i) => i));
});

test("a checkpoint without a signature of the key is a finding, and nothing else is read", async () => {
  const log = await logInMemory(3);
  const { verifierKey } = await logInMemory(0, 4);
  const readFile = () => expect.unreachable("a file was read");
  const result = await verify(log, { log: identityOf(verifierKey), reader: { readFile } });
  expect(result).toMatchObject({ tree: undefined, findings: [{ kind: "forked" }] });
});

test.each([
  ["a missing tile", "tile/0/000.p/3", undefined, "missing"],
  ["a changed bundle", "tile/entries/000.p/3", new Uint8Array(102).fill(1), "changed"],
])("%s is a finding", async (_, path, bytes, kind) => {
  const log = await logInMemory(3);
  expect(log.files.delete(path)).toBe(true);
  if (bytes !== undefined) log.files.set(path, bytes);
  const { tree, findings } = await verify(log);
  expect(tree?.size).toBe(3);
  expect(findings).toMatchObject([{ kind, eventId: null }]);
});

test("the log must extend a saved checkpoint", async () => {
  const [shorter, longer] = [await logInMemory(3), await logInMemory(5)];
  for (const [path, bytes] of shorter.files) longer.files.set(path, bytes);
  expect((await verify(longer, { kept: shorter.note })).findings).toEqual([]);
  expect((await verify(longer, { kept: longer.note })).findings).toEqual([]);
  expect((await verify(shorter, { kept: longer.note })).findings).toEqual([
    {
      kind: "truncated",
      eventId: null,
      index: 3,
      detail: "The saved checkpoint has size 5, but the log has only 3 entries.",
    },
  ]);
});

test("a saved checkpoint of another history is a fork", async () => {
  const [log, other] = [await logInMemory(5), await logInMemory(3, 3, "other thing")];
  const { findings } = await verify(log, { kept: other.note });
  expect(findings).toMatchObject([{ kind: "forked" }]);
});

test.each(["", "not a note"])("the saved checkpoint %j is a fork", async (kept) => {
  const { findings } = await verify(await logInMemory(5), { kept });
  expect(findings).toMatchObject([{ kind: "forked" }]);
});

test("only errors of the ledger become findings", async () => {
  const other = new TypeError("a bug");
  await expect(attempt(() => Promise.reject(other))).rejects.toBe(other);
  const known = new LedgerError("ORIGIN_MISMATCH", "Another log.");
  expect(await attempt(() => Promise.reject(known))).toEqual({
    finding: { kind: "forked", eventId: null, index: null, detail: known.message },
  });
  expect(await attempt(async () => 7)).toEqual({ value: 7 });
});
