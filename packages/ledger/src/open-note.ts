import { LedgerError } from "./errors.ts";
import { formatNote, MAX_NOTE_SIGNATURES, type Note, parseNote, requireNoteText } from "./note.ts";
import { formatSignatureLine, type NoteSignature, signerLabel } from "./note-signature.ts";
import type { Signer, Verifier } from "./signer.ts";

/** A note that is signed by at least one configured key. */
export interface OpenedNote {
  readonly text: string;
  /** Verified signatures, one for each key that signed. */
  readonly verified: readonly NoteSignature[];
  /** Lines of unknown keys, without duplicates; they have no effect but belong to the note. */
  readonly unverified: readonly NoteSignature[];
}

/**
 * Verifies a note (C2SP signed-note): lines of other keys are ignored, every line of a configured
 * key must verify, and there must be one. Throws NOTE_MALFORMED, SIGNATURE_INVALID (a line of a
 * configured key does not verify, even if another one does), SIGNATURE_MISSING, KEY_AMBIGUOUS.
 */
export async function openNote(
  input: string | Uint8Array,
  verifiers: readonly Verifier[],
): Promise<OpenedNote> {
  const known = labelled(verifiers);
  const { text, signatures } = parseNote(input);
  const message = requireNoteText(text);
  const verified = new Map<string, NoteSignature>();
  const unverified = new Map<string, NoteSignature>();
  for (const signature of signatures) {
    const label = signerLabel(signature);
    const verifier = known.get(label);
    if (verifier === undefined) {
      unverified.set(formatSignatureLine(signature), signature);
    } else if (await verifier.verify(message, signature.signature)) {
      if (!verified.has(label)) verified.set(label, signature);
    } else {
      throw new LedgerError("SIGNATURE_INVALID", `The signature of ${label} does not verify.`);
    }
  }
  if (verified.size === 0) {
    throw new LedgerError("SIGNATURE_MISSING", "No configured key signed this note.");
  }
  return { text, verified: [...verified.values()], unverified: [...unverified.values()] };
}

function labelled(verifiers: readonly Verifier[]): Map<string, Verifier> {
  const known = new Map(verifiers.map((verifier) => [signerLabel(verifier), verifier]));
  if (known.size !== verifiers.length) {
    throw new LedgerError("KEY_AMBIGUOUS", "Two verifiers have the same name and key ID.");
  }
  return known;
}

/** Signs `text` with each signer, in their order, and returns the note. */
export async function signNote(text: string, signers: readonly Signer[]): Promise<string> {
  return formatNote(await cosignNote({ text, signatures: [] }, signers));
}

/**
 * Adds signatures to a note: existing lines stay first, a line with the same name and key ID is
 * replaced. Verify the note first. ARGUMENT_INVALID for more than 100 signatures in all, or a text
 * that cannot be signed.
 */
export async function cosignNote(note: Note, signers: readonly Signer[]): Promise<Note> {
  const message = requireNoteText(note.text);
  const replaced = new Set(signers.map(signerLabel));
  const signatures = note.signatures.filter((line) => !replaced.has(signerLabel(line)));
  if (signatures.length + signers.length > MAX_NOTE_SIGNATURES) {
    throw new LedgerError("ARGUMENT_INVALID", "The note would have too many signatures.");
  }
  for (const signer of signers) {
    const { name, keyId } = signer;
    signatures.push({ name, keyId, signature: await signer.sign(message) });
  }
  return { text: note.text, signatures };
}
