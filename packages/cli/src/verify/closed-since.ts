import {
  formatHash,
  type LogIdentity,
  logOfKeys,
  openCheckpoint,
  parseVerifierKey,
  type TreeHead,
} from "@indelible/ledger";
import { type Finding, isEarlierLog, originOfNote } from "@indelible/trail";
import { attempt } from "./verify-log-files.ts";

/** Whether a saved checkpoint is of a log that was closed before the one with this origin. */
export function isOfClosedLog(kept: string | undefined, origin: string): kept is string {
  const keptOrigin = kept === undefined ? undefined : originOfNote(kept);
  return keptOrigin !== undefined && isEarlierLog(keptOrigin, origin);
}

/**
 * Compares a saved checkpoint of a closed log with the last one that was signed: it is signed by the
 * log's key, and it is not larger, nor of another tree of the same size. Whether the log extends a
 * smaller one is left to the caller.
 */
export async function compareWithClosing(
  kept: string,
  log: LogIdentity,
  closing: TreeHead,
): Promise<{ readonly tree: TreeHead | undefined; readonly findings: readonly Finding[] }> {
  const opened = await attempt(() => openCheckpoint(kept, log));
  if ("finding" in opened) {
    return { tree: undefined, findings: [{ ...opened.finding, kind: "forked" }] };
  }
  const tree = opened.value.checkpoint;
  const detail = faultOf(tree, closing, log.origin);
  const finding = { kind: "forked", eventId: null, index: null } as const;
  return { tree, findings: detail === undefined ? [] : [{ ...finding, detail }] };
}

function faultOf({ size, root }: TreeHead, closing: TreeHead, origin: string): string | undefined {
  if (size > closing.size) {
    return `The saved checkpoint has size ${size}, but the log ${origin} was closed at ${closing.size}.`;
  }
  if (size < closing.size || formatHash(root) === formatHash(closing.root)) return undefined;
  return `The saved checkpoint of the closed log ${origin} has another root than its last one.`;
}

/**
 * Compares a saved checkpoint of a closed log with the last one that a server reports: `closedLogs` is
 * of its answer, and may be anything.
 */
export async function compareWithReported(
  kept: string,
  closedLogs: unknown,
  statements: readonly string[],
): Promise<readonly Finding[]> {
  const origin = originOfNote(kept);
  const all: readonly unknown[] = Array.isArray(closedLogs) ? closedLogs : [];
  const reported = all.map(Object).find(({ Origin }) => Origin === origin);
  if (typeof reported?.Note !== "string" || typeof reported.VerifierKey !== "string") {
    const detail = `The server does not report the closed log ${origin} of the saved checkpoint.`;
    return [{ kind: "forked", eventId: null, index: null, detail }];
  }
  const { Note, VerifierKey } = reported;
  const opened = await attempt(async () => {
    const log = await logOfKeys([parseVerifierKey(VerifierKey)], statements);
    return { log, closing: (await openCheckpoint(Note, log)).checkpoint };
  });
  if ("finding" in opened) return [opened.finding];
  return (await compareWithClosing(kept, opened.value.log, opened.value.closing)).findings;
}
