import { sha256Hex } from "@indelible/trail";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** 30 characters of 5 bits: 150 bits, so that a plain hash keeps the key secret. */
const KEY_LENGTH = 30;
const KEY = /^API-[A-Z0-9]{20,64}$/;
const HINT_LENGTH = 8;

/** A new API key: shown once, kept only as a digest. */
export function newApiKey(random: (bytes: number) => Uint8Array): string {
  const characters = [...random(KEY_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  return `API-${characters.join("")}`;
}

/** Whether a text has the form of an API key. */
export function isApiKey(text: string): boolean {
  return KEY.test(text);
}

/** What is kept of a key. */
export function digestOfKey(key: string): string {
  return sha256Hex(key);
}

/** What is shown of a key: its beginning. */
export function hintOfKey(key: string): string {
  return `${key.slice(0, HINT_LENGTH)}${"*".repeat(HINT_LENGTH)}`;
}

/** How long a key lives unless told: 180 days (API reference, section 6). */
export const KEY_LIFETIME_MILLISECONDS = 180 * 24 * 3_600_000;
