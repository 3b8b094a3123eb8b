import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  eventNumber,
  type Finding,
  Findings,
  inspectPersonal,
  Pairing,
  readEvent,
  type StoredPersonalValue,
  sha256Hex,
} from "@indelible/trail";
import { CommandError } from "../command-error.ts";
import { EXPORT_FILES } from "../export-files.ts";
import { checkClosedDirectories } from "./closed-directories.ts";
import { isOfClosedLog } from "./closed-since.ts";
import { directoryReader } from "./directory-reader.ts";
import { idIn } from "./event-text.ts";
import { exportedKeys } from "./exported-log.ts";
import { keysRemark } from "./keys-remark.ts";
import { PersonalLines } from "./personal-lines.ts";
import type { Progress } from "./progress-bar.ts";
import type { Report } from "./report.ts";
import { verifyLogFiles } from "./verify-log-files.ts";

/** How to verify an exported directory. */
export interface VerifyDirectoryOptions {
  readonly folder: string;
  /** Verifier keys of the log; by default the one in the directory. */
  readonly keys: readonly string[];
  readonly kept: string | undefined;
}

/** Events that state closed logs, and are remembered until these are verified. */
const CLOSINGS_MAX = 1_000;

/**
 * Verifies an exported directory offline. CommandError if it is not one, TrailError `schema` if an
 * event has a format that this version does not know.
 */
export async function verifyDirectory(
  options: VerifyDirectoryOptions,
  progress: Progress,
): Promise<Report> {
  const { folder, kept } = options;
  requireFile(join(folder, EXPORT_FILES.events));
  const found = new Findings();
  const pairing = new Pairing((finding) => found.add(finding));
  if (options.keys.length === 0) requireFile(join(folder, EXPORT_FILES.verifierKey));
  const { keys, log } = await exportedKeys(folder, options.keys);
  const lines = linesOf(folder, EXPORT_FILES.events);
  const personal = new PersonalLines(linesOf(folder, EXPORT_FILES.personal));
  const closings: { line: string; isFirst: boolean }[] = [];
  const { tree, findings } = await verifyLogFiles({
    reader: directoryReader(folder),
    log,
    note: requiredFile(folder, EXPORT_FILES.checkpoint),
    kept: isOfClosedLog(kept, log.origin) ? undefined : kept,
    onEntry: async (index, entry, size) => {
      progress.show(index + 1, size);
      const line = (await lines.next()).value;
      const values = await personal.take(line === undefined ? null : idIn(line));
      if (!checkLine(pairing, index, entry, line)) return;
      if (closings.length < CLOSINGS_MAX && statesClosedLog(line)) {
        closings.push({ line, isFirst: index === 0 });
      }
      const number = eventNumber(readEvent(line));
      for (const value of values) found.add(...faultsOf({ ...value, number }, line));
    },
  });
  found.add(...findings, ...pairing.findings());
  if (tree !== undefined && findings.length === 0) {
    const { origin } = log;
    found.add(...(await checkClosedDirectories({ folder, origin, tree, closings, kept })));
    let index = tree.size;
    for await (const line of lines) found.add(surplus(line, index++));
    found.add(...(await personal.rest()));
  }
  await Promise.all([lines.return(undefined), personal.close()]);
  const head = tree ?? { size: 0, root: new Uint8Array(32) };
  const whose = options.keys.length === 0 ? "from the directory itself" : "given";
  const remarks = [`Checked with the key ${whose}: ${keys.join(", ")}`, ...keysRemark(log)];
  return { head, findings: found.inOrder(), findingsCount: found.count, remarks };
}

/** The lines of a file; none for a file that is not there. */
async function* linesOf(folder: string, name: string): AsyncGenerator<string, undefined> {
  const path = join(folder, name);
  if (!existsSync(path)) return undefined;
  yield* createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  return undefined;
}

/** True if the line is the event of the entry; what is wrong with any other goes to `pairing`. */
function checkLine(
  pairing: Pairing,
  index: number,
  entry: Uint8Array,
  line: string | undefined,
): line is string {
  const expected = Buffer.from(entry).toString("hex");
  const actual = line === undefined ? null : sha256Hex(line);
  if (line !== undefined && actual === expected) return true;
  const eventId = line === undefined ? null : idIn(line);
  const kind = line === undefined ? "missing" : "changed";
  const detail =
    line === undefined
      ? `${EXPORT_FILES.events} has no line ${index + 1}.`
      : `Line ${index + 1} of ${EXPORT_FILES.events} does not have the digest in the ledger.`;
  pairing.add({ eventId, index, expected, actual, alone: { kind, eventId, index, detail } });
  return false;
}

/** Whether an event states a closed log: at least one of the ledger's document does. */
function statesClosedLog(line: string): boolean {
  return line.includes('"MissingEntries":');
}

function faultsOf(value: StoredPersonalValue, line: string): Finding[] {
  const finding = inspectPersonal(value, line);
  return finding === undefined ? [] : [finding];
}

function surplus(line: string, index: number): Finding {
  const detail = `Line ${index + 1} of ${EXPORT_FILES.events} is beyond the end of the ledger.`;
  return { kind: "inserted", eventId: idIn(line), index, detail };
}

function requiredFile(folder: string, name: string): string {
  const path = join(folder, name);
  requireFile(path);
  return readFileSync(path, "utf8");
}

function requireFile(path: string): void {
  if (existsSync(path)) return;
  throw new CommandError(`There is no ${path}: this is not a directory that 'export' wrote.`);
}
