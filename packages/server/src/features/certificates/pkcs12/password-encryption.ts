import { createCipheriv, createDecipheriv, pbkdf2 } from "node:crypto";
import { promisify } from "node:util";
import { invalid } from "@indelible/kernel";
import {
  id_pbeWithSHAAnd2_KeyTripleDES_CBC,
  id_pbeWithSHAAnd3_KeyTripleDES_CBC,
  id_pbeWithSHAAnd128BitRC2_CBC,
  id_pbewithSHAAnd40BitRC2_CBC,
} from "@peculiar/asn1-pfx";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import { AlgorithmIdentifier } from "@peculiar/asn1-x509";
import { Pbes2Parameters, Pbkdf2Parameters, Pkcs12PbeParameters } from "./asn1-types.ts";
import type { FilePassword } from "./file-password.ts";
import { PURPOSE, pkcs12Key } from "./pkcs12-key.ts";
import { decryptRc2 } from "./rc2.ts";

/**
 * Iterations of a key derivation: ten times what programs use, but too few to keep the server busy.
 */
const ITERATIONS_MAX = 1_000_000;
/** Iterations for new files, as in Java programs; OpenSSL uses 2048. */
export const ITERATIONS = 10_000;

const SALT_BYTES = 16;
const BLOCK_BYTES = 16;
const PBES2 = "1.2.840.113549.1.5.13";
const PBKDF2 = "1.2.840.113549.1.5.12";
const AES_256_CBC = "2.16.840.1.101.3.4.1.42";
const HMAC_SHA_256 = "1.2.840.113549.2.9";

/** Hashes of PBKDF2 by their identifiers (RFC 8018, appendix B.1). */
const HASHES: Readonly<Record<string, string>> = {
  "1.2.840.113549.2.7": "sha1",
  "1.2.840.113549.2.8": "sha224",
  [HMAC_SHA_256]: "sha256",
  "1.2.840.113549.2.10": "sha384",
  "1.2.840.113549.2.11": "sha512",
};

/** Ciphers of PBES2 and the bytes of their keys. */
const CIPHERS: Readonly<Record<string, readonly [name: string, keyBytes: number]>> = {
  "1.2.840.113549.3.7": ["des-ede3-cbc", 24],
  "2.16.840.1.101.3.4.1.2": ["aes-128-cbc", 16],
  "2.16.840.1.101.3.4.1.22": ["aes-192-cbc", 24],
  [AES_256_CBC]: ["aes-256-cbc", 32],
};

type Decrypt = (key: Buffer, initialVector: Buffer, encrypted: Uint8Array) => Buffer | undefined;

/** Ciphers of RFC 7292 itself, and the bytes of their keys. */
const PKCS12_CIPHERS: Readonly<Record<string, readonly [decrypt: Decrypt, keyBytes: number]>> = {
  [id_pbeWithSHAAnd3_KeyTripleDES_CBC]: [decryptWith("des-ede3-cbc"), 24],
  [id_pbeWithSHAAnd2_KeyTripleDES_CBC]: [decryptWith("des-ede-cbc"), 16],
  [id_pbeWithSHAAnd128BitRC2_CBC]: [decryptPaddedRc2, 16],
  [id_pbewithSHAAnd40BitRC2_CBC]: [decryptPaddedRc2, 5],
};
const PKCS12_BLOCK_BYTES = 8;

const derive = promisify(pbkdf2);

/**
 * Decrypts and reads bytes that are encrypted with PBES2 (RFC 8018) or a method of RFC 7292;
 * undefined for a wrong password. Fails with `invalid` for other methods.
 */
export async function decryptWithPassword<Found>(
  method: AlgorithmIdentifier,
  encrypted: Uint8Array,
  password: FilePassword,
  read: (plain: Buffer) => Found,
): Promise<Found | undefined> {
  const decrypt = method.algorithm === PBES2 ? decryptPbes2 : decryptPkcs12;
  const plain = await decrypt(method, encrypted, password);
  if (plain === undefined) return undefined;
  try {
    return read(plain);
  } catch {
    // For one in 256 wrong keys, the padding is valid by chance.
    return undefined;
  }
}

