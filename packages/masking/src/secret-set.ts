import { Automaton } from "./automaton.ts";
import { MAX_STATES, PatternTrie, type TrieExtent } from "./pattern-trie.ts";
import { patternsOf } from "./patterns.ts";

/**
 * The secrets of a task. A set does not change, and any number of cursors can share one: what is
 * needed to find its secrets is prepared once, at the first use. What is masked:
 * docs/formats/masking.md.
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

  /** The set without a secret, to begin with; `maxStates` limits what larger ones may take. */
  static empty(maxStates: number = MAX_STATES): SecretSet {
    return new SecretSet(new Set(), new PatternTrie(maxStates));
  }

  /**
   * This set and more secrets; this set itself if it has them all. Adding to the largest set costs
   * only what is added. MaskingError if all are too long together; this set stays usable.
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

  /** For cursors: finds all forms of these secrets. */
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
