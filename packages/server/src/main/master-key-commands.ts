import { randomBytes, randomUUID } from "node:crypto";
import { adoptNewMasterKey, keepNewMasterKey } from "@indelible/data-folder";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
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
import { putMasterKeyOnRecord, recordRotation, recordShowing } from "./master-key-document.ts";
import { nameOf, type Operator, operatorAct } from "./operator.ts";

/** What a command about the master key is told by the program that runs it. */
export interface CommandOptions {
  readonly clock: () => Date;
  readonly operator: Operator;
  /** Told of errors of idle database connections. */
  readonly onIdleError: (error: Error) => void;
}

const KEY_BYTES = 32;

const random = (bytes: number) => randomBytes(bytes);

/**
 * `rotate-master-key`: puts a new master key in place of the one in force, and says in a sentence what
 * was done. A key in the data folder is replaced there; one given as `MASTER_KEY` by `NEW_MASTER_KEY`,
 * without which it fails with `ConfigError`. See `rotateMasterKey`, and `openInstallation` for errors.
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
 * `show-master-key`: gives the master key in force, in Base64, once it is on record that it was shown
 * and to whom. Fails as `openInstallation` does, and shows nothing when that cannot be recorded.
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
    "A key given as MASTER_KEY is replaced by the one in NEW_MASTER_KEY: 'openssl rand -base64 32' makes one.",
  );
}

async function withInstallation<T>(
  config: Config,
  options: CommandOptions,
  alone: boolean,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const installation = await openInstallation(config, { ...options, alone });
  try {
    const { database, keys } = installation;
    const trail = trailOver(database, keyRingSealer(keys.ring, random), { ...options, ...config });
    await putMasterKeyOnRecord(trail, generationOf(keys.ring));
    return await work(installation);
  } finally {
    await installation.close();
  }
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

/** What recording an event needs of the options and the settings. */
type RecordingOptions = CommandOptions & Pick<Config, "personalMembers">;

function trailOver(database: Database, sealer: Sealer, options: RecordingOptions): Trail {
  const { clock, personalMembers } = options;
  const tools = { sealer, clock, random, sha256: sha256Hex, personalMembers };
  return new Trail({ database, types: DOCUMENT_DEFINITIONS, ...tools });
}

function summaryOf({ sealed, unopened }: Rotated): string {
  const left = `${unopened} could not be opened under any key and were left as they are`;
  const done = `The master key was changed and ${sealed} secrets were sealed anew`;
  return unopened === 0 ? `${done}.` : `${done}; ${left}.`;
}
