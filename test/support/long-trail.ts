import { createSigner, createVerifier, newSignerKey } from "@indelible/ledger";
import {
  type Database,
  type DocumentType,
  documentType,
  masterKeySealer,
  Sequencer,
  type Trail,
} from "@indelible/trail";
import { memoryCheckpointStore } from "./kept-checkpoint.ts";
import { ALICE, fakeClock, testTrail } from "./trail.ts";

const origin = "example.org/log";
const key = await newSignerKey(origin, "note", new Uint8Array(32).fill(1));

/** The log of `recordLongTrail`. */
export const LONG_LOG = { origin, verifiers: [createVerifier(key)] };

/** The keys of its installation, as of every test trail. */
export const LONG_SEALER = masterKeySealer(new Uint8Array(32).fill(7), (bytes) =>
  new Uint8Array(bytes).fill(3),
);

const THINGS = 50;
const thing: DocumentType = documentType({ prefix: "Things", label: "Thing" });

/**
 * Records events of 50 documents, `Things-1` to `Things-50`: each is created and then changed again and
 * again, `rounds` times. All are in the ledger, with a checkpoint of 300 entries (six rounds) and one of all.
 */
export async function recordLongTrail(database: Database, rounds: number): Promise<Trail> {
  const checkpointStore = memoryCheckpointStore();
  const clock = fakeClock().now;
  const signer = createSigner(key);
  const sequencer = new Sequencer({ database, log: LONG_LOG, signer, checkpointStore, clock });
  await sequencer.open();
  const trail = testTrail(database, [thing]);
  await create(trail);
  for (let round = 1; round < rounds; round++) {
    if (round === 6) await sequencer.runBatch();
    await change(trail, round);
  }
  await sequencer.drain();
  return trail;
}

async function create(trail: Trail): Promise<void> {
  const snapshot = await trail.read({ newIds: { Things: THINGS }, events: THINGS });
  const changes = Array.from({ length: THINGS }, () => {
    const id = snapshot.takeId("Things");
    return {
      kind: "create" as const,
      type: thing,
      id,
      spaceId: null,
      body: { Name: id, Round: 0 },
    };
  });
  await trail.commit(ALICE, snapshot, changes);
}

/** The seventh document gets a long text in the second round, longer than what is read together. */
async function change(trail: Trail, round: number): Promise<void> {
  const ids = Array.from({ length: THINGS }, (_, place) => `Things-${place + 1}`);
  const snapshot = await trail.read({ ids, events: THINGS });
  const changes = ids.map((id, place) => {
    const before = snapshot.document(id);
    const text = round === 1 && place === 6 ? { Text: "x".repeat(70_000) } : {};
    const body = { Name: id, Round: round, ...text };
    return { kind: "modify" as const, type: thing, before, body };
  });
  await trail.commit(ALICE, snapshot, changes);
}

/** Deletes the first of the documents; the event waits for its place in the ledger. */
export async function deleteFirst(trail: Trail): Promise<void> {
  const snapshot = await trail.read({ ids: ["Things-1"], events: 1 });
  const before = snapshot.document("Things-1");
  await trail.commit(ALICE, snapshot, [{ kind: "delete", type: thing, before }]);
}
