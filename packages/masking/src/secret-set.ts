import { Automaton } from "./automaton.ts";
import { MAX_STATES, PatternTrie, type TrieExtent } from "./pattern-trie.ts";
import { patternsOf } from "./patterns.ts";

/**
 * The secrets of a task. A set is immutable, and any number of cursors can share it: its automaton
 * is built once, at the first use. docs/formats/masking.md describes what is masked.
 */
export class SecretSet {
  readonly #secrets: ReadonlySet<string>;
  /** Larger sets add to the same trie, beyond the extent of this one. */
  readonly #trie: PatternTrie;
  readonly #extent: TrieExtent;
  #automaton: Automaton | undefined;

  private constructor(secrets: ReadonlySet<string>, trie: PatternTrie) {
    this.#secrets = secrets;
    this.#trie = trie;
    this.#extent = trie.extent;
  }

  /** The empty set; `maxStates` limits the size of the sets that are derived from it. */
  static empty(maxStates: number = MAX_STATES): SecretSet {
    return new SecretSet(new Set(), new PatternTrie(maxStates));
  }

  /**
   * A set with additional secrets; this set if it has them all. Adding to the largest set costs
   * time only for the added secrets. MaskingError if all are too long together; this set remains
   * usable.
   */
  with(...secrets: string[]): SecretSet {
    const added = secrets.filter((secret) => !this.#secrets.has(secret));
    if (added.length === 0) return this;
    const all = new Set([...this.#secrets, ...added]);
    const isLargest = this.#trie.isAt(this.#extent);
    return new SecretSet(
      all,
      isLargest ? grown(this.#trie, added) : grown(new PatternTrie(this.#trie.maxStates), all),
    );
  }

  /** Finds all forms of these secrets; for cursors. */
  get automaton(): Automaton {
    this.#automaton ??= new Automaton(this.#trie, this.#extent);
    return this.#automaton;
  }
}

function grown(trie: PatternTrie, secrets: Iterable<string>): PatternTrie {
  for (const secret of secrets) {
    for (const pattern of patternsOf(secret)) trie.add(pattern);
  }
  return trie;
}
