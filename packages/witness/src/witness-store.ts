import type { TreeHead } from "@indelible/ledger";

/** What a witness last cosigned of a log. */
export interface CosignedCheckpoint extends TreeHead {
  /** The checkpoint with the log's verified signatures and the witness's own. */
  readonly note: string;
}

/**
 * The memory of a witness: for each log the last checkpoint it cosigned. A witness is worth no more
 * than this memory: what it forgot, it can be made to contradict.
 */
export interface WitnessStore {
  /** The last checkpoint cosigned for a log; undefined if never. */
  latest(origin: string): Promise<CosignedCheckpoint | undefined>;
  /**
   * Puts `next` in place of the checkpoint of size `expectedSize` (0: of none) in one atomic step:
   * of two that race, one gets false and nothing changes by it. Durable when it resolves.
   */
  advance(origin: string, expectedSize: number, next: CosignedCheckpoint): Promise<boolean>;
}
