import { randomBytes, randomUUID } from "node:crypto";
import { keptCheckpoint } from "@indelible/data-folder";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { createSigner, formatVerifierKey, newSignerKey, parseVerifierKey } from "@indelible/ledger";
import {
  type ClosedLog,
  currentLog,
  keyRingSealer,
  newestCheckpointNotes,
  originOfLog,
  parseLogOrigin,
  sha256Hex,
  sqlState,
  startNewLog,
  Trail,
  TrailError,
} from "@indelible/trail";
import type { CommandOptions } from "./command-tools.ts";
import { type Config, ConfigError } from "./config.ts";
import { type Installation, openInstallation } from "./installation.ts";
import { recordClosedLog } from "./ledger-document.ts";
import { baseOrigin, installationIdOf, ledgerSeedOf } from "./ledger-keys.ts";
import { operatorAct } from "./operator.ts";

const NOTES_READ = 20;
const NOT_OWNER = "42501";

const random = (bytes: number) => randomBytes(bytes);

/**
 * `ledger-accept-restore`: after a backup was restored that lacks signed entries, closes the log at
 * the checkpoint that this data folder keeps, and starts the next one. Returns a message about the
 * result. Fails with TrailError `input` if no entries are missing, and with ConfigError if the data
 * folder keeps no checkpoint.
 */
export function acceptRestoreCommand(config: Config, options: CommandOptions): Promise<string> {
  return withInstallation(config, options, async (installation) => {
    const { folder, database } = installation;
    const kept = keptCheckpoint(folder).load();
    if (kept === undefined) {
      throw new ConfigError(
        `${folder} has no ledger.checkpoint, so nothing shows that entries are missing. Run the command with the data folder of a server that signed the ledger.`,
      );
    }
    const seed = ledgerSeedOf(config, folder, random);
    const base = await baseOf(config, installation);
    const notes = [kept, ...(await newestCheckpointNotes(database, NOTES_READ))];
    const { key } = await currentLog(base, seed, notes);
    return replace(installation, options, {
      verifierKey: formatVerifierKey(key),
      seed,
      isKeyLost: false,
    });
  });
}

/**
 * `ledger-new-log --key-lost <verifier key>`: closes the log of that key, and starts the next one with
 * the key of `LEDGER_KEY_FILE` or the data folder, which is generated if it is missing. Fails with
 * TrailError `input` if it is the same key, or if there is no checkpoint of the log to close.
 */
export function newLogCommand(
  config: Config,
  options: CommandOptions,
  verifierKey: string,
): Promise<string> {
  const { name } = parseVerifierKey(verifierKey);
  return withInstallation(config, options, async (installation) => {
    const seed = ledgerSeedOf(config, installation.folder, random);
    const same = await newSignerKey(name, "note", seed);
    if (formatVerifierKey(same) === verifierKey) {
      throw new TrailError("input", "The key is not lost: the server has it.");
    }
    const base = await baseOf(config, installation);
    if (parseLogOrigin(name).base !== base) {
      throw new TrailError("input", `${name} is not a log of this installation (${base}).`);
    }
    return replace(installation, options, { verifierKey, seed, isKeyLost: true });
  });
}

interface Replacement {
  readonly verifierKey: string;
  readonly seed: Uint8Array;
  readonly isKeyLost: boolean;
}

async function replace(
  { database, keys, folder }: Installation,
  { clock, operator }: CommandOptions,
  { verifierKey, seed, isKeyLost }: Replacement,
): Promise<string> {
  const sealer = keyRingSealer(keys.ring, random);
  const { base, number } = parseLogOrigin(parseVerifierKey(verifierKey).name);
  const key = await newSignerKey(originOfLog(base, number + 1), "note", seed);
  const act = operatorAct(operator, randomUUID());
  const types = DOCUMENT_DEFINITIONS;
  const closed = await startNewLog({
    database,
    verifierKey,
    signer: createSigner(key),
    checkpointStore: keptCheckpoint(folder),
    nonceOf: sealer.nonce,
    clock,
    isKeyLost,
    record: (connection, statement) =>
      recordClosedLog(
        new Trail({ database: connection, types, sealer, clock, random, sha256: sha256Hex }),
        act,
        statement,
      ),
  });
  return summaryOf(closed, formatVerifierKey(key));
}

function summaryOf({ origin, size, missing }: ClosedLog, verifierKey: string): string {
  return `The log ${origin} is closed at ${size} entries, of which ${missing} are missing. The verifier key of the new log: ${verifierKey}\nGive it to everyone who verifies the ledger and to its witnesses, then start the servers.`;
}

async function baseOf(config: Config, { database }: Installation): Promise<string> {
  return baseOrigin(config.ledgerOrigin, await installationIdOf(database, randomUUID()));
}

async function withInstallation(
  config: Config,
  options: CommandOptions,
  work: (installation: Installation) => Promise<string>,
): Promise<string> {
  const installation = await openInstallation(config, options);
  try {
    return await work(installation);
  } catch (error) {
    if (sqlState(error) !== NOT_OWNER) throw error;
    throw new ConfigError("Only the owner of the trail's tables can close a log.", {
      cause: error,
    });
  } finally {
    await installation.close();
  }
}
