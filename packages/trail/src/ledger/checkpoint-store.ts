/**
 * Keeps the newest checkpoint that a server signed or took over, out of reach of its database: what a
 * ledger must never contradict (C2SP tlog-checkpoint). Used by one process at a time.
 */
export interface CheckpointStore {
  /** The kept checkpoint, a signed note; undefined when nothing was ever kept. */
  load(): string | undefined;
  /** Replaces it, whole or not at all; resolves when it would survive a loss of power. */
  keep(note: string): Promise<void>;
}
