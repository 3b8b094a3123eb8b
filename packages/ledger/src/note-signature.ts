import { decodeBase64, encodeBase64 } from "./base64.ts";
import { concatBytes, toHex } from "./bytes.ts";
import { LedgerError } from "./errors.ts";
import { isKeyName } from "./keys.ts";

/** A signature line of a note. The meaning of the bytes depends on the type of the key. */
export interface NoteSignature {
  readonly name: string;
  /** 8 lowercase hex digits. */
  readonly keyId: string;
  /** At least one byte; the key ID is not part of it. */
  readonly signature: Uint8Array;
}

const LINE_START = "\u2014 ";

/** The signature line with its line feed: em dash, name, base64 of key ID and signature. */
export function formatSignatureLine({ name, keyId, signature }: NoteSignature): string {
  if (!isKeyName(name) || !/^[0-9a-f]{8}$/.test(keyId) || signature.length === 0) {
    throw new LedgerError("ARGUMENT_INVALID", "A signature needs a name, a key ID and bytes.");
  }
  const id = Uint8Array.from({ length: 4 }, (_, i) =>
    Number.parseInt(keyId.slice(2 * i, 2 * i + 2), 16),
  );
  return `${LINE_START}${name} ${encodeBase64(concatBytes(id, signature))}\n`;
}

/** Reads a signature line without its line feed; undefined unless it is valid in strict form. */
export function parseSignatureLine(line: string): NoteSignature | undefined {
  if (!line.startsWith(LINE_START)) return undefined;
  const [name = "", encoded = "", ...surplus] = line.slice(LINE_START.length).split(" ");
  const bytes = decodeBase64(encoded);
  if (surplus.length > 0 || !isKeyName(name) || bytes === undefined || bytes.length < 5) {
    return undefined;
  }
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

/**
 * Identifies the key of a line: name and key ID, joined by a character that names cannot contain.
 */
export function signerLabel({ name, keyId }: { name: string; keyId: string }): string {
  return `${name}+${keyId}`;
}
