const encoder = new TextEncoder();

// A leading U+FEFF belongs to the signed bytes, so it must be kept; invalid UTF-8 must not be
// repaired.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8 bytes of a text known to be well formed. */
export function utf8Bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** UTF-8 bytes of `text`; undefined if it contains a lone surrogate, which has no UTF-8 form. */
export function encodeUtf8(text: string): Uint8Array | undefined {
  return /\p{Surrogate}/u.test(text) ? undefined : encoder.encode(text);
}

/** The text of `bytes`; undefined unless they are valid UTF-8. Encoding it again gives `bytes`. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * The text of a file given as text or as bytes; undefined if it is not valid UTF-8 or longer than
 * `maxBytes`.
 */
export function readText(input: string | Uint8Array, maxBytes: number): string | undefined {
  if (input.length > maxBytes) return undefined;
  if (typeof input !== "string") return decodeUtf8(input);
  const bytes = encodeUtf8(input);
  return bytes === undefined || bytes.length > maxBytes ? undefined : input;
}

/** Concatenates the parts into new bytes. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/**
 * True if both have the same bytes. Not constant time, because everything compared here is public.
 */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Lowercase hexadecimal, two digits for each byte. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The eight bytes of `value` (0 to 2^53-1) as a big-endian unsigned integer. */
export function u64be(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}
