const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]));

/** Standard padded base64 (RFC 4648 section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const group = (a << 16) | (b << 8) | c;
    for (const shift of [18, 12, 6, 0]) text += ALPHABET.charAt((group >> shift) & 63);
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  return text.slice(0, text.length - missing) + "=".repeat(missing);
}

/**
 * The bytes of standard padded base64; undefined for any other text: foreign or URL characters,
 * white space, missing padding, non-zero bits under the padding.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/={1,2}$/, "");
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let pending = 0;
  for (let i = 0; i < digits.length; i++) {
    const value = VALUES.get(digits.charAt(i));
    if (value === undefined) return undefined;
    pending = ((pending << 6) | value) & 0xffff;
    const spare = (6 * (i + 1)) % 8;
    if (spare < 6) bytes[Math.floor((6 * (i + 1)) / 8) - 1] = pending >> spare;
  }
  return encodeBase64(bytes) === text ? bytes : undefined;
}
