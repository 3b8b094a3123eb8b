import { randomBytes, randomUUID } from "node:crypto";
import { adoptNewMasterKey, keepNewMasterKey } from "@indelible/data-folder";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { SEALED_SNAPSHOTS, SEALED_TASKS } from "@indelible/engine";
import { keyRingSealer, type Rotated, rotateMasterKey } from "@indelible/trail";
import {
  type CommandOptions,
  type RecordingOptions,
  trailOver,
  withInstallation,
} from "./command-tools.ts";
import { type Config, ConfigError } from "./config.ts";
import type { Installation } from "./installation.ts";
import { recordRotation, recordShowing } from "./master-key-document.ts";
import { nameOf, operatorAct } from "./operator.ts";

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

function summaryOf({ sealed, unopened }: Rotated): string {
  const left = `${unopened} could not be decrypted with any key and were left unchanged`;
  const done = `The master key was changed and ${sealed} secrets were re-encrypted`;
  return unopened === 0 ? `${done}.` : `${done}; ${left}.`;
}
