import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";

/** What derived bytes are for, by the number that the format gives it (RFC 7292, appendix B.3). */
export const PURPOSE = { key: 1, initialVector: 2, mac: 3 } as const;

/** What a key is derived from. */
export interface KeySource {
  /** Name of a hash that Node.js knows: `sha1`. */
  readonly hash: string;
  readonly purpose: (typeof PURPOSE)[keyof typeof PURPOSE];
  /** As the format wants it: UTF-16, big-endian, ended by two zero bytes. */
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/** Bytes that each hash takes at a time. */
const BLOCK_BYTES: Readonly<Record<string, number>> = { sha384: 128, sha512: 128 };
const BLOCK_BYTES_USUAL = 64;
/** Hashes in a row before others get their turn. */
const HASHES_PER_TURN = 5_000;

/** Derives `length` bytes from a password as RFC 7292, appendix B.2, says. */
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

/** A text repeated until it fills whole blocks; nothing stays nothing. */
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

/** Each block of the input plus another block plus one, as big-endian numbers that overflow. */
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
