import fc from "fast-check";
import {
  type AddCheckpointRequest,
  type Checkpoint,
  emptyRoot,
  formatNote,
  type Hash,
  type KeyType,
  type Note,
  type NoteSignature,
  newVerifierKey,
  type Policy,
  type Tile,
  type TlogProof,
  type VerifierKey,
} from "../src/index.ts";
import { isKeyName } from "../src/keys.ts";

/** Options of every property test: always the same cases. */
export const fixed = { seed: 20_260_101, numRuns: 150 };

/** Bytes of a length. */
export function bytes(minLength: number, maxLength = minLength): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ minLength, maxLength });
}

export const hash: fc.Arbitrary<Hash> = bytes(32);

export const proof = fc.array(hash, { maxLength: 63 });

/** Any count, including small ones and powers of two. */
export const count = fc.oneof(
  fc.nat({ max: 2000 }),
  fc.maxSafeNat(),
  fc.nat({ max: 52 }).map((power) => 2 ** power),
);

export const keyName: fc.Arbitrary<string> = fc.oneof(
  fc.domain(),
  fc.string({ unit: "binary", minLength: 1, maxLength: 20 }).filter(isKeyName),
);

export const verifierKey = (type: KeyType): fc.Arbitrary<VerifierKey> => {
  return fc.tuple(keyName, bytes(32)).map(([name, key]) => newVerifierKey(name, type, key));
};

/** A line without control characters or line feed, not empty. */
export const line = fc
  .string({ unit: "binary", minLength: 1, maxLength: 30 })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: notes must not contain them
  .filter((text) => !/[\0-\x1f]/.test(text));

export const noteText = fc
  .array(fc.oneof(line, fc.constant("")), { minLength: 1, maxLength: 8 })
  .map((lines) => lines.map((text) => `${text}\n`).join(""));

export const noteSignature: fc.Arbitrary<NoteSignature> = fc.record({
  name: keyName,
  keyId: fc.nat({ max: 0xffffffff }).map((id) => id.toString(16).padStart(8, "0")),
  signature: bytes(1, 100),
});

export const signatures = fc.array(noteSignature, { minLength: 1, maxLength: 5 });

export const note: fc.Arbitrary<Note> = fc.record({ text: noteText, signatures });

export const noteFile = note.map(formatNote);

export const checkpoint: fc.Arbitrary<Checkpoint> = fc
  .record({ origin: line, size: count, root: hash, extensions: fc.array(line, { maxLength: 3 }) })
  .map((fields) => (fields.size === 0 ? { ...fields, root: emptyRoot() } : fields));

export const tile: fc.Arbitrary<Tile> = fc.record({
  level: fc.oneof(fc.constant("entries" as const), fc.nat({ max: 63 })),
  index: count,
  width: fc.integer({ min: 1, max: 256 }),
});

export const tlogProof: fc.Arbitrary<TlogProof> = fc.record(
  { extra: bytes(0, 50), index: count, hashes: proof, checkpoint: noteFile },
  { requiredKeys: ["index", "hashes", "checkpoint"] },
);

export const addCheckpointRequest: fc.Arbitrary<AddCheckpointRequest> = fc.record({
  oldSize: count,
  proof,
  checkpoint: noteFile,
});

const url = fc.webUrl();

/** A policy with up to four logs and six witnesses, two groups over them, any quorum. */
export const policy: fc.Arbitrary<Policy> = fc
  .record({
    logs: fc.array(party("note"), { maxLength: 4 }),
    witnesses: fc.array(party("cosignature"), { maxLength: 6 }),
    split: fc.nat({ max: 6 }),
    thresholds: fc.tuple(fc.nat(), fc.nat()),
    pick: fc.nat(),
  })
  .map(({ logs, witnesses, split, thresholds, pick }) => {
    const named = witnesses.map((witness, i) => ({ name: `w${i}`, ...witness }));
    const names = named.map(({ name }) => name);
    const inner = group("inner", names.slice(0, split), thresholds[0]);
    const outer = group(
      "outer",
      [...inner.map(({ name }) => name), ...names.slice(split)],
      thresholds[1],
    );
    const groups = [...inner, ...outer];
    const quorums = [undefined, ...names, ...groups.map(({ name }) => name)];
    return { logs, witnesses: named, groups, quorum: quorums[pick % quorums.length] };
  });

function party(type: KeyType) {
  return fc.record({ key: verifierKey(type), url }, { requiredKeys: ["key"] });
}

function group(name: string, members: readonly string[], seed: number) {
  return members.length === 0 ? [] : [{ name, threshold: 1 + (seed % members.length), members }];
}
