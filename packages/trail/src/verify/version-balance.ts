import { hash } from "node:crypto";
import type { VersionStep } from "./version-step.ts";

/** Documents are counted in this many groups, so that a mistake can be located without a list of all. */
const GROUPS = 1_024;
const WORDS = 4;

/**
 * Whether the versions of all documents follow each other without a gap, in constant memory: each
 * version that an event leaves must be found by another event or by the stored document, once. The
 * sums of the digests of both are compared, for each group of documents.
 */
export class VersionBalance {
  readonly #sums = new Int32Array(GROUPS * WORDS);

  /** An event: it finds one version and leaves another. */
  add({ documentId, from, to }: VersionStep): void {
    if (from === to) return;
    if (to !== null) this.#count(documentId, to, 1);
    if (from !== null) this.#count(documentId, from, -1);
  }

  /** A stored document, which has the version that its last event left. */
  close(documentId: string, version: number): void {
    this.#count(documentId, version, -1);
  }

  /** The groups of documents whose versions do not follow each other. */
  unbalanced(): ReadonlySet<number> {
    const groups = new Set<number>();
    for (const [at, word] of this.#sums.entries()) {
      if (word !== 0) groups.add(Math.floor(at / WORDS));
    }
    return groups;
  }

  #count(documentId: string, version: number, sign: 1 | -1): void {
    const digest = hash("sha256", `${documentId} ${version}`, "buffer");
    const first = groupOf(documentId) * WORDS;
    for (let word = 0; word < WORDS; word++) {
      const at = first + word;
      this.#sums[at] = (this.#sums[at] ?? 0) + sign * digest.readInt32LE(word * WORDS);
    }
  }
}

/** The group of a document. */
export function groupOf(documentId: string): number {
  let sum = 0;
  for (let i = 0; i < documentId.length; i++) sum = (sum * 31 + documentId.charCodeAt(i)) | 0;
  return (sum >>> 0) % GROUPS;
}
