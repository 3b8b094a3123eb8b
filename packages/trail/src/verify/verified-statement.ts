import type { Json } from "../json/json.ts";
import { isObject } from "../json/json.ts";
import type { RowMacs } from "../secrets/row-macs.ts";

/** A range of entries that was verified, see `rangeDigests`. Both members are 32 bytes. */
export interface VerifiedRange {
  /** The digest of the rows. */
  readonly digest: Uint8Array;
  /** The root of the range's tile. */
  readonly root: Uint8Array;
}

/** What a verification without findings states for later ones: docs/formats/verified.md. */
export interface VerifiedStatement {
  /** The name of the log. */
  readonly origin: string;
  /** When the last verification that read every entry of the ranges was started. */
  readonly readOn: Date;
  /** All ranges from the first entry on. */
  readonly ranges: readonly VerifiedRange[];
}

const FORMAT = "indelible-verified/2";
const HASH_BYTES = 32;
/** Bytes of a range: its digest, then its root. */
const RANGE_BYTES = 2 * HASH_BYTES;

/**
 * A statement as canonical text, with a code (MAC) that only the installation's keys can produce. One
 * million entries take 330 kB.
 */
export function formatStatement(statement: VerifiedStatement, macs: RowMacs): string {
  const { origin, readOn, ranges } = statement;
  const bytes = Buffer.concat(ranges.flatMap(({ digest, root }) => [digest, root]));
  const content = contentOf(origin, readOn.toISOString(), bytes.toString("base64"));
  return `${JSON.stringify({ ...content, Mac: macs.mac("verified", content) })}\n`;
}

/**
 * The statement in a text; undefined unless these keys produced it for the log `origin` in this
 * format. What a text says is not used before its code is checked.
 */
export function openStatement(
  text: string,
  origin: string,
  macs: RowMacs,
): VerifiedStatement | undefined {
  const value = parsed(text);
  if (!isObject(value)) return undefined;
  const { Format, Origin, ReadOn, Ranges, Mac } = value;
  const isMade = macs.hasMac("verified", contentOf(Origin, ReadOn, Ranges), Mac);
  if (!isMade || Format !== FORMAT || Origin !== origin) return undefined;
  const bytes = Buffer.from(String(Ranges), "base64");
  const starts = Array.from({ length: bytes.length / RANGE_BYTES }, (_, i) => i * RANGE_BYTES);
  const ranges = starts.map((start) => ({
    digest: bytes.subarray(start, start + HASH_BYTES),
    root: bytes.subarray(start + HASH_BYTES, start + RANGE_BYTES),
  }));
  return { origin, readOn: new Date(String(ReadOn)), ranges };
}

/** What the code covers. The format is part of it, so no code of one format fits another. */
function contentOf(Origin: Json | undefined, ReadOn: Json | undefined, Ranges: Json | undefined) {
  return { Format: FORMAT, Origin: Origin ?? null, ReadOn: ReadOn ?? null, Ranges: Ranges ?? null };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
