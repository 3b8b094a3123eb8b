import type { CheckpointKeeper } from "@indelible/trail";

/** A keeper in memory, with the note that it begins with, if any. */
export interface MemoryKeeper extends CheckpointKeeper {
  /** All notes that were kept, in order. */
  readonly notes: readonly string[];
}

/** Keeps a checkpoint for as long as the test lasts. */
export function memoryKeeper(first?: string): MemoryKeeper {
  const notes = first === undefined ? [] : [first];
  return {
    notes,
    load: () => notes.at(-1),
    keep: async (note) => void notes.push(note),
  };
}
