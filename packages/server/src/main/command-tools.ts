import { randomBytes } from "node:crypto";
import { DOCUMENT_DEFINITIONS, spaces } from "@indelible/domain";
import {
  type Database,
  generationOf,
  keyRingSealer,
  type Sealer,
  sha256Hex,
  Trail,
} from "@indelible/trail";
import { type Config, ConfigError } from "./config.ts";
import { type Installation, openInstallation } from "./installation.ts";
import { ensureMasterKeyDocument } from "./master-key-document.ts";
import type { Operator } from "./operator.ts";

const random = (bytes: number) => randomBytes(bytes);

/** Dependencies of the commands that change an installation. */
export interface CommandOptions {
  readonly clock: () => Date;
  readonly operator: Operator;
}

/**
 * Runs `work` on the installation, whose document of the master key exists. Fails with `ConfigError`
 * if no server was ever started on it, and like `openInstallation`.
 */
export async function withInstallation<T>(
  config: Config,
  options: CommandOptions,
  exclusive: boolean,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const installation = await openInstallation(config, { ...options, exclusive });
  try {
    const { database, keys } = installation;
    const trail = trailOver(database, keyRingSealer(keys.ring, random), { ...options, ...config });
    await requireStarted(trail);
    await ensureMasterKeyDocument(trail, generationOf(keys.ring));
    return await work(installation);
  } finally {
    await installation.close();
  }
}

/** The ledger begins before the first event, and a start begins it: see the sequencer's `open`. */
async function requireStarted(trail: Trail): Promise<void> {
  const { total } = await trail.list({ type: spaces, skip: 0, take: 1 });
  if (total > 0) return;
  throw new ConfigError("This installation was never started: start the server on it once.");
}

/** The options and settings that recording an event needs. */
export type RecordingOptions = CommandOptions & Pick<Config, "personalMembers">;

/** A trail over a database, for the event of a command. */
export function trailOver(database: Database, sealer: Sealer, options: RecordingOptions): Trail {
  const { clock, personalMembers } = options;
  const tools = { sealer, clock, random, sha256: sha256Hex, personalMembers };
  return new Trail({ database, types: DOCUMENT_DEFINITIONS, ...tools });
}
