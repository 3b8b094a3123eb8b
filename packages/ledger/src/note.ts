import { encodeUtf8, readText } from "./bytes.ts";
import { LedgerError } from "./errors.ts";
import { hasControls } from "./keys.ts";
import { formatSignatureLine, type NoteSignature, parseSignatureLine } from "./note-signature.ts";

/** Longest note in bytes, enough for 100 signatures of any kind in use. */
export const MAX_NOTE_BYTES = 1_000_000;

/** Most signature lines of one note; signed-note requires at least 16, Go also accepts 100. */
export const MAX_NOTE_SIGNATURES = 100;

/**
 * A parsed note that is not verified. Use its text only after `openNote` accepted it, or if you
 * wrote the note yourself.
 */
export interface Note {
  /** The signed text, with its final line feed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** The note as text: the signed text, an empty line, one line for each signature. */
export function formatNote(note: Note): string {
  requireNoteText(note.text);
  const count = note.signatures.length;
  if (count < 1 || count > MAX_NOTE_SIGNATURES) {
    throw new LedgerError("ARGUMENT_INVALID", `A note has 1 to ${MAX_NOTE_SIGNATURES} signatures.`);
  }
  return `${note.text}\n${note.signatures.map(formatSignatureLine).join("")}`;
}

/**
 * Parses a signed note (C2SP signed-note) without verifying it. NOTE_MALFORMED unless it is strict
 * UTF-8 of at most 1,000,000 bytes, without control characters except line feed, and ends with 1 to
 * 100 signature lines after its last empty line.
 */
export function parseNote(input: string | Uint8Array): Note {
  const note = readText(input, MAX_NOTE_BYTES);
  if (note === undefined) throw malformed("it is too long or not valid UTF-8");
  if (hasControls(note)) throw malformed("it has a control character");
  // The text may have empty lines; only the last one is the separator.
  const split = note.lastIndexOf("\n\n");
  if (split < 0 || !note.endsWith("\n"))
    throw malformed("the signature block is missing or truncated");
  const signatures = parseSignatureLines(note.slice(split + 2));
  if (signatures === undefined) throw malformed("a line after the text is not a signature line");
  return { text: note.slice(0, split + 1), signatures };
}

/**
 * Reads 1 to 100 signature lines, each ended by a line feed; undefined if one is not a signature
 * line.
 */
export function parseSignatureLines(block: string): NoteSignature[] | undefined {
  const lines = block.split("\n", MAX_NOTE_SIGNATURES + 2);
  if (lines.pop() !== "" || lines.length < 1 || lines.length > MAX_NOTE_SIGNATURES)
    return undefined;
  const signatures = lines.map(parseSignatureLine);
  return signatures.every((signature) => signature !== undefined) ? signatures : undefined;
}

/**
 * The bytes that a note's signatures cover. ARGUMENT_INVALID if the text is not valid in a note.
 */
export function requireNoteText(text: string): Uint8Array {
  const bytes = encodeUtf8(text);
  if (bytes === undefined || !text.endsWith("\n") || hasControls(text)) {
    throw new LedgerError(
      "ARGUMENT_INVALID",
      "The text of a note must end with a line feed and have no other control characters.",
    );
  }
  return bytes;
}

function malformed(why: string): LedgerError {
  return new LedgerError("NOTE_MALFORMED", `This is not a signed note: ${why}.`);
}
