import { randomBytes, randomUUID } from "node:crypto";
import { keptCheckpoint } from "@indelible/data-folder";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { formatVerifierKey, newVerifierKey, parseVerifierKey } from "@indelible/ledger";
import {
  type ClosedLog,
  keyRingSealer,
  originOfLog,
  parseLogOrigin,
  sha256Hex,
  startNewLog,
  Trail,
  TrailError,
} from "@indelible/trail";
import type { CommandOptions } from "./command-tools.ts";
import { type Config, ConfigError } from "./config.ts";
import type { Installation } from "./installation.ts";
import { recordClosedLog } from "./ledger-document.ts";
import { openLedgerKeys, type SigningKey } from "./ledger-keys.ts";
import { openLog } from "./open-log.ts";
import { operatorAct } from "./operator.ts";
import { baseOf, withOwnInstallation } from "./own-installation.ts";

const random = (bytes: number) => randomBytes(bytes);

/**
 * `ledger-accept-restore`: after a backup was restored that lacks signed entries, closes the log at
 * the checkpoint that this data folder keeps, and starts the next one. Returns a message about the
 * result. Fails with TrailError `input` if no entries are missing, and with ConfigError if the data
 * folder keeps no checkpoint.
 */
export function acceptRestoreCommand(config: Config, options: CommandOptions): Promise<string> {
  return withOwnInstallation(config, options, async (installation) => {
    const { folder, database } = installation;
    const kept = keptCheckpoint(folder).load();
    if (kept === undefined) {
      throw new ConfigError(
        `${folder} has no ledger.checkpoint, so nothing shows that entries are missing. Run the command with the data folder of a server that signed the ledger.`,
      );
    }
    const keys = await openLedgerKeys(config, database, { folder, random, clock: options.clock });
    const base = await baseOf(config, installation);
    const checkpointStore = keptCheckpoint(folder);
    const { key, statements } = await openLog({ database, keys, checkpointStore, base });
    return replace(
      installation,
      { ...options, ...config },
      { verifierKey: formatVerifierKey(key), newKey: keys.current, statements, isKeyLost: false },
    );
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
  return withOwnInstallation(config, options, async (installation) => {
    const { database, folder } = installation;
    const keys = await openLedgerKeys(config, database, { folder, random, clock: options.clock });
    const same = newVerifierKey(name, "note", keys.current.publicKey);
    if (formatVerifierKey(same) === verifierKey) {
      throw new TrailError("input", "The key is not lost: the server has it.");
    }
    const base = await baseOf(config, installation);
    if (parseLogOrigin(name).base !== base) {
      throw new TrailError("input", `${name} is not a log of this installation (${base}).`);
    }
    const statements = keys.statements.load();
    const newKey = keys.current;
    return replace(
      installation,
      { ...options, ...config },
      { verifierKey, newKey, statements, isKeyLost: true },
    );
  });
}

interface Replacement {
  readonly verifierKey: string;
  readonly newKey: SigningKey;
  readonly statements: readonly string[];
  readonly isKeyLost: boolean;
}

async function replace(
  { database, keys, folder }: Installation,
  { clock, operator, personalMembers }: CommandOptions & Pick<Config, "personalMembers">,
  { verifierKey, newKey, statements, isKeyLost }: Replacement,
): Promise<string> {
  const sealer = keyRingSealer(keys.ring, random);
  const { base, number } = parseLogOrigin(parseVerifierKey(verifierKey).name);
  const origin = originOfLog(base, number + 1);
  const key = newVerifierKey(origin, "note", newKey.publicKey);
  const act = operatorAct(operator, randomUUID());
  const types = DOCUMENT_DEFINITIONS;
  const closed = await startNewLog({
    database,
    verifierKey,
    statements,
    signer: newKey.signer(origin),
    checkpointStore: keptCheckpoint(folder),
    nonceOf: sealer.nonce,
    clock,
    isKeyLost,
    record: (connection, statement) =>
      recordClosedLog(
        new Trail({
          database: connection,
          types,
          sealer,
          clock,
          random,
          sha256: sha256Hex,
          personalMembers,
        }),
        act,
        statement,
      ),
  });
  return summaryOf(closed, formatVerifierKey(key));
}

function summaryOf({ origin, size, missing }: ClosedLog, verifierKey: string): string {
  return `The log ${origin} is closed at ${size} entries, of which ${missing} are missing. The verifier key of the new log: ${verifierKey}\nGive it to everyone who verifies the ledger and to its witnesses, then start the servers.`;
}
