import { equalBytes } from "./bytes.ts";
import { LedgerError } from "./errors.ts";
import { formatHash, parseHash } from "./hash.ts";
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from "./keys.ts";
import { signerLabel } from "./note-signature.ts";
import { parseDecimal } from "./numbers.ts";
import { openNote, signNote } from "./open-note.ts";
import { createVerifier, type Signer } from "./signer.ts";
import type { TreeHead } from "./subtrees.ts";

/** The replacement of a log's key: the old key signs trees up to a size, the new key larger ones. */
export interface KeyStatement {
  /** The name of the log and of both keys. */
  readonly origin: string;
  /** The last tree whose checkpoint the old key has to sign. */
  readonly tree: TreeHead;
  /** Of type "note", like the new key. */
  readonly oldKey: VerifierKey;
  readonly newKey: VerifierKey;
}

const HEADER = "indelible-key-change/1";

/**
 * The text of a key statement, to be signed by both keys. It is never the text of a checkpoint, whose
 * third line is a root. KEY_STATEMENT_MALFORMED if it could not be read back.
 */
export function formatKeyStatement({ origin, tree, oldKey, newKey }: KeyStatement): string {
  const keys = [oldKey, newKey].map(formatVerifierKey);
  const lines = [HEADER, origin, tree.size, formatHash(tree.root), ...keys];
  const text = lines.map((line) => `${line}\n`).join("");
  parseKeyStatement(text);
  return text;
}

/**
 * Reads the text of a key statement; open the note around it with {@link openKeyStatement} first.
 * KEY_STATEMENT_MALFORMED unless it has exactly the lines of the format, and two different keys of
 * type "note" with the name of the origin. Also throws the errors of `parseVerifierKey`.
 */
export function parseKeyStatement(text: string): KeyStatement {
  const lines = text.split("\n");
  const [header, origin = "", sizeLine = "", rootLine = "", oldLine = "", newLine = "", end] =
    lines;
  if (header !== HEADER || end !== "" || lines.length !== 7) {
    throw malformed("it does not have exactly its six lines");
  }
  const size = parseDecimal(sizeLine);
  const root = parseHash(rootLine);
  if (size === undefined || root === undefined) throw malformed("its size or root is invalid");
  const [oldKey, newKey] = [parseVerifierKey(oldLine), parseVerifierKey(newLine)];
  if ([oldKey, newKey].some(({ name, type }) => name !== origin || type !== "note")) {
    throw malformed("a key has another name than the log, or another type");
  }
  if (equalBytes(oldKey.publicKey, newKey.publicKey)) throw malformed("both keys are the same");
  return { origin, tree: { size, root }, oldKey, newKey };
}

/** Signs a key statement with the old and the new key. Throws the errors of `formatKeyStatement`. */
export function signKeyStatement(
  statement: KeyStatement,
  oldSigner: Signer,
  newSigner: Signer,
): Promise<string> {
  return signNote(formatKeyStatement(statement), [oldSigner, newSigner]);
}

/**
 * Reads a signed key statement, and verifies it with the keys that it names. Trust it only if you know
 * one of these: the old key names its successor, the new key its predecessor. Throws the errors of
 * parsing it, SIGNATURE_INVALID, and SIGNATURE_MISSING unless both keys signed it.
 */
export async function openKeyStatement(note: string): Promise<KeyStatement> {
  const statement = parseKeyStatement(textOf(note));
  const keys = [statement.oldKey, statement.newKey];
  const { verified } = await openNote(
    note,
    keys.map((key) => createVerifier(key)),
  );
  const labels = new Set(verified.map(signerLabel));
  if (keys.every((key) => labels.has(signerLabel(key)))) return statement;
  throw new LedgerError("SIGNATURE_MISSING", "The old and the new key must sign a key statement.");
}

function textOf(note: string): string {
  return note.slice(0, note.lastIndexOf("\n\n") + 1);
}

function malformed(why: string): LedgerError {
  return new LedgerError("KEY_STATEMENT_MALFORMED", `This is not a key statement: ${why}.`);
}
