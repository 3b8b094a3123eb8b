import { readFileSync } from "node:fs";
import { open, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

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
  return {
    load: () => textOf(path),
    keep: async (note) => {
      const next = `${path}.new`;
      await writeFile(next, note, { mode: 0o600, flush: true });
      await rename(next, path);
      await syncFolder(folder);
    },
  };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Makes a new file name durable. Windows cannot open folders, and does not need this. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
