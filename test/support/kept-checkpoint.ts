import type { CheckpointStore } from "@indelible/trail";

/** A checkpointStore in memory, with the note that it begins with, if any. */
export interface MemoryCheckpointStore extends CheckpointStore {
  /** All notes that were kept, in order. */
  readonly notes: readonly string[];
}

/** Keeps a checkpoint for as long as the test lasts. */
export function memoryCheckpointStore(first?: string): MemoryCheckpointStore {
  const notes = first === undefined ? [] : [first];
  return {
    notes,
    load: () => notes.at(-1),
    keep: async (note) => void notes.push(note),
  };
}
