/** The permutation of RFC 2268, section 2, in hexadecimal. */
const PERMUTATION = Buffer.from(
  [
    "d978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2",
    "179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82",
    "54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626",
    "6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7",
    "08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec",
    "c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731",
    "2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9",
    "0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad",
  ].join(""),
  "hex",
);

const BLOCK_BYTES = 8;
const EXPANDED_BYTES = 128;
/** By how many bits each word of a block is rotated. */
const TURNS = [1, 2, 3, 5] as const;
/** Rounds of mixing, between which words are mashed. */
const ROUNDS = [5, 6, 5] as const;

/**
 * Decrypts RC2 in CBC mode with the key's length as effective length (RFC 2268); keeps the padding.
 * Programs used it for the certificates of PFX files for decades; OpenSSL no longer supports it.
 */
export function decryptRc2(key: Uint8Array, initialVector: Uint8Array, encrypted: Uint8Array) {
  const words = expandedKey(key);
  const plain = Buffer.alloc(encrypted.length - (encrypted.length % BLOCK_BYTES));
  let previous = initialVector;
  for (let at = 0; at < plain.length; at += BLOCK_BYTES) {
    const block = encrypted.subarray(at, at + BLOCK_BYTES);
    decryptedBlock(words, block).forEach((byte, index) => {
      plain[at + index] = byte ^ (previous[index] ?? 0);
    });
    previous = block;
  }
  return plain;
}

function expandedKey(key: Uint8Array): Uint16Array {
  const bytes = Buffer.alloc(EXPANDED_BYTES);
  bytes.set(key);
  const at = (index: number) => bytes[index] ?? 0;
  const permuted = (index: number) => PERMUTATION[index & 0xff] ?? 0;
  const length = key.length;
  for (let index = length; index < EXPANDED_BYTES; index++) {
    bytes[index] = permuted(at(index - 1) + at(index - length));
  }
  bytes[EXPANDED_BYTES - length] = permuted(at(EXPANDED_BYTES - length));
  for (let index = EXPANDED_BYTES - length - 1; index >= 0; index--) {
    bytes[index] = permuted(at(index + 1) ^ at(index + length));
  }
  return Uint16Array.from({ length: EXPANDED_BYTES / 2 }, (_, word) =>
    bytes.readUInt16LE(2 * word),
  );
}

function decryptedBlock(key: Uint16Array, block: Uint8Array): Buffer {
  const words = Uint16Array.from({ length: 4 }, (_, index) =>
    Buffer.from(block).readUInt16LE(2 * index),
  );
  let next = key.length - 1;
  ROUNDS.forEach((rounds, stage) => {
    if (stage > 0) unmash(words, key);
    for (let round = 0; round < rounds; round++, next -= 4) unmix(words, key, next);
  });
  const plain = Buffer.alloc(BLOCK_BYTES);
  words.forEach((word, index) => {
    plain.writeUInt16LE(word, 2 * index);
  });
  return plain;
}

function unmix(words: Uint16Array, key: Uint16Array, last: number): void {
  const at = (index: number) => words[index & 3] ?? 0;
  for (let index = 3; index >= 0; index--) {
    const turn = TURNS[index] ?? 0;
    const turned = (at(index) >> turn) | (at(index) << (16 - turn));
    const [one, two, three] = [at(index + 3), at(index + 2), at(index + 1)];
    const mixed = (key[last - (3 - index)] ?? 0) + (one & two) + (~one & three);
    words[index] = turned - mixed;
  }
}

function unmash(words: Uint16Array, key: Uint16Array): void {
  for (let index = 3; index >= 0; index--) {
    const before = words[(index + 3) & 3] ?? 0;
    words[index] = (words[index] ?? 0) - (key[before & 63] ?? 0);
  }
}
