import { decodeBase64, encodeBase64 } from "./base64.ts";
import { concatBytes, encodeUtf8, toHex, utf8Bytes } from "./bytes.ts";
import { ED25519_KEY_SIZE, type Ed25519, webCryptoEd25519 } from "./ed25519.ts";
import { LedgerError } from "./errors.ts";
import { sha256 } from "./sha256.ts";

/** Longest key name and origin in bytes: cosignature formats give the length one byte. */
export const MAX_NAME_BYTES = 255;

/** Longest key string that is parsed, in characters. */
const MAX_KEY_LENGTH = 1024;

/**
 * The supported uses of a key: "note" signs the text of a note (type byte 0x01 of signed-note),
 * "cosignature" signs a checkpoint together with a time (0x04 of tlog-cosignature). Both Ed25519.
 */
export type KeyType = "note" | "cosignature";

/** The byte of a key type in key strings and key IDs. */
const TYPE_BYTES: Readonly<Record<KeyType, number>> = { note: 0x01, cosignature: 0x04 };

/**
 * A public key with its name. `keyId` (8 hex digits) and name together identify the key of a
 * signature line.
 */
export interface VerifierKey {
  readonly name: string;
  readonly keyId: string;
  readonly type: KeyType;
  /** 32 raw bytes. */
  readonly publicKey: Uint8Array;
}

/** A private key: a verifier key with its 32-byte seed (RFC 8032). Keep it secret. */
export interface SignerKey extends VerifierKey {
  readonly seed: Uint8Array;
}

/** True for a valid name in a signature line: 1 to 255 bytes, no white space, no "+". */
export function isKeyName(name: string): boolean {
  const bytes = encodeUtf8(name);
  // \p{White_Space} is Go's unicode.IsSpace; \s is not (it lacks U+0085 and has U+FEFF).
  return (
    bytes !== undefined &&
    bytes.length >= 1 &&
    bytes.length <= MAX_NAME_BYTES &&
    !/[\p{White_Space}+]/u.test(name) &&
    !hasControls(name)
  );
}

/**
 * True if the text has a character that is not allowed in a note: below U+0020, except line feed.
 */
export function hasControls(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  return /[\0-\x09\x0b-\x1f]/.test(text);
}

/**
 * A verifier key from a name and a public key. KEY_MALFORMED unless the name is valid and the key
 * has 32 bytes.
 */
export function newVerifierKey(name: string, type: KeyType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) {
    throw malformed(
      "the name is empty, too long, or has white space, a control character or a plus sign",
    );
  }
  if (publicKey.length !== ED25519_KEY_SIZE)
    throw malformed("the public key does not have 32 bytes");
  return { name, keyId: keyIdOf(name, type, publicKey), type, publicKey };
}

/**
 * A private key from a seed: 32 random bytes that the caller provides and keeps secret.
 * KEY_MALFORMED as for {@link newVerifierKey}.
 */
export async function newSignerKey(
  name: string,
  type: KeyType,
  seed: Uint8Array,
  ed25519: Ed25519 = webCryptoEd25519,
): Promise<SignerKey> {
  if (seed.length !== ED25519_KEY_SIZE) throw malformed("the seed does not have 32 bytes");
  return { ...newVerifierKey(name, type, await ed25519.publicKey(seed)), seed };
}

/** First 4 bytes of SHA-256(name || LF || type byte || key), in hex (signed-note, key ID). */
function keyIdOf(name: string, type: KeyType, publicKey: Uint8Array): string {
  const typeByte = Uint8Array.of(TYPE_BYTES[type]);
  const hashed = sha256(concatBytes(utf8Bytes(`${name}\n`), typeByte, publicKey));
  return toHex(hashed.subarray(0, 4));
}

/** The public key string (vkey): `name+keyid+base64(type byte || public key)`. */
export function formatVerifierKey(key: VerifierKey): string {
  return formatKey(key, key.publicKey);
}

/** The private key string (skey): `PRIVATE+KEY+name+keyid+base64(type byte || seed)`. */
export function formatSignerKey(key: SignerKey): string {
  return SIGNER_PREFIX + formatKey(key, key.seed);
}

const SIGNER_PREFIX = "PRIVATE+KEY+";

function formatKey({ name, keyId, type }: VerifierKey, material: Uint8Array): string {
  return `${name}+${keyId}+${encodeBase64(concatBytes(Uint8Array.of(TYPE_BYTES[type]), material))}`;
}

/**
 * Reads a public key string. KEY_MALFORMED unless it is exactly the result of
 * {@link formatVerifierKey}, including the key ID; KEY_UNSUPPORTED for types other than 0x01 and
 * 0x04.
 */
export function parseVerifierKey(text: string): VerifierKey {
  const { name, type, material } = splitKey(text);
  const key = newVerifierKey(name, type, material);
  if (formatVerifierKey(key) !== text) throw malformed("the key ID belongs to another key");
  return key;
}

/**
 * Reads a private key string and derives its public key. KEY_MALFORMED unless it is exactly the
 * result of {@link formatSignerKey}; KEY_UNSUPPORTED for types other than 0x01 and 0x04. Errors
 * never contain any part of the text.
 */
export async function parseSignerKey(
  text: string,
  ed25519: Ed25519 = webCryptoEd25519,
): Promise<SignerKey> {
  if (!text.startsWith(SIGNER_PREFIX)) throw malformed("a private key starts with PRIVATE+KEY+");
  const { name, type, material } = splitKey(text.slice(SIGNER_PREFIX.length));
  const key = await newSignerKey(name, type, material, ed25519);
  if (formatSignerKey(key) !== text) throw malformed("the key ID belongs to another key");
  return key;
}

/** Splits a key string from the left, since the base64 at its end may contain plus signs too. */
function splitKey(text: string): { name: string; type: KeyType; material: Uint8Array } {
  const match = text.length > MAX_KEY_LENGTH ? null : /^([^+]*)\+[0-9a-f]{8}\+(.*)$/s.exec(text);
  if (match === null) throw malformed("it does not have the form name+keyid+base64");
  const [, name = "", encoded = ""] = match;
  const [typeByte, ...material] = decodeBase64(encoded) ?? [];
  if (typeByte === undefined) throw malformed("its base64 is invalid");
  return { name, type: typeOf(typeByte), material: Uint8Array.from(material) };
}

function typeOf(typeByte: number): KeyType {
  if (typeByte === TYPE_BYTES.note) return "note";
  if (typeByte === TYPE_BYTES.cosignature) return "cosignature";
  throw new LedgerError("KEY_UNSUPPORTED", `Keys of type ${typeByte} are not supported.`);
}

function malformed(why: string): LedgerError {
  return new LedgerError("KEY_MALFORMED", `This is not a key: ${why}.`);
}
