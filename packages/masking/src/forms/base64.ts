const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * The forms of bytes within longer Base64, standard and URL-safe (RFC 4648, sections 4 and 5), at
 * each of the three positions in a group of three bytes. The first character is omitted if it also
 * has bits of the preceding byte; the last one is included with each value that depends on the
 * following byte.
 */
export function base64Forms(bytes: Uint8Array): string[] {
  const urlSafe = [0, 1, 2].flatMap((before) => formsAfter(before, bytes));
  return [...urlSafe, ...urlSafe.map((form) => form.replaceAll("-", "+").replaceAll("_", "/"))];
}

/** The forms of bytes after `before` other bytes of their group of three. */
function formsAfter(before: number, bytes: Uint8Array): string[] {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64url");
  const bits = (before + bytes.length) * 8;
  const certain = text.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
  if (bits % 6 === 0) return [certain];
  const lowest = ALPHABET.indexOf(text.at(-1) ?? "");
  const lasts = ALPHABET.slice(lowest, lowest + 2 ** (6 - (bits % 6)));
  return Array.from(lasts, (last) => certain + last).concat(certain);
}
