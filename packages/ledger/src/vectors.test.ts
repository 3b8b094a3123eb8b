/**
 * Golden vectors made by Go's sumdb/tlog and sumdb/note. Each section of the file is a test here;
 * where this package is stricter than Go, the test has the stricter result and its reason.
 */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fromBase64, fromHex, memoryTree, rejection } from "../tests/support.ts";
import {
  type ConsistencyVector,
  type InclusionVector,
  titled,
  vectorKey,
  vectors,
} from "../tests/vectors.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { toHex } from "./bytes.ts";
import {
  appendLeaves,
  checkConsistency,
  checkInclusion,
  cosignatureTime,
  cosignNote,
  createCosigner,
  createSigner,
  createVerifier,
  EMPTY_EDGE,
  edgeTree,
  formatCheckpoint,
  formatEntryBundle,
  formatNote,
  formatSignerKey,
  formatTile,
  formatTilePath,
  formatVerifierKey,
  hashLeaf,
  newSignerKey,
  newTiles,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseEntryBundle,
  parseNote,
  parseSignerKey,
  parseTile,
  parseTilePath,
  parseVerifierKey,
  proveConsistency,
  proveInclusion,
  signNote,
  type Tile,
  tileNodes,
} from "./index.ts";

const tree = memoryTree(70_000);
const known = [vectorKey("log"), vectorKey("second")].map((key) =>
  createVerifier(key.verifier_key),
);

function sha256Hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

it("covers every section of the file", () => {
  const sections = Object.keys(vectors).filter((name) => name !== "description");
  expect(sections.sort()).toEqual(
    Object.keys(vectors.description)
      .filter((name) => name !== "about")
      .sort(),
  );
  expect(sections).toHaveLength(21);
});

describe("tree", () => {
  it("leaf_hashes", () => {
    for (const { index, data, hash } of vectors.leaf_hashes) {
      expect(data).toBe(`leaf-${index}`);
      expect(encodeBase64(hashLeaf(new TextEncoder().encode(data)))).toBe(hash);
    }
  });

  it("roots", () => {
    for (const [size, root] of vectors.roots) expect(encodeBase64(tree.root(size))).toBe(root);
  });

  it("ct_reference", async () => {
    const { leaves, roots, inclusion_proofs, consistency_proofs } = vectors.ct_reference;
    const hashes = leaves.map(({ data }) => hashLeaf(fromHex(data)));
    expect(hashes.map(toHex)).toEqual(leaves.map(({ hash }) => hash));
    roots.forEach((root, size) => {
      expect(toHex(edgeTree(appendLeaves(EMPTY_EDGE, hashes.slice(0, size)).edge).root)).toBe(root);
    });
    const ct = memoryTree(8, (i) => fromHex(leaves[i]?.data ?? ""));
    for (const { index, size, proof } of inclusion_proofs) {
      expect((await proveInclusion(index, size, ct)).map(toHex)).toEqual(proof);
    }
    for (const { old, new: size, proof } of consistency_proofs) {
      expect((await proveConsistency(old, size, ct)).map(toHex)).toEqual(proof);
    }
  });
});

describe("proofs", () => {
  const inclusionClaim = (v: InclusionVector, size: number) => ({
    index: v.index,
    leafHash: fromBase64(v.leaf),
    proof: v.proof.map(fromBase64),
    tree: { size, root: fromBase64(v.root) },
  });

  const consistencyClaim = (v: ConsistencyVector) => ({
    older: { size: v.old, root: fromBase64(v.old_root) },
    newer: { size: v.new, root: fromBase64(v.new_root) },
    proof: v.proof.map(fromBase64),
  });

  it("inclusion_proofs", async () => {
    for (const v of vectors.inclusion_proofs) {
      checkInclusion(inclusionClaim(v, v.size));
      expect((await proveInclusion(v.index, v.size, tree)).map(encodeBase64)).toEqual(v.proof);
    }
  });

  it.each(titled(vectors.bad_inclusion_proofs))("bad_inclusion_proofs: %s", (_, v) => {
    expect(() => checkInclusion(inclusionClaim(v, v.size))).toThrow(rejection("INCLUSION_REFUSED"));
  });

  it("consistency_proofs", async () => {
    for (const v of vectors.consistency_proofs) {
      checkConsistency(consistencyClaim(v));
      expect((await proveConsistency(v.old, v.new, tree)).map(encodeBase64)).toEqual(v.proof);
    }
  });

  it.each(titled(vectors.bad_consistency_proofs))("bad_consistency_proofs: %s", (_, v) => {
    expect(() => checkConsistency(consistencyClaim(v))).toThrow(rejection("CONSISTENCY_REFUSED"));
  });

  it("size_not_bound: the size must come from the checkpoint that gives the root", () => {
    for (const v of vectors.size_not_bound) {
      checkInclusion(inclusionClaim(v, v.true_size));
      checkInclusion(inclusionClaim(v, v.stated_size));
    }
  });
});

