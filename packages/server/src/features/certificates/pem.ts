import { invalid } from "@indelible/kernel";

/** A block of a PEM file (RFC 7468). */
export interface PemBlock {
  /** What it holds: `CERTIFICATE`. */
  readonly label: string;
  /** The block as it stands, with the lines that begin and end it. */
  readonly text: string;
  /** What it encodes. */
  readonly bytes: Buffer;
}

const BEGIN = /^-----BEGIN ([A-Z0-9 ]{1,60})-----\s*$/;
/** Characters of a line of base64. */
const LINE_LENGTH = 64;

/** Whether bytes look like a PEM file. */
export function isPem(bytes: Buffer): boolean {
  return bytes.includes("-----BEGIN ");
}

/** The blocks of a PEM file; text between them says nothing. Fails with 400 for one without end. */
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

/** A PEM block around some bytes, ended by a line feed. */
export function pemOf(label: string, bytes: Uint8Array): string {
  const base64 = Buffer.from(bytes).toString("base64");
  const lines = base64.match(new RegExp(`.{1,${LINE_LENGTH}}`, "g")) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

/** Old programs put headers, such as `DEK-Info`, before the encoded bytes. */
function blockOf(label: string, lines: readonly string[]): PemBlock {
  const encoded = lines.slice(1, -1).filter((line) => !line.includes(":"));
  return { label, text: `${lines.join("\n")}\n`, bytes: Buffer.from(encoded.join(""), "base64") };
}
