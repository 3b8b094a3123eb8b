import {
  createSigner,
  emptyRoot,
  formatCheckpoint,
  formatVerifierKey,
  newSignerKey,
  openCheckpoint,
  type SignerKey,
  signKeyStatement,
  signNote,
} from "@indelible/ledger";
import { expect, test } from "vitest";
import { ORIGIN } from "../../testing/sample-log.ts";
import { isSameLedger } from "./known-ledger.ts";
import { followKey, logOfLedger } from "./log-of-ledger.ts";

const [oldKey, newKey, other] = await Promise.all(
  [1, 2, 3].map((byte) => newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(byte))),
);
if (!oldKey || !newKey || !other) throw new TypeError("There are three keys.");
const tree = { size: 0, root: emptyRoot() };
const statement = await signKeyStatement(
  { origin: ORIGIN, tree, oldKey, newKey },
  createSigner(oldKey),
  createSigner(newKey),
);
const ledgerOf = (key: SignerKey, ...statements: string[]) => ({
  origin: ORIGIN,
  verifierKey: formatVerifierKey(key),
  statements,
});

async function noteOf(size: number, key: SignerKey): Promise<string> {
  const root = new Uint8Array(32).fill(size);
  const text = formatCheckpoint({ origin: ORIGIN, size, root, extensions: [] });
  return signNote(text, [createSigner(key)]);
}

test("a browser that knows the old key follows the statement to the new one", async () => {
  const followed = await followKey(ledgerOf(oldKey, statement));
  expect(isSameLedger(followed, ledgerOf(newKey))).toBe(true);
  await openCheckpoint(await noteOf(1, newKey), await logOfLedger(ledgerOf(oldKey, statement)));
});

test("without the statement, or with one of other keys, the known key stays", async () => {
  for (const known of [ledgerOf(oldKey), ledgerOf(other, statement), ledgerOf(oldKey, "x")]) {
    expect(await followKey(known)).toEqual(known);
    const opening = openCheckpoint(await noteOf(1, newKey), await logOfLedger(known));
    await expect(opening).rejects.toMatchObject({ code: "SIGNATURE_MISSING" });
  }
});

test("a stored key that cannot be read stays", async () => {
  const damaged = { origin: ORIGIN, verifierKey: "no key", statements: [statement] };
  expect(await followKey(damaged)).toBe(damaged);
});
