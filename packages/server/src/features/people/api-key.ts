import type { ApiKey } from "@indelible/domain";
import { type Json, type RowMacs, type StoredDocument, sha256Hex } from "@indelible/trail";

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

/** The digest under which a new key is stored: only a server can compute it. */
export function digestOfKey(macs: RowMacs, key: string): string {
  return macs.mac("api-key", key);
}

/**
 * The digests under which a key may be stored. Keys of earlier versions have their SHA-256: without
 * the key it cannot be replaced.
 */
export function digestsOfKey(macs: RowMacs, key: string): string[] {
  return [digestOfKey(macs, key), sha256Hex(key)];
}

/** The fields of an API key that decide what it can be used for. */
export type BoundKeyFields = Pick<ApiKey, "UserId" | "KeyDigest" | "Expires" | "AccessLevel">;

/** The code (MAC) of an API key: one that was made or changed by SQL does not have it. */
export function apiKeyMac(macs: RowMacs, id: string, body: BoundKeyFields): string {
  return macs.mac("api-key-row", boundFields(id, body));
}

/** Whether a stored API key has one of some digests, and its code. */
export function isGenuineKey(
  macs: RowMacs,
  { id, body }: Pick<StoredDocument<ApiKey>, "id" | "body">,
  digests: readonly string[],
): boolean {
  const hasDigest = digests.includes(body.KeyDigest);
  return hasDigest && macs.hasMac("api-key-row", boundFields(id, body), body.KeyMac);
}

function boundFields(
  id: string,
  { UserId, KeyDigest, Expires, AccessLevel }: BoundKeyFields,
): Json {
  return { id, UserId, KeyDigest, Expires, AccessLevel };
}

/** The hint by which a user recognises a key: its first 8 characters, the rest masked. */
export function hintOfKey(key: string): string {
  return `${key.slice(0, HINT_LENGTH)}${"*".repeat(HINT_LENGTH)}`;
}

const DAY_MILLISECONDS = 24 * 3_600_000;
/** How long a key is valid by default (API reference, section 6). */
const KEY_DAYS = 180;

/** When a key expires by default. `daysMax` is the maximum that is configured, if there is one. */
export function usualExpiry(now: Date, daysMax = KEY_DAYS): Date {
  return new Date(now.getTime() + Math.min(daysMax, KEY_DAYS) * DAY_MILLISECONDS);
}

/** The latest time at which a new key may expire; undefined if there is no limit. */
export function latestExpiry(now: Date, daysMax: number | undefined): Date | undefined {
  return daysMax === undefined ? undefined : new Date(now.getTime() + daysMax * DAY_MILLISECONDS);
}
