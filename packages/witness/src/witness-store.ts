import type { TreeHead } from "@indelible/ledger";

/** The last checkpoint of a log that a witness cosigned. */
export interface CosignedCheckpoint extends TreeHead {
  /** The checkpoint with the log's verified signatures and the witness's. */
  readonly note: string;
}

/**
 * The state of a witness: the last checkpoint that it cosigned for each log. A witness that loses
 * this state can be made to contradict what it signed before.
 */
export interface WitnessStore {
  /** The last checkpoint cosigned for a log; undefined if there is none. */
  latest(origin: string): Promise<CosignedCheckpoint | undefined>;
  /**
   * Replaces the checkpoint of size `expectedSize` (0: none) with `next`, atomically: of two
   * concurrent calls one resolves to false, without a change. Durable when it resolves.
   */
  advance(origin: string, expectedSize: number, next: CosignedCheckpoint): Promise<boolean>;
}
