import { readFileSync } from "node:fs";

/** A vector with a description. */
export interface Case {
  readonly why: string;
}

export interface InclusionVector extends Case {
  readonly index: number;
  readonly size: number;
  readonly leaf: string;
  readonly root: string;
  readonly proof: readonly string[];
}

export interface ConsistencyVector extends Case {
  readonly old: number;
  readonly new: number;
  readonly old_root: string;
  readonly new_root: string;
  readonly proof: readonly string[];
}

export interface KeyVector {
  readonly name: string;
  readonly key_id_hex: string;
  readonly public_key_hex: string;
  readonly seed_hex: string;
  readonly verifier_key: string;
  readonly signer_key: string;
}

interface KeyStringVector extends Case {
  readonly key?: string;
  readonly key_base64?: string;
  readonly go_error?: string;
}

interface TileVector {
  readonly level: number;
  readonly index: number;
  readonly width: number;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

interface SignatureVector {
  readonly base64: string;
  readonly key_id_hex: string;
  readonly name: string;
}

/** The sections of `testdata/tlog-vectors.json`; its own `description` explains each. */
export interface Vectors {
  readonly description: Readonly<Record<string, string>>;
  readonly leaf_hashes: readonly { index: number; data: string; hash: string }[];
  readonly roots: readonly [number, string][];
  readonly ct_reference: {
    readonly leaves: readonly { data: string; hash: string }[];
    readonly roots: readonly string[];
    readonly inclusion_proofs: readonly Omit<InclusionVector, "leaf" | "root" | "why">[];
    readonly consistency_proofs: readonly Pick<ConsistencyVector, "old" | "new" | "proof">[];
  };
  readonly inclusion_proofs: readonly InclusionVector[];
  readonly bad_inclusion_proofs: readonly InclusionVector[];
  readonly consistency_proofs: readonly ConsistencyVector[];
  readonly bad_consistency_proofs: readonly ConsistencyVector[];
  readonly size_not_bound: readonly (InclusionVector & {
    readonly true_size: number;
    readonly stated_size: number;
  })[];
  readonly tile_paths: {
    readonly valid: readonly {
      level: number | "entries";
      index: string;
      width: number;
      path: string;
    }[];
    readonly invalid: readonly (Case & { readonly path: string })[];
    readonly go_accepts_but_spec_forbids: readonly (Case & { readonly path: string })[];
  };
  readonly tile_sets: readonly {
    readonly size: number;
    readonly full_tiles_by_level: Readonly<Record<string, number>>;
    readonly partial: readonly string[];
    readonly all?: readonly string[];
  }[];
  readonly tiles: readonly (TileVector & {
    readonly size: number;
    readonly first: string;
    readonly last: string;
  })[];
  readonly entry_bundles: readonly (Omit<TileVector, "level"> & { readonly hex?: string })[];
  readonly note_keys: Readonly<Record<string, KeyVector>>;
  readonly key_string_cases: {
    readonly verifier_refused: readonly KeyStringVector[];
    readonly signer_refused: readonly KeyStringVector[];
    readonly go_accepts_but_spec_is_stricter: readonly KeyStringVector[];
  };
  readonly signed_note: { readonly signed: string };
  readonly signed_note_two: { readonly signed: string };
  readonly signed_note_size0: { readonly signed: string };
  readonly malformed_notes: readonly (Case & {
    readonly note_base64: string;
    readonly go_error: string;
  })[];
  readonly accepted_notes: readonly (Case & {
    readonly note_base64: string;
    readonly text_base64: string;
    readonly verified: readonly SignatureVector[];
    readonly unverified: readonly SignatureVector[];
  })[];
  readonly cosignature: Omit<KeyVector, "signer_key"> & {
    readonly timestamp: number;
    readonly timestamp_hex_bytes: string;
    readonly signed_message: string;
    readonly signature_bytes_size: number;
    readonly signature_line: string;
    readonly cosigned_checkpoint: string;
  };
  readonly tree_text_cases: readonly (Case & {
    readonly text: string;
    readonly verdict: string;
    readonly size?: number;
  })[];
}

/** The golden vectors. */
export const vectors: Vectors = JSON.parse(
  readFileSync(new URL("../testdata/tlog-vectors.json", import.meta.url), "utf8"),
);

/** Each vector with its title in front, for `it.each`. */
export function titled<T extends Case>(cases: readonly T[]): [string, T][] {
  return cases.map((vector) => [vector.why, vector]);
}

/** The vector key with this label: log, second or stranger. */
export function vectorKey(label: string): KeyVector {
  const key = vectors.note_keys[label];
  if (key === undefined) throw new RangeError(`no key ${label}`);
  return key;
}
