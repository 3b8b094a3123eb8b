import { type Filters, plain } from "./filter.ts";

/** Base64 (RFC 4648, section 4) of a text's UTF-8, and back. */
export const base64Filters: Filters = {
  ToBase64: plain(encoded),
  FromBase64: plain(decoded),
};

// As many arguments as every engine lets a call have.
const CHUNK = 8_192;

function encoded(input: string): string {
  const bytes = new TextEncoder().encode(input);
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(binary);
}

function decoded(input: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(input), (byte) => byte.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // What is no Base64, or no UTF-8 within it, is nothing that this filter can work on.
    return undefined;
  }
}