/** Encrypts with a password, using PBES2 with AES-256 and SHA-256. */
export async function encryptWithPassword(
  plain: Uint8Array,
  password: FilePassword,
  random: (bytes: number) => Uint8Array,
): Promise<{ method: AlgorithmIdentifier; encrypted: Buffer }> {
  const [salt, initialVector] = [random(SALT_BYTES), random(BLOCK_BYTES)];
  const key = await derive(password.utf8, salt, ITERATIONS, 32, "sha256");
  const cipher = createCipheriv("aes-256-cbc", key, initialVector);
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
  const derivation = Object.assign(new Pbkdf2Parameters(), {
    salt: new OctetString(salt),
    iterations: ITERATIONS,
    prf: new AlgorithmIdentifier({ algorithm: HMAC_SHA_256, parameters: null }),
  });
  const parameters = Object.assign(new Pbes2Parameters(), {
    keyDerivation: algorithmWith(PBKDF2, derivation),
    encryption: algorithmWith(AES_256_CBC, new OctetString(initialVector)),
  });
  return { method: algorithmWith(PBES2, parameters), encrypted };
}

/** Validates the number of iterations in a file; fails with `invalid` when it is out of range. */
export function iterationsOf(stated: number | string): number {
  const iterations = Number(stated);
  if (Number.isInteger(iterations) && iterations >= 1 && iterations <= ITERATIONS_MAX) {
    return iterations;
  }
  throw invalid(
    `The file's key derivation has ${stated} iterations; at most ${ITERATIONS_MAX} are supported.`,
  );
}

/** The refusal of an unsupported method. */
export function unknownMethod(identifier: string) {
  return invalid(`The file uses an unsupported encryption method: ${identifier}.`);
}

async function decryptPbes2(
  method: AlgorithmIdentifier,
  encrypted: Uint8Array,
  password: FilePassword,
): Promise<Buffer | undefined> {
  const { keyDerivation, encryption } = parametersOf(method, Pbes2Parameters);
  if (keyDerivation.algorithm !== PBKDF2) throw unknownMethod(keyDerivation.algorithm);
  const { salt, iterations, prf } = parametersOf(keyDerivation, Pbkdf2Parameters);
  const hash = prf === undefined ? "sha1" : HASHES[prf.algorithm];
  if (hash === undefined) throw unknownMethod(prf?.algorithm ?? "");
  const [cipher, keyBytes] = CIPHERS[encryption.algorithm] ?? [];
  if (cipher === undefined || keyBytes === undefined) throw unknownMethod(encryption.algorithm);
  const initialVector = Buffer.from(parametersOf(encryption, OctetString).buffer);
  const saltBytes = Buffer.from(salt.buffer);
  const key = await derive(password.utf8, saltBytes, iterationsOf(iterations), keyBytes, hash);
  return decryptWith(cipher)(key, initialVector, encrypted);
}

async function decryptPkcs12(
  method: AlgorithmIdentifier,
  encrypted: Uint8Array,
  { utf16 }: FilePassword,
): Promise<Buffer | undefined> {
  const [decrypt, keyBytes] = PKCS12_CIPHERS[method.algorithm] ?? [];
  if (decrypt === undefined || keyBytes === undefined) throw unknownMethod(method.algorithm);
  const { salt, iterations } = parametersOf(method, Pkcs12PbeParameters);
  const source = {
    hash: "sha1",
    password: utf16,
    salt: Buffer.from(salt.buffer),
    iterations: iterationsOf(iterations),
  };
  const key = await pkcs12Key({ ...source, purpose: PURPOSE.key }, keyBytes);
  const initialVector = await pkcs12Key(
    { ...source, purpose: PURPOSE.initialVector },
    PKCS12_BLOCK_BYTES,
  );
  return decrypt(key, initialVector, encrypted);
}

/** Returns undefined for a wrong key, which leads to invalid padding. */
function decryptWith(cipher: string): Decrypt {
  return (key, initialVector, encrypted) => {
    const decipher = createDecipheriv(cipher, key, initialVector);
    try {
      return Buffer.concat([decipher.update(encrypted), decipher.final()]);
    } catch {
      return undefined;
    }
  };
}

function decryptPaddedRc2(key: Buffer, initialVector: Buffer, encrypted: Uint8Array) {
  const plain = decryptRc2(key, initialVector, encrypted);
  const padding = plain.at(-1) ?? 0;
  const isPadded = padding >= 1 && padding <= PKCS12_BLOCK_BYTES && padding <= plain.length;
  const end = plain.length - padding;
  return isPadded && plain.subarray(end).every((byte) => byte === padding)
    ? plain.subarray(0, end)
    : undefined;
}

function parametersOf<Parameters>(
  { parameters }: AlgorithmIdentifier,
  type: new () => Parameters,
): Parameters {
  return AsnConvert.parse(parameters ?? new ArrayBuffer(0), type);
}

function algorithmWith(algorithm: string, parameters: object): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithm, parameters: AsnConvert.serialize(parameters) });
}
