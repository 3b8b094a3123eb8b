import { decodeBase64, encodeBase64 } from "./base64.ts";
import { readText } from "./bytes.ts";
import { LedgerError } from "./errors.ts";
import { formatHash, type Hash } from "./hash.ts";
import { MAX_BODY_BYTES, parseHashLines, splitBody } from "./message-body.ts";
import { parseNote } from "./note.ts";
import { parseDecimal } from "./numbers.ts";

/** Longest `extra` of a proof file in bytes. */
export const MAX_EXTRA_BYTES = 65_535;

const HEADER = "c2sp.org/tlog-proof@v1";

/** A self-contained proof: the index of the leaf, the audit path, the signed checkpoint. */
export interface TlogProof {
  /** Unauthenticated bytes that may help to rebuild the leaf, at most 65,535. */
  readonly extra?: Uint8Array;
  readonly index: number;
  /** The audit path, leaf's sibling first, at most 63 hashes. */
  readonly hashes: readonly Hash[];
  /** The checkpoint as a signed note, byte for byte. */
  readonly checkpoint: string;
}

/**
 * The text of a proof file (C2SP tlog-proof). PROOF_MALFORMED if it could not be read back,
 * ARGUMENT_INVALID for a hash that does not have 32 bytes.
 */
export function formatTlogProof(proof: TlogProof): string {
  const { extra, index, hashes, checkpoint } = proof;
  const lines = [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${encodeBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(formatHash),
  ];
  const text = `${lines.join("\n")}\n\n${checkpoint}`;
  parseTlogProof(text);
  return text;
}

/**
 * Reads a proof file without verifying anything: it contains neither leaf nor leaf hash.
 * PROOF_MALFORMED unless in strict form; NOTE_MALFORMED if the checkpoint is not a signed note.
 */
export function parseTlogProof(input: string | Uint8Array): TlogProof {
  const text = readText(input, MAX_BODY_BYTES);
  if (text === undefined) throw malformed("it is too long or not valid UTF-8");
  const body = splitBody(text);
  if (body === undefined) throw malformed("the empty line before the checkpoint is missing");
  const [header, ...lines] = body.lines;
  if (header !== HEADER) throw malformed(`the first line is not ${HEADER}`);
  const extra = lines[0]?.startsWith("extra ") ? parseExtra(lines.shift()) : undefined;
  const index = parseDecimal(/^index (.*)$/s.exec(lines.shift() ?? "")?.[1] ?? "");
  if (index === undefined) throw malformed("the index line is missing or not a plain decimal");
  const hashes = parseHashLines(lines);
  if (hashes === undefined)
    throw malformed("a line of the path is not a hash, or there are more than 63");
  parseNote(body.note);
  return { ...(extra === undefined ? {} : { extra }), index, hashes, checkpoint: body.note };
}

function parseExtra(line = ""): Uint8Array {
  const extra = decodeBase64(line.slice("extra ".length));
  if (extra === undefined) throw malformed("the extra data is not base64");
  if (extra.length > MAX_EXTRA_BYTES) throw malformed("the extra data is too long");
  return extra;
}

function malformed(why: string): LedgerError {
  return new LedgerError("PROOF_MALFORMED", `This is not a proof file: ${why}.`);
}
