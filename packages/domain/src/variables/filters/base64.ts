import { type Filters, plain } from "./filter.ts";

/** Base64 (RFC 4648, section 4) of a text's UTF-8, and back. */
export const base64Filters: Filters = {
  ToBase64: plain(encoded),
  FromBase64: plain(decoded),
};

// The number of arguments that every engine allows in a call.
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
    // Invalid Base64, or Base64 of invalid UTF-8: the filter fails.
    return undefined;
  }
}
