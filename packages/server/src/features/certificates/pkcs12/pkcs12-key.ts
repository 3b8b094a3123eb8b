import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";

/** The purposes of derived bytes and their numbers (RFC 7292, appendix B.3). */
export const PURPOSE = { key: 1, initialVector: 2, mac: 3 } as const;

/** The input of a key derivation. */
export interface KeySource {
  /** Name of a hash that Node.js knows: `sha1`. */
  readonly hash: string;
  readonly purpose: (typeof PURPOSE)[keyof typeof PURPOSE];
  /** Big-endian UTF-16, ended by two zero bytes. */
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/** Block sizes of hashes, in bytes. */
const BLOCK_BYTES: Readonly<Record<string, number>> = { sha384: 128, sha512: 128 };
const BLOCK_BYTES_USUAL = 64;
/** Number of hashes before other work may run. */
const HASHES_PER_TURN = 5_000;

/** Derives `length` bytes from a password (RFC 7292, appendix B.2). */
export async function pkcs12Key(source: KeySource, length: number): Promise<Buffer> {
  const block = BLOCK_BYTES[source.hash] ?? BLOCK_BYTES_USUAL;
  const diversifier = Buffer.alloc(block, source.purpose);
  let input: Buffer = Buffer.concat([
    repeated(source.salt, block),
    repeated(source.password, block),
  ]);
  const derived: Buffer[] = [];
  for (let bytes = 0; bytes < length; ) {
    const part = await hashedRepeatedly(source, Buffer.concat([diversifier, input]));
    derived.push(part);
    bytes += part.length;
    input = advanced(input, repeated(part, block).subarray(0, block), block);
  }
  return Buffer.concat(derived).subarray(0, length);
}

/** Bytes repeated until they fill whole blocks; empty stays empty. */
function repeated(text: Uint8Array, block: number): Buffer {
  return Buffer.alloc(Math.ceil(text.length / block) * block, text);
}

async function hashedRepeatedly({ hash, iterations }: KeySource, start: Buffer): Promise<Buffer> {
  let text = start;
  for (let count = 1; count <= iterations; count++) {
    text = createHash(hash).update(text).digest();
    if (count % HASHES_PER_TURN === 0) await nextTurn();
  }
  return text;
}

/** Adds a block and one to each block of the input, as big-endian numbers with overflow. */
function advanced(input: Buffer, addend: Buffer, block: number): Buffer {
  const sum = Buffer.from(input);
  for (let start = 0; start < sum.length; start += block) {
    let carry = 1;
    for (let at = block - 1; at >= 0; at--) {
      carry += (sum[start + at] ?? 0) + (addend[at] ?? 0);
      sum[start + at] = carry & 0xff;
      carry >>= 8;
    }
  }
  return sum;
}
