/** FIPS 180-4 section 4.2.2: first 32 bits of the fractions of the cube roots of 64 primes. */
const ROUND_CONSTANTS = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);

/** FIPS 180-4 section 5.3.3: first 32 bits of the fractions of the square roots of 8 primes. */
const INITIAL_STATE = new Int32Array([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);

const BLOCK_SIZE = 64;

// Hashing is synchronous, so no two calls overlap and all can share this memory. Allocating it
// again would cost more than hashing a tree node.
const state = new Int32Array(8);
const schedule = new Int32Array(64);
const tail = new Uint8Array(2 * BLOCK_SIZE);
const tailView = new DataView(tail.buffer);

/**
 * SHA-256 of `message` (FIPS 180-4) as 32 new bytes, synchronous and without dependencies. For long
 * messages `node:crypto` is several times faster; every function here that hashes accepts a
 * replacement.
 */
export function sha256(message: Uint8Array): Uint8Array {
  state.set(INITIAL_STATE);
  const whole = message.length - (message.length % BLOCK_SIZE);
  compressBlocks(message, whole);
  compressBlocks(tail, fillTail(message, whole));
  const digest = new Uint8Array(4 * state.length);
  for (let i = 0; i < digest.length; i++) {
    digest[i] = (state[i >> 2] as number) >> (24 - 8 * (i & 3));
  }
  return digest;
}

/** The rest of the message, the bit 1, zeros and the length in bits; returns 64 or 128 bytes. */
function fillTail(message: Uint8Array, whole: number): number {
  const rest = message.length - whole;
  const length = rest + 9 > BLOCK_SIZE ? 2 * BLOCK_SIZE : BLOCK_SIZE;
  for (let i = 0; i < rest; i++) tail[i] = message[whole + i] as number;
  tail.fill(0, rest, length);
  tail[rest] = 0x80;
  tailView.setUint32(length - 8, Math.floor(message.length / 2 ** 29));
  tailView.setUint32(length - 4, (message.length % 2 ** 29) * 8);
  return length;
}

function compressBlocks(bytes: Uint8Array, length: number): void {
  for (let offset = 0; offset < length; offset += BLOCK_SIZE) {
    expandBlock(bytes, offset);
    compress();
  }
}

/** FIPS 180-4 section 6.2.2 step 1: 16 words of the block become the 64 of the schedule. */
function expandBlock(bytes: Uint8Array, offset: number): void {
  for (let t = 0, at = offset; t < 16; t++, at += 4) {
    const high = ((bytes[at] as number) << 24) | ((bytes[at + 1] as number) << 16);
    schedule[t] = high | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
  }
  for (let t = 16; t < 64; t++) {
    const x = schedule[t - 15] as number;
    const y = schedule[t - 2] as number;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    schedule[t] = ((schedule[t - 16] as number) + s0 + (schedule[t - 7] as number) + s1) | 0;
  }
}

/** FIPS 180-4 section 6.2.2 steps 2 to 4. Rotations and indexes are written out for speed. */
function compress(): void {
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let t = 0; t < 64; t++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + s1 + choice + (ROUND_CONSTANTS[t] as number) + (schedule[t] as number)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + s0 + majority) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}
