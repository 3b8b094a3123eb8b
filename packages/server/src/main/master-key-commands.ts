import { randomBytes, randomUUID } from "node:crypto";
import { adoptNewMasterKey, keepNewMasterKey } from "@indelible/data-folder";
import { DOCUMENT_DEFINITIONS, spaces } from "@indelible/domain";
import { SEALED_SNAPSHOTS, SEALED_TASKS } from "@indelible/engine";
import {
  type Database,
  generationOf,
  keyRingSealer,
  type Rotated,
  rotateMasterKey,
  type Sealer,
  sha256Hex,
  Trail,
} from "@indelible/trail";
import { type Config, ConfigError } from "./config.ts";
import { type Installation, openInstallation } from "./installation.ts";
import { ensureMasterKeyDocument, recordRotation, recordShowing } from "./master-key-document.ts";
import { nameOf, type Operator, operatorAct } from "./operator.ts";

/** Dependencies of the commands about the master key. */
export interface CommandOptions {
  readonly clock: () => Date;
  readonly operator: Operator;
}

const KEY_BYTES = 32;

const random = (bytes: number) => randomBytes(bytes);

/**
 * `rotate-master-key`: replaces the current master key and returns a message about the result. A
 * key in the data folder is replaced there; one in `MASTER_KEY` by the one in `NEW_MASTER_KEY`,
 * without which it fails with `ConfigError`. Other errors: see `rotateMasterKey` and
 * `openInstallation`.
 */
export async function rotateMasterKeyCommand(
  config: Config,
  options: CommandOptions,
): Promise<string> {
  const newMasterKey = chooseKey(config);
  const isKept = config.masterKey === undefined;
  return withInstallation(config, options, true, async (installation) => {
    const { folder } = installation;
    if (isKept) keepNewMasterKey(folder, newMasterKey);
    const rotated = await rotate(installation, newMasterKey, { ...options, ...config });
    if (isKept) adoptNewMasterKey(folder);
    const where = isKept ? `It is kept in ${folder}/master.key` : "Set MASTER_KEY to the new one";
    return `${summaryOf(rotated)} ${where}; start every server with it.`;
  });
}

/**
 * `show-master-key`: records who was shown the current master key, then returns it in Base64. Fails
 * like `openInstallation`, and when the event cannot be recorded.
 */
export async function showMasterKeyCommand(
  config: Config,
  options: CommandOptions,
): Promise<string> {
  return withInstallation(config, options, false, async ({ database, keys }) => {
    const trail = trailOver(database, keyRingSealer(keys.ring, random), { ...options, ...config });
    const { operator } = options;
    await recordShowing(trail, operatorAct(operator, randomUUID()), nameOf(operator));
    return Buffer.from(keys.masterKey).toString("base64");
  });
}

function chooseKey({ masterKey, newMasterKey }: Config): Uint8Array {
  if (newMasterKey !== undefined) return newMasterKey;
  if (masterKey === undefined) return random(KEY_BYTES);
  throw new ConfigError(
    "Set NEW_MASTER_KEY to the key that replaces MASTER_KEY: 'openssl rand -base64 32' generates one.",
  );
}

async function withInstallation<T>(
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

function rotate(
  { database, keys }: Installation,
  newMasterKey: Uint8Array,
  options: RecordingOptions,
): Promise<Rotated> {
  const act = operatorAct(options.operator, randomUUID());
  return rotateMasterKey(database, {
    types: DOCUMENT_DEFINITIONS,
    masterKey: keys.masterKey,
    newMasterKey,
    random,
    tables: [SEALED_SNAPSHOTS, SEALED_TASKS],
    record: (connection, sealer, generation) =>
      recordRotation(trailOver(connection, sealer, options), act, generation),
  });
}

/** The options and settings that recording an event needs. */
type RecordingOptions = CommandOptions & Pick<Config, "personalMembers">;

function trailOver(database: Database, sealer: Sealer, options: RecordingOptions): Trail {
  const { clock, personalMembers } = options;
  const tools = { sealer, clock, random, sha256: sha256Hex, personalMembers };
  return new Trail({ database, types: DOCUMENT_DEFINITIONS, ...tools });
}

function summaryOf({ sealed, unopened }: Rotated): string {
  const left = `${unopened} could not be decrypted with any key and were left unchanged`;
  const done = `The master key was changed and ${sealed} secrets were re-encrypted`;
  return unopened === 0 ? `${done}.` : `${done}; ${left}.`;
}
