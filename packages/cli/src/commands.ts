import { readFileSync } from "node:fs";
import { DataFolderError } from "@indelible/data-folder";
import { damageOf, TrailError } from "@indelible/trail";
import { CommandError } from "./command-error.ts";
import { exportDirectory } from "./export/export-directory.ts";
import { recordExport } from "./export/record-export.ts";
import { knownLedger } from "./ledger-key.ts";
import { openStore, type Store } from "./store.ts";
import { apiClient } from "./verify/api-client.ts";
import type { Reliance } from "./verify/earlier-result.ts";
import { type Progress, progressBar } from "./verify/progress-bar.ts";
import { formatJson, formatText, type Report } from "./verify/report.ts";
import { verifyDirectory } from "./verify/verify-directory.ts";
import { verifyServer } from "./verify/verify-server.ts";
import { verifyStore } from "./verify/verify-store.ts";
import { readWitnesses } from "./witness-keys.ts";
import type { World } from "./world.ts";

/** The options of `indelible verify` on the command line. */
export interface VerifyFlags {
  readonly since?: string;
  readonly key?: readonly string[];
  readonly dir?: string;
  readonly url?: string;
  readonly apiKey?: string;
  readonly json?: boolean;
  readonly incremental?: boolean;
  readonly full?: boolean;
}

/**
 * Exit code of a command: 0 success, 1 verification found problems, 2 the command could not run.
 */
export type ExitCode = 0 | 1 | 2;

/** `indelible verify`: prints the report, and its remarks to standard error. */
export async function verifyCommand(world: World, flags: VerifyFlags): Promise<ExitCode> {
  const progress = progressBar(world);
  try {
    const report = await verified(world, flags, progress);
    progress.clear();
    for (const remark of report.remarks) world.remark(`${remark}\n`);
    world.print(`${flags.json ? formatJson(report) : formatText(report)}\n`);
    return report.findingsCount === 0 ? 0 : 1;
  } finally {
    progress.clear();
  }
}

/** The options of `indelible export` on the command line. */
export interface ExportFlags {
  readonly force?: boolean;
}

/**
 * `indelible export`: verifies the trail, writes the directory and prints the number of events; records
 * it as an event if it can. A trail that does not verify is not exported, unless that is forced.
 */
export async function exportCommand(
  world: World,
  folder: string,
  { force = false }: ExportFlags,
): Promise<ExitCode> {
  const done = await withStore(world, async (store) => {
    if (force) world.remark("The trail was not verified, because of --force.\n");
    else if (!(await isVerified(world, store))) return undefined;
    const { key } = await knownLedger(world, store, []);
    const exported = { key, witnesses: readWitnesses(world) };
    const head = await exportDirectory(store.database, folder, exported);
    return { ...head, folder, dataFolder: store.dataFolder };
  });
  if (done === undefined) return 1;
  world.print(`Exported ${done.size} events to ${folder}\n`);
  await recordExport(world, done);
  return 0;
}

async function isVerified(world: World, store: Store): Promise<boolean> {
  const options = { keys: [], kept: undefined, reliance: "compare" } as const;
  const progress = progressBar(world);
  const report = await verifyStore(world, store, options, progress);
  progress.clear();
  if (report.findingsCount === 0) return true;
  world.remark(
    `${formatText(report)}\nNothing was exported, because the trail does not verify. Use --force to export it nevertheless.\n`,
  );
  return false;
}

function verified(world: World, flags: VerifyFlags, progress: Progress): Promise<Report> {
  const { key: keys = [], dir, url } = flags;
  const kept = flags.since === undefined ? undefined : textOf(flags.since);
  if (dir !== undefined && url !== undefined) {
    throw new CommandError("Use --dir or --url, not both.");
  }
  if (dir !== undefined) return verifyDirectory({ folder: dir, keys, kept }, progress);
  if (url !== undefined) {
    return verifyServer({ client: apiClient(world, url, flags.apiKey), keys, kept }, progress);
  }
  const reliance = relianceOf(flags);
  return withStore(world, (store) =>
    verifyStore(world, store, { keys, kept, reliance }, progress),
  ).catch((error: unknown) => {
    throw error instanceof DataFolderError && error.code === "in-use" ? withAdvice(error) : error;
  });
}

/** Only the running server can read the embedded database. */
function withAdvice(cause: DataFolderError): CommandError {
  const advice =
    "To verify the trail of a running server, use 'indelible verify --url http://127.0.0.1:8065 --api-key API-...'.";
  return new CommandError(`${cause.message}\n${advice}`, { cause });
}

function relianceOf({ incremental = false, full = false }: VerifyFlags): Reliance {
  if (incremental && full) throw new CommandError("Use --incremental or --full, not both.");
  if (incremental) return "skip";
  return full ? "nothing" : "compare";
}

async function withStore<T>(world: World, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(world);
  try {
    return await work(store);
  } catch (error) {
    const damage = damageOf(error);
    if (damage === undefined) throw error;
    throw new TrailError("damaged", damage, { cause: error });
  } finally {
    await closed(store);
  }
}

/** A damaged database cannot be closed either, which its first error has shown. */
async function closed(store: Store): Promise<void> {
  try {
    await store.close();
  } catch (error) {
    if (damageOf(error) === undefined) throw error;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new CommandError(`${file} cannot be read.`, { cause });
  }
}
