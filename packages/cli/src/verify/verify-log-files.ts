import {
  LedgerError,
  type LogIdentity,
  type LogReader,
  openCheckpoint,
  type TreeHead,
  verifyExtension,
  verifyLog,
} from "@indelible/ledger";
import type { Finding } from "@indelible/trail";

/** Largest checkpoint that is read. */
export const CHECKPOINT_BYTES_MAX = 1_000_000;

/** A log in the layout of tlog-tiles, and what it is verified with. */
export interface LogFiles {
  readonly reader: LogReader;
  readonly log: LogIdentity;
  /** The newest checkpoint, as a signed note. */
  readonly note: string | Uint8Array;
  /** A checkpoint that was saved earlier. */
  readonly kept: string | undefined;
  /** Receives every entry, in order, before the tree is confirmed. */
  readonly onEntry?: (index: number, entry: Uint8Array, size: number) => Promise<void>;
}

/**
 * Verifies the files of a log: the checkpoint's signature, every entry and tile, and that it
 * extends the saved checkpoint. The tree is undefined if there is no checkpoint signed by a known
 * key.
 */
export async function verifyLogFiles(
  files: LogFiles,
): Promise<{ tree: TreeHead | undefined; findings: Finding[] }> {
  const opened = await attempt(() => openCheckpoint(files.note, files.log));
  if ("finding" in opened) return { tree: undefined, findings: [opened.finding] };
  const tree = opened.value.checkpoint;
  const { onEntry } = files;
  const checked = await attempt(() =>
    verifyLog(files.reader, tree, {
      ...(onEntry && { onEntry: (index, entry) => onEntry(index, entry, tree.size) }),
    }),
  );
  const since = files.kept === undefined ? [] : await verifyKept(files, files.kept, tree);
  return { tree, findings: [...("finding" in checked ? [checked.finding] : []), ...since] };
}

async function verifyKept(files: LogFiles, note: string, tree: TreeHead): Promise<Finding[]> {
  const kept = await attempt(() => openCheckpoint(note, files.log));
  if ("finding" in kept) return [{ ...kept.finding, kind: "forked" }];
  const { size } = kept.value.checkpoint;
  if (size > tree.size) {
    const detail = `The saved checkpoint has size ${size}, but the log has only ${tree.size} entries.`;
    return [{ kind: "truncated", eventId: null, index: tree.size, detail }];
  }
  const grown = await attempt(() => verifyExtension(files.reader, kept.value.checkpoint, tree));
  return "finding" in grown ? [grown.finding] : [];
}

/** Runs a check of the ledger package; its error becomes a finding. */
export async function attempt<T>(
  check: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly finding: Finding }> {
  try {
    return { value: await check() };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const kind = KINDS.get(error.code) ?? "changed";
    return { finding: { kind, eventId: null, index: null, detail: error.message } };
  }
}

const KINDS = new Map<string, Finding["kind"]>([
  ["RESOURCE_MISSING", "missing"],
  ["SIGNATURE_MISSING", "forked"],
  ["ORIGIN_MISMATCH", "forked"],
  ["CONSISTENCY_REFUSED", "forked"],
]);
