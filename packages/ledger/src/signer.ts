import { concatBytes, u64be, utf8Bytes } from "./bytes.ts";
import {
  type Awaitable,
  ED25519_SIGNATURE_SIZE,
  type Ed25519,
  webCryptoEd25519,
} from "./ed25519.ts";
import { LedgerError } from "./errors.ts";
import { parseVerifierKey, type SignerKey, type VerifierKey } from "./keys.ts";
import { isCount } from "./numbers.ts";

/** Checks signature lines of one name and key ID. */
export interface Verifier {
  readonly name: string;
  readonly keyId: string;
  /** Whether `signature` (the line without its key ID) is valid for the note text `message`. */
  verify(message: Uint8Array, signature: Uint8Array): Awaitable<boolean>;
}

/** Makes signature lines of one name and key ID. */
export interface Signer {
  readonly name: string;
  readonly keyId: string;
  /** The signature (the line without its key ID) over the note text `message`. */
  sign(message: Uint8Array): Awaitable<Uint8Array>;
}

/** The verifier for a public key or a key string. Throws the errors of parsing it. */
export function createVerifier(
  key: VerifierKey | string,
  ed25519: Ed25519 = webCryptoEd25519,
): Verifier {
  const { name, keyId, type, publicKey } = typeof key === "string" ? parseVerifierKey(key) : key;
  function verifyNote(message: Uint8Array, signature: Uint8Array): Awaitable<boolean> {
    if (signature.length !== ED25519_SIGNATURE_SIZE) return false;
    return ed25519.verify(publicKey, message, signature);
  }
  function verifyCosignature(message: Uint8Array, signature: Uint8Array): Awaitable<boolean> {
    const time = cosignatureTime(signature);
    if (time === undefined) return false;
    return verifyNote(cosignedMessage(time, message), signature.subarray(TIME_SIZE));
  }
  return { name, keyId, verify: type === "note" ? verifyNote : verifyCosignature };
}

/**
 * The signer of a log or of any other author of notes. KEY_UNSUPPORTED unless the key has type
 * "note".
 */
export function createSigner(key: SignerKey, ed25519: Ed25519 = webCryptoEd25519): Signer {
  const { name, keyId, type, seed } = key;
  if (type !== "note")
    throw new LedgerError("KEY_UNSUPPORTED", "This key signs cosignatures only.");
  return { name, keyId, sign: (message) => ed25519.sign(seed, message) };
}

/**
 * The signer of a witness at a time, in POSIX seconds from 1 to 2^53-1: states that at this time
 * the signed checkpoint is of the largest consistent tree it has seen (tlog-cosignature).
 * KEY_UNSUPPORTED unless the key is of type "cosignature"; ARGUMENT_INVALID for another time.
 */
export function createCosigner(
  key: SignerKey,
  time: number,
  ed25519: Ed25519 = webCryptoEd25519,
): Signer {
  const { name, keyId, type, seed } = key;
  if (type !== "cosignature")
    throw new LedgerError("KEY_UNSUPPORTED", "This key signs notes only.");
  if (!isCount(time) || time === 0) {
    throw new LedgerError("ARGUMENT_INVALID", "The time must be POSIX seconds from 1 to 2^53-1.");
  }
  async function sign(message: Uint8Array): Promise<Uint8Array> {
    return concatBytes(u64be(time), await ed25519.sign(seed, cosignedMessage(time, message)));
  }
  return { name, keyId, sign };
}

const TIME_SIZE = 8;

/**
 * The time in a cosignature, in POSIX seconds; undefined unless it has 72 bytes and a time of at
 * most 2^53-1. Trust it only if the signature was verified.
 */
export function cosignatureTime(signature: Uint8Array): number | undefined {
  if (signature.length !== TIME_SIZE + ED25519_SIGNATURE_SIZE) return undefined;
  const time = signature.subarray(0, TIME_SIZE).reduce((value, byte) => value * 256 + byte, 0);
  return isCount(time) ? time : undefined;
}

/** What an Ed25519 cosignature covers: a header, the time, the text of the checkpoint. */
function cosignedMessage(time: number, message: Uint8Array): Uint8Array {
  return concatBytes(utf8Bytes(`cosignature/v1\ntime ${time}\n`), message);
}
