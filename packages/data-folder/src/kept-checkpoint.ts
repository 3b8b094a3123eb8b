import { join } from "node:path";
import { replaceFile, textOf } from "./durable-file.ts";

/** The file `ledger.checkpoint` of a data folder: the newest checkpoint that its server signed. */
export interface CheckpointFile {
  /** The text of the file; undefined if there is none. */
  load(): string | undefined;
  /** Replaces the file atomically; resolves when it is durable. */
  keep(note: string): Promise<void>;
}

/** The checkpoint file of a data folder that this process has locked. System errors are passed on. */
export function keptCheckpoint(folder: string): CheckpointFile {
  const path = join(folder, "ledger.checkpoint");
  return { load: () => textOf(path), keep: (note) => replaceFile(path, note) };
}
