import { readFileSync } from "node:fs";
import { formatVerifierKey } from "@indelible/ledger";
import { CommandError } from "./command-error.ts";
import { exportDirectory } from "./export/export-directory.ts";
import { ledgerKey } from "./ledger-key.ts";
import { openStore, type Store } from "./store.ts";
import { apiClient } from "./verify/api-client.ts";
import type { Reliance } from "./verify/earlier-result.ts";
import { type Progress, progressBar } from "./verify/progress-bar.ts";
import { formatJson, formatText, type Report } from "./verify/report.ts";
import { verifyDirectory } from "./verify/verify-directory.ts";
import { logOf } from "./verify/verify-log-files.ts";
import { verifyServer } from "./verify/verify-server.ts";
import { verifyStore } from "./verify/verify-store.ts";
import { readWitnesses } from "./witness-keys.ts";
import type { World } from "./world.ts";

/** The options of `indelible verify` on the command line. */
export interface VerifyFlags {
  readonly since?: string;
  readonly key?: string;
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

/** `indelible export`: writes the directory and prints the number of events. */
export async function exportCommand(world: World, folder: string): Promise<ExitCode> {
  return withStore(world, async (store): Promise<ExitCode> => {
    const key = await ledgerKey(world, store, undefined);
    const verifierKey = formatVerifierKey(key);
    const log = { ...logOf(verifierKey), witnesses: readWitnesses(world) };
    const { size } = await exportDirectory(store.database, folder, log, verifierKey);
    world.print(`Exported ${size} events to ${folder}\n`);
    return 0;
  });
}

function verified(world: World, flags: VerifyFlags, progress: Progress): Promise<Report> {
  const { key, dir, url } = flags;
  const kept = flags.since === undefined ? undefined : textOf(flags.since);
  if (dir !== undefined && url !== undefined) {
    throw new CommandError("Use --dir or --url, not both.");
  }
  if (dir !== undefined) return verifyDirectory({ folder: dir, key, kept }, progress);
  if (url !== undefined) {
    return verifyServer({ client: apiClient(world, url, flags.apiKey), key, kept }, progress);
  }
  const reliance = relianceOf(flags);
  return withStore(world, (store) => verifyStore(world, store, { key, kept, reliance }, progress));
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
  } finally {
    await store.close();
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new CommandError(`${file} cannot be read.`, { cause });
  }
}
