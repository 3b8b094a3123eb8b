import { expect, test } from "vitest";
import {
  createSigner,
  emptyRoot,
  formatKeyStatement,
  type KeyStatement,
  newSignerKey,
  openKeyStatement,
  parseCheckpoint,
  parseKeyStatement,
  signKeyStatement,
  signNote,
} from "./index.ts";

const origin = "ledger.example/abc";
const [oldKey, newKey, other] = await Promise.all(
  [1, 2, 3].map((byte) => newSignerKey(origin, "note", new Uint8Array(32).fill(byte))),
);
if (!oldKey || !newKey || !other) throw new TypeError("There are three keys.");
const statement: KeyStatement = {
  origin,
  tree: { size: 7, root: new Uint8Array(32).fill(9) },
  oldKey,
  newKey,
};
const [oldSigner, newSigner, otherSigner] = [oldKey, newKey, other].map((key) => createSigner(key));
if (!oldSigner || !newSigner || !otherSigner) throw new TypeError("There are three signers.");

test("a statement is read as it was signed by both keys", async () => {
  const note = await signKeyStatement(statement, oldSigner, newSigner);
  const opened = await openKeyStatement(note);
  expect(formatKeyStatement(opened)).toBe(formatKeyStatement(statement));
  expect(note.startsWith(formatKeyStatement(statement))).toBe(true);
});

test("a statement that one of the keys did not sign, or that was changed, is refused", async () => {
  const text = formatKeyStatement(statement);
  for (const signers of [[oldSigner], [newSigner], [oldSigner, otherSigner]]) {
    const note = await signNote(text, signers);
    await expect(openKeyStatement(note)).rejects.toMatchObject({ code: "SIGNATURE_MISSING" });
  }
  await expect(openKeyStatement(await signNote(text, [otherSigner]))).rejects.toMatchObject({
    code: "SIGNATURE_MISSING",
  });
  const note = await signKeyStatement(statement, oldSigner, newSigner);
  const changed = note.replace("\n7\n", "\n8\n");
  await expect(openKeyStatement(changed)).rejects.toMatchObject({ code: "SIGNATURE_INVALID" });
  await expect(openKeyStatement("no note")).rejects.toMatchObject({
    code: "KEY_STATEMENT_MALFORMED",
  });
});

test("a statement is no checkpoint, whatever the origin", async () => {
  for (const name of [origin, "5", "indelible-key-change/1"]) {
    const keys = await Promise.all(
      [1, 2].map((byte) => newSignerKey(name, "note", new Uint8Array(32).fill(byte))),
    );
    const [oldKey, newKey] = keys;
    if (!oldKey || !newKey) throw new TypeError("There are two keys.");
    const tree = { size: 0, root: emptyRoot() };
    const text = formatKeyStatement({ origin: name, tree, oldKey, newKey });
    expect(() => parseCheckpoint(text)).toThrow("not a checkpoint");
  }
});

test("texts with other lines or keys are no statements", async () => {
  const text = formatKeyStatement(statement);
  const foreign = await newSignerKey("another", "note", new Uint8Array(32).fill(2));
  const witness = await newSignerKey(origin, "cosignature", new Uint8Array(32).fill(2));
  const bad = [
    text.replace("/1\n", "/2\n"),
    `${text}more\n`,
    text.slice(0, -1),
    text.replace("\n7\n", "\n07\n"),
    text.replace("\n7\n", "\n\n"),
    text.replace(`${origin}\n`, "another\n"),
  ];
  for (const each of bad)
    expect(() => parseKeyStatement(each), each).toThrow("not a key statement");
  for (const each of [foreign, witness, oldKey]) {
    expect(() => formatKeyStatement({ ...statement, newKey: each })).toThrow("not a key statement");
  }
});
