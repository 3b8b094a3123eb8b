import { createReadStream, existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { LogReader } from "@indelible/ledger";
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
import { idIn } from "./event-text.ts";
import { PersonalLines } from "./personal-lines.ts";
import type { Progress } from "./progress-bar.ts";
import type { Report } from "./report.ts";
import { logOf, verifyLogFiles } from "./verify-log-files.ts";

/** How to verify an exported directory. */
export interface VerifyDirectoryOptions {
  readonly folder: string;
  /** The verifier key; by default the one in the directory. */
  readonly key: string | undefined;
  readonly kept: string | undefined;
}

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
  const key = options.key ?? requiredFile(folder, EXPORT_FILES.verifierKey).trim();
  const lines = linesOf(folder, EXPORT_FILES.events);
  const personal = new PersonalLines(linesOf(folder, EXPORT_FILES.personal));
  let first: string | undefined;
  const { tree, findings } = await verifyLogFiles({
    reader: directoryReader(folder),
    log: logOf(key),
    note: requiredFile(folder, EXPORT_FILES.checkpoint),
    kept,
    onEntry: async (index, entry, size) => {
      progress.show(index + 1, size);
      const line = (await lines.next()).value;
      first ??= line;
      const values = await personal.take(line === undefined ? null : idIn(line));
      if (!checkLine(pairing, index, entry, line)) return;
      const number = eventNumber(readEvent(line));
      for (const value of values) found.add(...faultsOf({ ...value, number }, line));
    },
  });
  found.add(...findings, ...pairing.findings());
  found.add(...(await checkClosedDirectories(folder, logOf(key).origin, first ?? "")));
  if (tree !== undefined && findings.length === 0) {
    let index = tree.size;
    for await (const line of lines) found.add(surplus(line, index++));
    found.add(...(await personal.rest()));
  }
  await Promise.all([lines.return(undefined), personal.close()]);
  const head = tree ?? { size: 0, root: new Uint8Array(32) };
  const whose = options.key === undefined ? "from the directory itself" : "given";
  const remarks = [`Checked with the key ${whose}: ${key}`];
  return { head, findings: found.inOrder(), findingsCount: found.count, remarks };
}

/** Reads the files of a log below a folder. */
export function directoryReader(folder: string): LogReader {
  return {
    readFile: async (path) => {
      const file = join(folder, path);
      return existsSync(file) ? readFile(file) : undefined;
    },
  };
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
