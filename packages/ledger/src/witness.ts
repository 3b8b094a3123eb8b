import { readText } from "./bytes.ts";
import { LedgerError } from "./errors.ts";
import { formatHash, type Hash } from "./hash.ts";
import { MAX_BODY_BYTES, parseHashLines, splitBody } from "./message-body.ts";
import { MAX_NOTE_BYTES, parseNote, parseSignatureLines } from "./note.ts";
import { formatSignatureLine, type NoteSignature } from "./note-signature.ts";
import { parseDecimal, requireCount } from "./numbers.ts";

/** Content type of the response 409, whose body is the last size that the witness cosigned. */
export const TREE_SIZE_CONTENT_TYPE = "text/x.tlog.size";

/** The request of a log to a witness, `POST add-checkpoint` (C2SP tlog-witness). */
export interface AddCheckpointRequest {
  /** The last size that the witness cosigned, as far as the log knows; 0 if none. */
  readonly oldSize: number;
  /** Consistency proof from `oldSize` to the checkpoint's size, at most 63 hashes. */
  readonly proof: readonly Hash[];
  /** The checkpoint as a signed note, byte for byte. */
  readonly checkpoint: string;
}

/** The request's body. WITNESS_BODY_MALFORMED if it could not be read back. */
export function formatAddCheckpointRequest(request: AddCheckpointRequest): string {
  const lines = [`old ${request.oldSize}`, ...request.proof.map(formatHash)];
  const body = `${lines.join("\n")}\n\n${request.checkpoint}`;
  parseAddCheckpointRequest(body);
  return body;
}

/**
 * Reads the request's body without verifying it. WITNESS_BODY_MALFORMED (response 400) unless in
 * strict form; NOTE_MALFORMED if the checkpoint is not a signed note.
 */
export function parseAddCheckpointRequest(input: string | Uint8Array): AddCheckpointRequest {
  const text = readText(input, MAX_BODY_BYTES);
  if (text === undefined) throw malformed("it is too long or not valid UTF-8");
  const body = splitBody(text);
  if (body === undefined) throw malformed("the empty line before the checkpoint is missing");
  const [first = "", ...lines] = body.lines;
  const oldSize = first.startsWith("old ") ? parseDecimal(first.slice(4)) : undefined;
  if (oldSize === undefined) throw malformed("the first line is not old and a plain decimal");
  const proof = parseHashLines(lines);
  if (proof === undefined)
    throw malformed("a line of the proof is not a hash, or there are more than 63");
  parseNote(body.note);
  return { oldSize, proof, checkpoint: body.note };
}

/**
 * The body of the response 200: the witness's signature lines. ARGUMENT_INVALID if there are none.
 */
export function formatAddCheckpointResponse(signatures: readonly NoteSignature[]): string {
  if (signatures.length === 0) {
    throw new LedgerError("ARGUMENT_INVALID", "The response must have at least one signature.");
  }
  return signatures.map(formatSignatureLine).join("");
}

/**
 * Reads the body of the response 200. WITNESS_BODY_MALFORMED unless 1 to 100 signature lines. To
 * verify, append them to the checkpoint's note and open it with the witness's key.
 */
export function parseAddCheckpointResponse(input: string | Uint8Array): NoteSignature[] {
  const signatures = parseSignatureLines(readText(input, MAX_NOTE_BYTES) ?? "");
  if (signatures === undefined) throw malformed("it does not consist of 1 to 100 signature lines");
  return signatures;
}

/** The body of the response 409: the last size that the witness cosigned. */
export function formatTreeSize(size: number): string {
  requireCount(size, "size");
  return `${size}\n`;
}

/**
 * Reads the body of the response 409. WITNESS_BODY_MALFORMED unless it is a plain decimal and LF.
 */
export function parseTreeSize(input: string | Uint8Array): number {
  const text = readText(input, 32) ?? "";
  const size = text.endsWith("\n") ? parseDecimal(text.slice(0, -1)) : undefined;
  if (size === undefined) throw malformed("it is not one line with a size below 2^53");
  return size;
}

function malformed(why: string): LedgerError {
  return new LedgerError("WITNESS_BODY_MALFORMED", `The witness body cannot be read: ${why}.`);
}
