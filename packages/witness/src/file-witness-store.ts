import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LedgerError, parseCheckpoint, parseNote } from "@indelible/ledger";
import { replaceFile } from "./durable-file.ts";
import { originHash } from "./origin-hash.ts";
import { WitnessError } from "./witness-error.ts";
import type { CosignedCheckpoint, WitnessStore } from "./witness-store.ts";

/**
 * Stores the state of a witness in a folder, in a file for each log, `<originHash>.checkpoint`,
 * with the cosigned note, which is replaced by `replaceFile`. The caller ensures that the folder
 * exists and that no other process uses it. WitnessError `state` for a file that is not a
 * checkpoint of its log, or that was changed, replaced by an older copy or deleted since this store
 * last read or wrote it: treating it as missing would forget what was signed.
 */
export class FileWitnessStore implements WitnessStore {
  readonly #folder: string;
  /** What this store last read or wrote, by origin; undefined: there was no file. */
  readonly #notes = new Map<string, string | undefined>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  latest(origin: string): Promise<CosignedCheckpoint | undefined> {
    return this.#inTurn(() => this.#read(origin));
  }

  advance(origin: string, expectedSize: number, next: CosignedCheckpoint): Promise<boolean> {
    return this.#inTurn(() => this.#replace(origin, expectedSize, next));
  }

  /** Runs `work` when the work before it has succeeded or failed. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #read(origin: string): Promise<CosignedCheckpoint | undefined> {
    const path = this.#path(origin);
    const note = await readIfPresent(path);
    if (this.#notes.has(origin) && this.#notes.get(origin) !== note) {
      throw stateError(path, "it was changed, restored or deleted while the witness ran");
    }
    const stored = note === undefined ? undefined : parseStored(path, note, origin);
    this.#notes.set(origin, note);
    return stored;
  }

  async #replace(origin: string, expectedSize: number, next: CosignedCheckpoint): Promise<boolean> {
    const latest = await this.#read(origin);
    if ((latest?.size ?? 0) !== expectedSize) return false;
    // If the write fails, the file has the old note or the new one: the next read decides.
    this.#notes.delete(origin);
    await replaceFile(this.#path(origin), next.note);
    this.#notes.set(origin, next.note);
    return true;
  }

  #path(origin: string): string {
    return join(this.#folder, `${originHash(origin)}.checkpoint`);
  }
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function parseStored(path: string, note: string, origin: string): CosignedCheckpoint {
  try {
    const checkpoint = parseCheckpoint(parseNote(note).text);
    if (checkpoint.origin === origin) return { size: checkpoint.size, root: checkpoint.root, note };
  } catch (cause) {
    if (!(cause instanceof LedgerError)) throw cause;
    throw stateError(path, "it is not a signed checkpoint", cause);
  }
  throw stateError(path, `it is not a checkpoint of ${origin}`);
}

function stateError(path: string, why: string, cause?: unknown): WitnessError {
  const message = `${path} cannot be used: ${why}. Nothing is signed for this log.`;
  return new WitnessError("state", message, { cause });
}
