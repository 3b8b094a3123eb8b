import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatHash, type LogIdentity, openCheckpoint, type TreeHead } from "@indelible/ledger";
import {
  canonicalize,
  type Finding,
  originOfLog,
  originOfNote,
  parseLogOrigin,
} from "@indelible/trail";
import { EXPORT_FILES } from "../export-files.ts";
import { checkClosedEntries } from "./closed-entries.ts";
import { compareWithClosing } from "./closed-since.ts";
import { exportedKeys } from "./exported-log.ts";
import { attempt } from "./verify-log-files.ts";

/** An exported directory whose current log was verified. */
export interface VerifiedDirectory {
  readonly folder: string;
  readonly origin: string;
  /** The tree of the current log. */
  readonly tree: TreeHead;
  /** The lines of the events that state closed logs, and whether each is the first entry. */
  readonly closings: readonly { readonly line: string; readonly isFirst: boolean }[];
  /** A saved checkpoint, of any log. */
  readonly kept: string | undefined;
}

/** The folder of a closed log whose last checkpoint verifies. */
interface ClosedFolder {
  readonly path: string;
  readonly log: LogIdentity;
  /** C2SP verifier key string of the last checkpoint's key. */
  readonly key: string;
  /** The tree of the last checkpoint. */
  readonly closing: TreeHead;
}

/**
 * Verifies the closed logs of an exported directory: each is there, an event states its last
 * checkpoint and key, its entries have the root that was signed last among those that are left, and
 * they are events of the current log.
 */
export async function checkClosedDirectories(directory: VerifiedDirectory): Promise<Finding[]> {
  const { base, number } = parseLogOrigin(directory.origin);
  const findings: Finding[] = [];
  for (let each = 1; each < number; each++) {
    const origin = originOfLog(base, each);
    const path = join(directory.folder, "closed", String(each));
    const opened = await attempt(() => openFolder(path, origin));
    const closed = "finding" in opened ? undefined : opened.value;
    if (closed === undefined) {
      const detail = `The last checkpoint of ${origin} is missing or not signed by its key.`;
      findings.push(finding("changed", detail));
    } else findings.push(...(await checkFolder(closed, directory, each === number - 1)));
  }
  return findings;
}

async function openFolder(path: string, origin: string): Promise<ClosedFolder | undefined> {
  const files = [EXPORT_FILES.checkpoint, EXPORT_FILES.verifierKey].map((file) => join(path, file));
  if (!files.every(existsSync)) return undefined;
  const { keys, log } = await exportedKeys(path, []);
  const note = readFileSync(join(path, EXPORT_FILES.checkpoint), "utf8");
  const { checkpoint: closing } = await openCheckpoint(note, log);
  const [key = ""] = keys;
  return log.origin === origin ? { path, log, key, closing } : undefined;
}

async function checkFolder(
  closed: ClosedFolder,
  directory: VerifiedDirectory,
  isLast: boolean,
): Promise<Finding[]> {
  const { log, closing } = closed;
  const candidates = directory.closings.filter(({ isFirst }) => isFirst || !isLast);
  const missing = candidates.map(({ line }) => statedMissing(line, closed)).find(Number.isInteger);
  if (missing === undefined) {
    const whose = isLast ? "The first event" : "No event";
    const does = isLast ? "does not state" : "states";
    return [finding("changed", `${whose} ${does} the last checkpoint of ${log.origin}.`)];
  }
  const kept = directory.kept;
  const isSaved = kept !== undefined && originOfNote(kept) === log.origin;
  const saved = isSaved
    ? { note: kept, ...(await compareWithClosing(kept, log, closing)) }
    : undefined;
  const { folder, tree } = directory;
  const current = { folder, size: tree.size };
  const entries = await checkClosedEntries({
    ...closed,
    current,
    isComplete: missing === 0,
    kept: saved?.tree === undefined ? undefined : { size: saved.tree.size, note: saved.note },
  });
  return [...(saved?.findings ?? []), ...entries];
}

/**
 * The number of missing entries in an event's statement of the closed log; undefined if the event does
 * not state this log, tree and key. In canonical form the members are next to each other.
 */
function statedMissing(line: string, { log, closing, key }: ClosedFolder): number | undefined {
  const root = formatHash(closing.root);
  const statement = canonicalize({
    Origin: log.origin,
    RootHash: root,
    Size: closing.size,
    VerifierKey: key,
  });
  const end = line.indexOf(`,${statement.slice(1)}`);
  const [, digits] = /"MissingEntries":(\d{1,15})$/.exec(line.slice(0, Math.max(0, end))) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function finding(kind: Finding["kind"], detail: string): Finding {
  return { kind, eventId: null, index: null, detail };
}
