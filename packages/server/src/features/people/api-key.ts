import { sha256Hex } from "@indelible/trail";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** 30 characters of 5 bits: 150 bits, which a plain hash protects. */
const KEY_LENGTH = 30;
const KEY = /^API-[A-Z0-9]{20,64}$/;
const HINT_LENGTH = 8;

/** A new API key. It is shown once; only its digest is stored. */
export function newApiKey(random: (bytes: number) => Uint8Array): string {
  const characters = [...random(KEY_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  return `API-${characters.join("")}`;
}

/** Whether a text has the form of an API key. */
export function isApiKey(text: string): boolean {
  return KEY.test(text);
}

/** The digest under which a key is stored: SHA-256 in lower-case hexadecimal. */
export function digestOfKey(key: string): string {
  return sha256Hex(key);
}

/** The hint by which a user recognises a key: its first 8 characters, the rest masked. */
export function hintOfKey(key: string): string {
  return `${key.slice(0, HINT_LENGTH)}${"*".repeat(HINT_LENGTH)}`;
}

/** How long a key is valid by default: 180 days (API reference, section 6). */
export const KEY_LIFETIME_MILLISECONDS = 180 * 24 * 3_600_000;
