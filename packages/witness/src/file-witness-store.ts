import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { parseCheckpoint, parseNote } from "@indelible/ledger";
import { originHash } from "./origin-hash.ts";
import type { CosignedCheckpoint, WitnessStore } from "./witness-store.ts";

/**
 * Stores the state of a witness in a folder, in a file for each log, `<originHash>.checkpoint`,
 * with the cosigned note. A new note is written to a temporary file, synced, renamed over the old
 * one, and the folder synced: a crash at any point leaves the old file or the new one. The caller
 * ensures that the folder exists and that no other process uses it. A file that is not a valid
 * checkpoint fails every request for its log, since treating it as missing would forget what was
 * signed.
 */
export class FileWitnessStore implements WitnessStore {
  readonly #folder: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async latest(origin: string): Promise<CosignedCheckpoint | undefined> {
    try {
      const note = await readFile(this.#path(origin), "utf8");
      const { size, root } = parseCheckpoint(parseNote(note).text);
      return { size, root, note };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  advance(origin: string, expectedSize: number, next: CosignedCheckpoint): Promise<boolean> {
    const turn = this.#last.then(() => this.#replace(origin, expectedSize, next));
    // The next write waits until this one succeeds or fails.
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #replace(origin: string, expectedSize: number, next: CosignedCheckpoint): Promise<boolean> {
    const latest = await this.latest(origin);
    if ((latest?.size ?? 0) !== expectedSize) return false;
    const path = this.#path(origin);
    await writeDurably(`${path}.new`, next.note);
    await rename(`${path}.new`, path);
    await syncFolder(this.#folder);
    return true;
  }

  #path(origin: string): string {
    return join(this.#folder, `${originHash(origin)}.checkpoint`);
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder, and journals names itself.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
