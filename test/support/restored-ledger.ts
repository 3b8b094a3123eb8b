import {
  createSigner,
  createVerifier,
  formatVerifierKey,
  newSignerKey,
  type SignerKey,
} from "@indelible/ledger";
import {
  type CheckpointStore,
  type ClosedLog,
  type Database,
  documentType,
  type Finding,
  type JsonObject,
  Sequencer,
  startNewLog,
  verifyTrail,
} from "@indelible/trail";
import { type MemoryCheckpointStore, memoryCheckpointStore } from "./kept-checkpoint.ts";
import { nonceOf } from "./tampering.ts";
import { ALICE, fakeClock, testTrail } from "./trail.ts";

const seed = new Uint8Array(32).fill(3);

/** The key of the first log. */
export const FIRST = await newSignerKey("a/b", "note", seed);
/** The key of the second log. */
export const SECOND = await newSignerKey("a/b/log-2", "note", seed);

const THIRD = await newSignerKey("a/b/log-3", "note", seed);
const thing = documentType({ prefix: "Things", label: "Thing" });
const clock = fakeClock().now;

/** A ledger that can lose its newest entry, like one whose database is restored from a backup. */
export interface RestoredLedger {
  /** What its server keeps. */
  readonly kept: MemoryCheckpointStore;
  record(name: string): Promise<void>;
  sequencerOf(key: SignerKey): Sequencer;
  /** Removes the third entry with its event, and the checkpoints that cover it. */
  loseNewest(): Promise<void>;
  /** Closes the first log and starts the second. */
  startNew(checkpointStore?: CheckpointStore): Promise<ClosedLog>;
  /** Closes the second log and starts a third. */
  startNext(): Promise<ClosedLog>;
  /** What a verification of the second log finds, by default without a saved checkpoint. */
  findings(saved?: string): Promise<readonly Finding[]>;
}

/** A ledger with three entries over an empty database. */
export async function restoredLedger(database: Database): Promise<RestoredLedger> {
  const kept = memoryCheckpointStore();
  const sequencerOf = (key: SignerKey) =>
    new Sequencer({
      database,
      log: identityOf(key),
      signer: createSigner(key),
      checkpointStore: kept,
      nonceOf,
      clock,
    });
  const startAfter = (closed: SignerKey, next: SignerKey, checkpointStore: CheckpointStore) =>
    startNewLog({
      database,
      verifierKey: formatVerifierKey(closed),
      signer: createSigner(next),
      checkpointStore,
      nonceOf,
      clock,
      isKeyLost: false,
      record: (connection, Statement) => create(connection, { Name: "closed", Statement }),
    });
  await sequencerOf(FIRST).open();
  for (const name of ["one", "two", "three"]) {
    await create(database, { Name: name });
    await sequencerOf(FIRST).drain();
  }
  return {
    kept,
    sequencerOf,
    record: (Name) => create(database, { Name }),
    loseNewest: () => database.script(LOSE_NEWEST),
    startNew: (checkpointStore = kept) => startAfter(FIRST, SECOND, checkpointStore),
    startNext: () => startAfter(SECOND, THIRD, kept),
    findings: async (saved) => {
      const options = { log: identityOf(SECOND), nonceOf, kept: saved };
      return (await verifyTrail(database, options)).findings;
    },
  };
}

const LOSE_NEWEST = `set session_replication_role = replica;
  delete from trail.events where id = 3; delete from trail.event_terms where event_id = 3;
  delete from trail.documents where id = 'Things-3';
  delete from trail.ledger_entries where index = 2;
  delete from trail.ledger_checkpoints where size > 2;
  set session_replication_role = origin`;

function identityOf(key: SignerKey) {
  return { origin: key.name, verifiers: [createVerifier(key)] };
}

async function create(connection: Database, body: JsonObject): Promise<void> {
  const trail = testTrail(connection, [thing]);
  const snapshot = await trail.read({ newIds: { Things: 1 }, events: 1 });
  const id = snapshot.takeId("Things");
  await trail.commit(ALICE, snapshot, [{ kind: "create", type: thing, id, spaceId: null, body }]);
}
