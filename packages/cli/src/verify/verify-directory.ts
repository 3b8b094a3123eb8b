import { createReadStream, existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { LogReader } from "@indelible/ledger";
import { type Finding, Findings, Pairing, sha256Hex } from "@indelible/trail";
import { CommandError } from "../command-error.ts";
import { EXPORT_FILES } from "../export-files.ts";
import { checkClosedDirectories } from "./closed-directories.ts";
import { idIn } from "./event-text.ts";
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

/** Verifies an exported directory offline. CommandError if it is not one. */
export async function verifyDirectory(
  options: VerifyDirectoryOptions,
  progress: Progress,
): Promise<Report> {
  const { folder, kept } = options;
  const found = new Findings();
  const pairing = new Pairing((finding) => found.add(finding));
  const key = options.key ?? requiredFile(folder, EXPORT_FILES.verifierKey).trim();
  const lines = linesOf(folder);
  let first: string | undefined;
  const { tree, findings } = await verifyLogFiles({
    reader: directoryReader(folder),
    log: logOf(key),
    note: requiredFile(folder, EXPORT_FILES.checkpoint),
    kept,
    onEntry: async (index, entry, size) => {
      const line = (await lines.next()).value;
      first ??= line;
      checkLine(pairing, index, entry, line);
      progress.show(index + 1, size);
    },
  });
  found.add(...findings, ...pairing.findings());
  found.add(...(await checkClosedDirectories(folder, logOf(key).origin, first ?? "")));
  if (tree !== undefined && findings.length === 0) {
    let index = tree.size;
    for await (const line of lines) found.add(surplus(line, index++));
  }
  await lines.return(undefined);
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

async function* linesOf(folder: string): AsyncGenerator<string, undefined> {
  const path = join(folder, EXPORT_FILES.events);
  requireFile(path);
  yield* createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  return undefined;
}

function checkLine(
  pairing: Pairing,
  index: number,
  entry: Uint8Array,
  line: string | undefined,
): void {
  const expected = Buffer.from(entry).toString("hex");
  const actual = line === undefined ? null : sha256Hex(line);
  if (actual === expected) return;
  const eventId = line === undefined ? null : idIn(line);
  const kind = line === undefined ? "missing" : "changed";
  const detail =
    line === undefined
      ? `${EXPORT_FILES.events} has no line ${index + 1}.`
      : `Line ${index + 1} of ${EXPORT_FILES.events} does not have the digest in the ledger.`;
  pairing.add({ eventId, index, expected, actual, alone: { kind, eventId, index, detail } });
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
