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

/** Keeps key statements for as long as the test lasts. */
export function memoryStatements() {
  const notes = new Set<string>();
  return {
    load: (): readonly string[] => [...notes],
    add: async (more: readonly string[]) => {
      for (const note of more) notes.add(note);
    },
  };
}
