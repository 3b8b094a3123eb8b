import type { Database, Statement } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { TrailError } from "../errors.ts";
import { hasOwnNonce } from "../event/nonce.ts";
import {
  generationOf,
  type KeyRing,
  keyRingOf,
  newKeyRing,
  unwrapKeyRing,
  wrapKeyRing,
} from "./key-ring.ts";
import { keyRingSealer } from "./sealer.ts";

type Random = (bytes: number) => Uint8Array;

const GET = sqlFile("get-key-ring");
const LOCK = sqlFile("lock-key-ring");
const KEEP = sqlFile("keep-key-ring");
const REPLACE = sqlFile("replace-key-ring");
const FIRST_EVENT = sqlFile("first-own-event");

/**
 * Opens the keys of an installation with its master key. Creates them for a new installation, and
 * derives them from the master key for one without a key ring. Fails with `secret` for another
 * master key.
 */
export async function openKeyRing(
  database: Database,
  masterKey: Uint8Array,
  random: Random,
): Promise<KeyRing> {
  const stored = await storedKeyRing(database, GET, masterKey);
  if (stored !== undefined) return stored;
  const ring = (await keysOfOldInstallation(database, masterKey)) ?? newKeyRing(random);
  const wrapped = wrapKeyRing(ring, masterKey, random);
  await database.query(KEEP, [generationOf(ring), wrapped]);
  return (await storedKeyRing(database, GET, masterKey)) ?? ring;
}

/**
 * Opens the keys of an installation without writing. For an installation without a key ring they
 * are derived from the master key. Fails with `secret` for another master key.
 */
export async function readKeyRing(database: Database, masterKey: Uint8Array): Promise<KeyRing> {
  return (await storedKeyRing(database, GET, masterKey)) ?? keyRingOf(masterKey);
}

/** The stored keys, locked until the connection's transaction ends. Errors as above. */
export async function lockKeyRing(
  connection: Database,
  masterKey: Uint8Array,
): Promise<KeyRing | undefined> {
  return storedKeyRing(connection, LOCK, masterKey);
}

/** Replaces the stored keys with others, which are wrapped under another master key. */
export async function replaceKeyRing(
  connection: Database,
  ring: KeyRing,
  wrapped: string,
): Promise<void> {
  await connection.query(REPLACE, [generationOf(ring), wrapped]);
}

async function storedKeyRing(
  database: Database,
  statement: Statement,
  masterKey: Uint8Array,
): Promise<KeyRing | undefined> {
  const [row] = await database.query<{ wrapped: string; generation: number }>(statement, []);
  if (row === undefined) return undefined;
  const ring = unwrapKeyRing(row.wrapped, masterKey);
  if (ring === undefined) throw wrongMasterKey();
  if (generationOf(ring) === row.generation) return ring;
  throw new TrailError(
    "secret",
    `The key ring has ${generationOf(ring)} keys, but its row says ${row.generation}: restore the row of trail.key_ring from a backup.`,
  );
}

/**
 * Undefined if no event was recorded. Otherwise the nonce of an event shows whether the key is
 * right.
 */
async function keysOfOldInstallation(
  database: Database,
  masterKey: Uint8Array,
): Promise<KeyRing | undefined> {
  const [first] = await database.query<{ body: string }>(FIRST_EVENT, []);
  if (first === undefined) return undefined;
  const ring = keyRingOf(masterKey);
  const { nonce } = keyRingSealer(ring, unused);
  if (!hasOwnNonce(first.body, nonce)) throw wrongMasterKey();
  return ring;
}

function unused(bytes: number): Uint8Array {
  throw new TrailError("definition", `A nonce takes no random bytes, but ${bytes} were requested.`);
}

function wrongMasterKey(): TrailError {
  return new TrailError(
    "secret",
    "The master key is not that of this installation: set MASTER_KEY, or master.key in DATA_DIR, to the one that was used last.",
  );
}
