import {
  adoptNewLedgerKey,
  keepPublicKey,
  keptKey,
  keptStatements,
  readKey,
  readKeyFile,
  type StatementsFile,
} from "@indelible/data-folder";
import {
  createSigner,
  newSignerKey,
  newVerifierKey,
  openKeyStatement,
  type Signer,
} from "@indelible/ledger";
import { RemoteKey, SignerError } from "@indelible/signer";
import { type Database, keyChanges } from "@indelible/trail";
import { type Config, ConfigError, type KeyPlace } from "./config.ts";
import { sql } from "./sql.ts";

/** A key of the ledger. Its private part may be in another process. */
export interface SigningKey {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Signs under the name of a log. */
  signer(name: string): Signer;
}

/** The keys that a server signs the ledger with. */
export interface LedgerKeys {
  readonly current: SigningKey;
  /** The key before, if it is there: it also signs. */
  readonly former?: SigningKey | undefined;
  /** The statements that replaced keys, outside the database. */
  readonly statements: StatementsFile;
}

type KeySettings = Pick<Config, "ledgerKeyFile" | "ledgerSigner" | "oldLedgerKey">;

/** Where keys are opened. */
export interface KeyOptions {
  readonly folder: string;
  readonly random: (bytes: number) => Uint8Array;
  readonly clock: () => Date;
}

/**
 * Opens the keys of the ledger: of `LEDGER_SIGNER`, `LEDGER_KEY_FILE`, or the data folder. Completes a
 * change of a key in the data folder that was interrupted after it was recorded. Fails with ConfigError
 * if the signer cannot be reached and never was.
 */
export async function openLedgerKeys(
  config: KeySettings,
  database: Database,
  options: KeyOptions,
): Promise<LedgerKeys> {
  const { folder, random } = options;
  const statements = keptStatements(folder);
  if (config.ledgerSigner !== undefined) {
    const current = await remoteKey(config.ledgerSigner, options);
    return { current, former: await formerKey(config.oldLedgerKey, options), statements };
  }
  if (config.ledgerKeyFile !== undefined) {
    const current = await localKey(readKeyFile(config.ledgerKeyFile));
    return { current, former: await formerKey(config.oldLedgerKey, options), statements };
  }
  await completeChange(database, folder, statements);
  const current = await localKey(keptKey(folder, "ledger.key", random));
  const old = config.oldLedgerKey === undefined ? readKey(folder, "ledger.key.old") : undefined;
  const former = old ? await localKey(old) : await formerKey(config.oldLedgerKey, options);
  return { current, former, statements };
}

/** A key whose seed is known. */
export async function localKey(seed: Uint8Array): Promise<SigningKey> {
  const { publicKey } = await newSignerKey("any", "note", seed);
  return {
    publicKey,
    signer: (name) => createSigner({ ...newVerifierKey(name, "note", publicKey), seed }),
  };
}

/** The key at a place. Fails with ConfigError if its signer cannot be reached. */
export async function keyAt(place: KeyPlace, { clock }: KeyOptions): Promise<SigningKey> {
  if (place.kind === "file") return localKey(readKeyFile(place.path));
  const remote = new RemoteKey({ path: place.path, clock });
  return remoteWith(remote, await requestedKey(remote));
}

/** Whether the recorded statements replace the key of the data folder by the one next to it. */
async function completeChange(
  database: Database,
  folder: string,
  kept: StatementsFile,
): Promise<void> {
  const next = readKey(folder, "ledger.key.new");
  if (next === undefined) return;
  const { publicKey } = await localKey(next);
  for (const { note } of await keyChanges(database)) {
    if (!(await names(note, publicKey))) continue;
    await kept.add([note]);
    await adoptNewLedgerKey(folder);
    return;
  }
}

/** A statement that the new key signed cannot be forged without that key. */
async function names(note: string, publicKey: Uint8Array): Promise<boolean> {
  const statement = await openKeyStatement(note).catch(() => undefined);
  return statement !== undefined && Buffer.from(statement.newKey.publicKey).equals(publicKey);
}

async function formerKey(
  place: KeyPlace | undefined,
  options: KeyOptions,
): Promise<SigningKey | undefined> {
  return place === undefined ? undefined : keyAt(place, options);
}

/** A server starts without its signer if it knows the public key from an earlier start. */
async function remoteKey(path: string, { folder, clock }: KeyOptions): Promise<SigningKey> {
  const remote = new RemoteKey({ path, clock });
  const known = readKey(folder, "ledger.public");
  try {
    const publicKey = await requestedKey(remote);
    if (known === undefined || !Buffer.from(known).equals(publicKey)) {
      keepPublicKey(folder, publicKey);
    }
    return remoteWith(remote, publicKey);
  } catch (error) {
    if (known === undefined || !(error instanceof ConfigError)) throw error;
    return remoteWith(remote, known);
  }
}

async function requestedKey(remote: RemoteKey): Promise<Uint8Array> {
  try {
    return await remote.publicKey();
  } catch (cause) {
    if (!(cause instanceof SignerError)) throw cause;
    throw new ConfigError(`The ledger cannot be signed. ${cause.message}`, { cause });
  }
}

function remoteWith(remote: RemoteKey, publicKey: Uint8Array): SigningKey {
  return { publicKey, signer: (name) => remote.signer(name, publicKey) };
}

const FACT = sql.statement("fact");

/** The id of an installation, which its first start stores; `newId` if it was never started. */
export async function installationIdOf(database: Database, newId: string): Promise<string> {
  const [row] = await database.query<{ value: string }>(FACT, ["installation-id", newId]);
  return row?.value ?? newId;
}

/** The name of the first log of an installation. */
export function baseOrigin(configured: string | undefined, installationId: string): string {
  return configured ?? `indelible/${installationId}`;
}