describe("tiles", () => {
  it.each(vectors.tile_paths.valid.map((v) => [v.path, v] as const))(
    "tile_paths valid: %s",
    (path, { level, index, width }) => {
      const tile: Tile = { level, index: Number(index), width };
      expect(formatTilePath(tile)).toBe(path);
      expect(parseTilePath(path)).toEqual(tile);
    },
  );

  it.each(
    // C2SP allows levels 0 to 63 only; Go's parser has no upper bound.
    titled([...vectors.tile_paths.invalid, ...vectors.tile_paths.go_accepts_but_spec_forbids]),
  )("tile_paths invalid: %s", (_, { path }) => {
    expect(() => parseTilePath(path)).toThrow(rejection("TILE_PATH_MALFORMED"));
  });

  it.each(vectors.tile_sets.map((v) => [v.size, v] as const))("tile_sets: size %i", (size, v) => {
    const tiles = [...newTiles(0, size)];
    const full = tiles.filter(({ width }) => width === 256);
    const partial = tiles.filter(({ width }) => width < 256);
    const byLevel: Record<string, number> = {};
    for (const { level } of full) byLevel[level] = (byLevel[level] ?? 0) + 1;
    expect(byLevel).toEqual(v.full_tiles_by_level);
    expect(partial.map(formatTilePath)).toEqual(v.partial);
    if (v.all !== undefined) expect(tiles.map(formatTilePath)).toEqual(v.all);
  });

  it("tiles", async () => {
    for (const v of vectors.tiles) {
      const hashes = await tree.readHashes(tileNodes(v));
      const bytes = formatTile(hashes);
      expect([formatTilePath(v), bytes.length, sha256Hex(bytes)]).toEqual([
        v.path,
        v.bytes,
        v.sha256,
      ]);
      const parsed = parseTile(bytes, v.width).map(encodeBase64);
      expect([parsed[0], parsed.at(-1)]).toEqual([v.first, v.last]);
      expect([...newTiles(0, v.size)]).toContainEqual({
        level: v.level,
        index: v.index,
        width: v.width,
      });
    }
  });

  it("entry_bundles", () => {
    for (const { path, index, width, bytes, sha256, hex } of vectors.entry_bundles) {
      expect(parseTilePath(path)).toEqual({ level: "entries", index, width });
      const entries = Array.from({ length: width }, (_, i) =>
        new TextEncoder().encode(`leaf-${index * 256 + i}`),
      );
      const bundle = formatEntryBundle(entries);
      expect([bundle.length, sha256Hex(bundle)]).toEqual([bytes, sha256]);
      if (hex !== undefined) expect(toHex(bundle)).toBe(hex);
      expect(parseEntryBundle(bundle, width)).toEqual(entries);
    }
  });
});

describe("keys", () => {
  it.each(Object.entries(vectors.note_keys))("note_keys: %s", async (_, v) => {
    const key = await newSignerKey(v.name, "note", fromHex(v.seed_hex));
    expect(key.keyId).toBe(v.key_id_hex);
    expect(toHex(key.publicKey)).toBe(v.public_key_hex);
    expect(formatVerifierKey(key)).toBe(v.verifier_key);
    expect(formatSignerKey(key)).toBe(v.signer_key);
    expect(await parseSignerKey(v.signer_key)).toEqual(key);
    const { seed, ...publicPart } = key;
    expect(parseVerifierKey(v.verifier_key)).toEqual(publicPart);
  });

  // Go's NewVerifier knows notes only; type 4 is a cosignature key, which this package reads.
  const isCosignatureKey = ({ why }: { why: string }) => why.startsWith("algorithm byte 4");
  const { verifier_refused, signer_refused, go_accepts_but_spec_is_stricter } =
    vectors.key_string_cases;

  it.each(
    titled([...verifier_refused, ...go_accepts_but_spec_is_stricter]).filter(
      ([, v]) => !isCosignatureKey(v),
    ),
  )("key_string_cases verifier: %s", (_, { key, key_base64, go_error }) => {
    const text = key ?? new TextDecoder().decode(fromBase64(key_base64 ?? ""));
    const code = go_error === "unknown verifier algorithm" ? "KEY_UNSUPPORTED" : "KEY_MALFORMED";
    expect(() => parseVerifierKey(text)).toThrow(rejection(code));
  });

  it("key_string_cases verifier: type 4 is a cosignature key", () => {
    const { key = "" } = verifier_refused.find(isCosignatureKey) ?? {};
    expect(parseVerifierKey(key).type).toBe("cosignature");
  });

  it.each(titled(signer_refused))(
    "key_string_cases signer: %s",
    async (_, { key = "", go_error }) => {
      const code = go_error === "unknown verifier algorithm" ? "KEY_UNSUPPORTED" : "KEY_MALFORMED";
      await expect(parseSignerKey(key)).rejects.toThrow(rejection(code));
    },
  );
});

