import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type LogIdentity, openCheckpoint, type TreeHead } from "@indelible/ledger";
import type { Finding } from "@indelible/trail";
import { EXPORT_FILES } from "../export-files.ts";
import { directoryReader } from "./directory-reader.ts";
import { type VerifiedLog, verifiedEntries } from "./verified-entries.ts";
import { attempt, verifyLogFiles } from "./verify-log-files.ts";

/** The entries of a closed log in an exported directory. */
export interface ClosedEntries {
  /** The folder of the closed log. */
  readonly path: string;
  readonly log: LogIdentity;
  /** The tree of its last checkpoint. */
  readonly closing: TreeHead;
  /** The current log. */
  readonly current: VerifiedLog;
  /** Whether no entry was lost. */
  readonly isComplete: boolean;
  /** A saved checkpoint of the closed log, with its size. */
  readonly kept: { readonly size: number; readonly note: string } | undefined;
}

/**
 * Verifies the entries that are left of a closed log: they have the root of the newest signed
 * checkpoint that covers them, extend the saved one, and are the events of the current log that
 * `places` names.
 */
export async function checkClosedEntries(closed: ClosedEntries): Promise<readonly Finding[]> {
  const { path, log, closing, isComplete, kept } = closed;
  const file = join(path, EXPORT_FILES.covered);
  if (!existsSync(file)) {
    const detail = `The entries of the closed log ${log.origin} are not in this directory.`;
    return isComplete ? [finding("missing", detail)] : [];
  }
  const note = readFileSync(file, "utf8");
  const covered = await attempt(() => openCheckpoint(note, log));
  if ("finding" in covered) return [covered.finding];
  const { size } = covered.value.checkpoint;
  if (size > closing.size || (isComplete && size < closing.size)) {
    const detail = `Of the closed log ${log.origin} ${size} entries are here, of ${closing.size}.`;
    return [finding("truncated", detail)];
  }
  const places = new PlaceCheck(closed);
  const { findings } = await verifyLogFiles({
    reader: directoryReader(path),
    log,
    note,
    // A larger one has lost entries: nothing is left to compare it with.
    kept: kept !== undefined && kept.size <= size ? kept.note : undefined,
    onEntry: (index, entry) => places.check(index, entry),
  });
  return [...findings, ...(await places.finish())];
}

/** Compares the entries of a closed log with the entries of the current log that are their events. */
class PlaceCheck {
  readonly #closed: ClosedEntries;
  readonly #places: AsyncGenerator<string, undefined>;
  readonly #entry: (index: number) => Uint8Array | undefined;
  #finding: Finding | undefined;

  constructor(closed: ClosedEntries) {
    this.#closed = closed;
    this.#places = linesOf(join(closed.path, EXPORT_FILES.places));
    this.#entry = verifiedEntries(closed.current);
  }

  async check(index: number, entry: Uint8Array): Promise<void> {
    const line = (await this.#places.next()).value ?? "";
    const found = /^\d{1,15}$/.test(line) ? this.#entry(Number(line)) : undefined;
    if (found !== undefined && Buffer.from(found).equals(entry)) return;
    const { origin } = this.#closed.log;
    const detail = `Entry ${index} of the closed log ${origin} is not the event that it names.`;
    this.#finding ??= finding("changed", detail);
  }

  /** The first entry that is not its event, if there is one. */
  async finish(): Promise<Finding[]> {
    await this.#places.return(undefined);
    return this.#finding === undefined ? [] : [this.#finding];
  }
}

async function* linesOf(path: string): AsyncGenerator<string, undefined> {
  if (!existsSync(path)) return undefined;
  yield* createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  return undefined;
}

function finding(kind: Finding["kind"], detail: string): Finding {
  return { kind, eventId: null, index: null, detail };
}
