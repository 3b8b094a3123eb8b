import {
  createSigner,
  createVerifier,
  emptyRoot,
  formatCheckpoint,
  type LogIdentity,
  newSignerKey,
  signNote,
} from "@indelible/ledger";
import {
  documentType,
  type Finding,
  masterKeySealer,
  migrate,
  openPostgres,
  registerDocumentTypes,
  Sequencer,
  sha256Hex,
  trailMigrations,
  type Verification,
  type VerifyOptions,
  verifyTrail,
} from "@indelible/trail";
import pg from "pg";
import { memoryCheckpointStore } from "./kept-checkpoint.ts";
import { createDatabase, type TestDatabase } from "./postgres.ts";
import { ALICE, fakeClock, testTrail } from "./trail.ts";

/** The origin of the log that is tampered with. */
export const ORIGIN = "example.org/tamper";

/** The seed of the log's key. */
export const KEY_SEED = Buffer.alloc(32, 3);

/** The log's key. */
export const KEY = await newSignerKey(ORIGIN, "note", KEY_SEED);
const thing = documentType({ prefix: "Things", label: "Thing" });

/** The log with the key of its server. */
export const LOG: LogIdentity = { origin: ORIGIN, verifiers: [createVerifier(KEY)] };

/** The keys of the server, as known to a verifier with the master key. */
export const secrets = masterKeySealer(
  new Uint8Array(32).fill(7),
  (bytes) => new Uint8Array(bytes),
);

/** The nonces of the server's events. */
export const { nonce: nonceOf } = secrets;

/** A sequencer of the log over a database, by default with the log's key. */
export async function sequencerOf(database: ReturnType<typeof openPostgres>, seed = 3) {
  const signerKey = await newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(seed));
  const signer = createSigner(signerKey);
  const log = { origin: ORIGIN, verifiers: [createVerifier(signerKey)] };
  const checkpointStore = memoryCheckpointStore();
  return new Sequencer({ database, log, signer, checkpointStore, clock: fakeClock().now });
}

/** The checkpoint of the empty log, signed with the key of a seed: a forger starts again with it. */
export async function emptyCheckpoint(seed: number): Promise<string> {
  const signerKey = await newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(seed));
  const text = formatCheckpoint({ origin: ORIGIN, size: 0, root: emptyRoot(), extensions: [] });
  return signNote(text, [createSigner(signerKey)]);
}

/** Records events in one commit; each creates a document. */
export async function recordEvents(url: string, count: number): Promise<void> {
  await withDatabase(url, async (database) => {
    const trail = testTrail(database, [thing]);
    const snapshot = await trail.read({ newIds: { Things: count }, events: count });
    const changes = Array.from({ length: count }, (_, i) => ({
      kind: "create" as const,
      type: thing,
      id: snapshot.takeId("Things"),
      spaceId: null,
      body: { Name: `thing ${i}` },
    }));
    await trail.commit(ALICE, snapshot, changes);
  });
}

/** Adds the waiting events to the ledger and signs a checkpoint. */
export async function sequence(url: string, seed?: number): Promise<void> {
  await withDatabase(url, async (database) => {
    await (await sequencerOf(database, seed)).runBatch();
  });
}

/** Adds all waiting events to the ledger. */
export async function drain(url: string): Promise<void> {
  await withDatabase(url, async (database) => {
    const sequencer = await sequencerOf(database);
    await sequencer.drain();
    if (sequencer.alarms.length > 0) throw new TypeError(JSON.stringify(sequencer.alarms));
  });
}

/**
 * A database with events in batches of the given sizes, each under its own checkpoint, and some
 * more that are not in the ledger yet. Event n has index n - 1.
 */
export async function recordedDatabase(
  serverUrl: string,
  batches: readonly number[],
  waiting: number,
): Promise<TestDatabase> {
  const created = await createDatabase(serverUrl);
  await withDatabase(created.url, async (database) => {
    await migrate(database, "trail", trailMigrations(), sha256Hex);
    await registerDocumentTypes(database, [thing]);
  });
  await sequence(created.url);
  for (const count of batches) {
    await recordEvents(created.url, count);
    await sequence(created.url);
  }
  if (waiting > 0) await recordEvents(created.url, waiting);
  return created;
}

/** Runs SQL as superuser, with every trigger disabled. */
export function tamper(url: string, sql: string): Promise<void> {
  return execute(url, ["set session_replication_role = replica", sql]);
}

/**
 * The findings after such SQL, in a transaction that is rolled back: the database is not changed.
 */
export function findingsAfter(url: string, sql: string): Promise<readonly Finding[]> {
  return withDatabase(url, (database) =>
    database.transaction(async (connection) => {
      await connection.script("set transaction isolation level repeatable read");
      await connection.script("set local session_replication_role = replica");
      await connection.script(sql);
      const { findings } = await verifyTrail(connection, { log: LOG, nonceOf, secrets });
      await connection.script("rollback");
      return findings;
    }),
  );
}

/** Runs SQL as superuser, with the database's triggers enabled. */
export function directSql(url: string, sql: string): Promise<void> {
  return execute(url, [sql]);
}

async function execute(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Verifies a database, by default with the server's key and master key. */
export function verifyUrl(
  url: string,
  options: Partial<VerifyOptions> = {},
): Promise<Verification> {
  const given = { log: LOG, nonceOf, secrets, ...options };
  return withDatabase(url, (database) => verifyTrail(database, given));
}

/** The newest checkpoint, to be saved for later. */
export async function newestCheckpoint(url: string): Promise<string> {
  return withDatabase(url, async (database) => {
    const text = "select note from trail.ledger_checkpoints order by size desc limit 1";
    const [row] = await database.query<{ note: string }>({ name: "", text }, []);
    return row?.note ?? "";
  });
}

async function withDatabase<T>(
  url: string,
  work: (database: ReturnType<typeof openPostgres>) => Promise<T>,
): Promise<T> {
  const database = openPostgres({ url, connectionsMax: 2 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