describe("notes", () => {
  const signers = async (labels: readonly string[]) =>
    Promise.all(
      labels.map(async (label) => createSigner(await parseSignerKey(vectorKey(label).signer_key))),
    );

  it.each([
    ["signed_note", ["log"]],
    ["signed_note_two", ["log", "second"]],
    ["signed_note_size0", ["log"]],
  ] as const)("%s", async (section, labels) => {
    const { signed } = vectors[section];
    const note = await openNote(signed, known);
    expect(await signNote(note.text, await signers(labels))).toBe(signed);
    expect(note.verified.map(({ name }) => name)).toEqual(
      labels.map((label) => vectorKey(label).name),
    );
    const { checkpoint } = await openCheckpoint(signed, {
      origin: "example.com/log",
      verifiers: known.slice(0, 1),
    });
    expect(checkpoint.root).toEqual(tree.root(checkpoint.size));
    expect(formatCheckpoint(checkpoint)).toBe(note.text);
  });

  const CODES: Record<string, string> = {
    "malformed note": "NOTE_MALFORMED",
    "note has no verifiable signatures": "SIGNATURE_MISSING",
  };

  it.each(titled(vectors.malformed_notes))(
    "malformed_notes: %s",
    async (_, { note_base64, go_error }) => {
      const code = CODES[go_error] ?? "SIGNATURE_INVALID";
      await expect(openNote(fromBase64(note_base64), known)).rejects.toThrow(rejection(code));
    },
  );

  // Where Go is lax and we are not: a second line of a known key is checked too, since a failing
  // signature of a known key should refuse the note; and base64 has one spelling.
  const STRICTER: Record<string, string> = {
    "good signature first, forged one of the same key after: Go drops the repeat unchecked":
      "SIGNATURE_INVALID",
    "base64 with non-zero bits under the padding: Go's decoder does not look at them":
      "NOTE_MALFORMED",
  };

  it.each(titled(vectors.accepted_notes))("accepted_notes: %s", async (why, v) => {
    const bytes = fromBase64(v.note_base64);
    const stricter = STRICTER[why];
    if (stricter !== undefined) {
      await expect(openNote(bytes, known)).rejects.toThrow(rejection(stricter));
      return;
    }
    const note = await openNote(bytes, known);
    expect(encodeBase64(new TextEncoder().encode(note.text))).toBe(v.text_base64);
    expect(note.verified.map(describeSignature)).toEqual(v.verified);
    expect(note.unverified.map(describeSignature)).toEqual(v.unverified);
  });

  function describeSignature(line: { name: string; keyId: string; signature: Uint8Array }) {
    const base64 = encodeBase64(Uint8Array.of(...fromHex(line.keyId), ...line.signature));
    return { base64, key_id_hex: line.keyId, name: line.name };
  }

  it("cosignature", async () => {
    const v = vectors.cosignature;
    const key = await newSignerKey(v.name, "cosignature", fromHex(v.seed_hex));
    expect(toHex(key.publicKey)).toBe(v.public_key_hex);
    expect([key.keyId, formatVerifierKey(key)]).toEqual([v.key_id_hex, v.verifier_key]);
    const note = parseNote(vectors.signed_note.signed);
    const cosigned = formatNote(await cosignNote(note, [createCosigner(key, v.timestamp)]));
    expect(cosigned).toBe(v.cosigned_checkpoint);
    const opened = await openNote(cosigned, [...known, createVerifier(v.verifier_key)]);
    const signature = opened.verified[1]?.signature ?? new Uint8Array();
    expect(cosignatureTime(signature)).toBe(v.timestamp);
    expect(toHex(signature.subarray(0, 8))).toBe(v.timestamp_hex_bytes);
    expect(signature.length + 4).toBe(v.signature_bytes_size);
  });

  it.each(titled(vectors.tree_text_cases))(
    "tree_text_cases: %s",
    (why, { text, verdict, size }) => {
      // Sizes stay exact here only below 2^53, and an empty tree must have the empty root.
      const stricter = why === "size zero" || why.startsWith("largest size Go takes");
      if (verdict === "refuse" || stricter) {
        expect(() => parseCheckpoint(text)).toThrow(rejection("CHECKPOINT_MALFORMED"));
      } else {
        expect(parseCheckpoint(text).size).toBe(size);
        expect(formatCheckpoint(parseCheckpoint(text))).toBe(text);
      }
    },
  );
});

it("decodes every base64 of the file as Node does", () => {
  for (const [, root] of vectors.roots) {
    expect(decodeBase64(root)).toEqual(new Uint8Array(Buffer.from(root, "base64")));
  }
});
