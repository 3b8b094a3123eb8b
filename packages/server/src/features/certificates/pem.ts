import { invalid } from "@indelible/kernel";

/** A block of a PEM file (RFC 7468). */
export interface PemBlock {
  /** The type of its content: `CERTIFICATE`. */
  readonly label: string;
  /** The block unchanged, with its first and last line. */
  readonly text: string;
  /** The decoded content. */
  readonly bytes: Buffer;
}

const BEGIN = /^-----BEGIN ([A-Z0-9 ]{1,60})-----\s*$/;
/** Characters of a line of Base64. */
const LINE_LENGTH = 64;

/** Whether bytes look like a PEM file. */
export function isPem(bytes: Buffer): boolean {
  return bytes.includes("-----BEGIN ");
}

/**
 * The blocks of a PEM file; text between them is ignored. Fails with `invalid` for a block without
 * end.
 */
export function readPem(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  let label: string | undefined;
  let lines: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (label === undefined) {
      label = BEGIN.exec(line)?.[1];
      lines = [line];
    } else {
      lines.push(line);
      if (line.trimEnd() !== `-----END ${label}-----`) continue;
      blocks.push(blockOf(label, lines));
      label = undefined;
    }
  }
  if (label === undefined) return blocks;
  throw invalid(`The file ends within its ${label}.`);
}

/** A PEM block with some bytes, ended by a line feed. */
export function pemOf(label: string, bytes: Uint8Array): string {
  const base64 = Buffer.from(bytes).toString("base64");
  const lines = base64.match(new RegExp(`.{1,${LINE_LENGTH}}`, "g")) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

/** Older programs write headers, such as `DEK-Info`, before the encoded bytes. */
function blockOf(label: string, lines: readonly string[]): PemBlock {
  const encoded = lines.slice(1, -1).filter((line) => !line.includes(":"));
  return { label, text: `${lines.join("\n")}\n`, bytes: Buffer.from(encoded.join(""), "base64") };
}
