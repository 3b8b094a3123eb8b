import { createHash } from "node:crypto";
import {
  checkInclusion,
  createSigner,
  createVerifier,
  hashLeaf,
  newSignerKey,
  openCheckpoint,
  parseTlogProof,
  verifyLog,
} from "@indelible/ledger";
import { afterAll, beforeAll, expect, test } from "vitest";
import { memoryCheckpointStore } from "../../../../test/support/kept-checkpoint.ts";
import { describeStores, openServer } from "../../../../test/support/stores.ts";
import { ALICE, fakeClock, testTrail } from "../../../../test/support/trail.ts";
import type { Database } from "../database/database.ts";
import { openPostgres } from "../database/postgres.ts";
import { documentType } from "../document/document-type.ts";
import type { Trail } from "../trail.ts";
import { databaseLogReader } from "./database-log-reader.ts";
import { Ledger } from "./ledger.ts";
import { Sequencer } from "./sequencer.ts";

const thing = documentType({ prefix: "Things", label: "Thing" });
const other = documentType({ prefix: "Others", label: "Other" });
const origin = "example.org/log";
const key = await newSignerKey(origin, "note", new Uint8Array(32).fill(1));
const log = { origin, verifiers: [createVerifier(key)] };
const nodeSha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

function sequencerOver(database: Database): Sequencer {
  const signer = createSigner(key);
  return new Sequencer({
    database,
    log,
    signer,
    checkpointStore: memoryCheckpointStore(),
    clock: fakeClock().now,
  });
}

async function create(trail: Trail, count: number, type = thing): Promise<void> {
  const snapshot = await trail.read({ newIds: { [type.prefix]: count }, events: count });
  const changes = Array.from({ length: count }, (_, i) => ({
    kind: "create" as const,
    type,
    id: snapshot.takeId(type.prefix),
    spaceId: null,
    body: { Name: `thing ${i}` },
  }));
  await trail.commit(ALICE, snapshot, changes);
}

/** Checks every checkpoint ever signed against the files, and returns the entries of the newest. */
async function verifyEverything(database: Database): Promise<Uint8Array[]> {
  const { checkpoints } = await new Ledger(database, log).checkpoints(0, 1_000);
  let entries: Uint8Array[] = [];
  for (const { note } of checkpoints.toReversed()) {
    const { checkpoint } = await openCheckpoint(note, log);
    entries = [];
    await verifyLog(databaseLogReader(database), checkpoint, {
      sha256: nodeSha256,
      onEntry: (_, entry) => void entries.push(entry),
    });
  }
  return entries;
}

describeStores("sequencer", (open) => {
  let database: Database;
  let trail: Trail;
  let sequencer: Sequencer;

  beforeAll(async () => {
    database = await open();
    trail = testTrail(database, [thing]);
    sequencer = sequencerOver(database);
  });
  afterAll(() => database.close());

  test("an empty ledger signs an empty checkpoint, once", async () => {
    expect(await sequencer.runBatch()).toMatchObject({ kind: "appended", count: 0, size: 0 });
    expect(await sequencer.runBatch()).toEqual({ kind: "idle" });
  });

  test("events find their places in batches of every size, across tiles", async () => {
    let size = 0;
    for (const count of [1, 2, 252, 1, 1, 300]) {
      await create(trail, count);
      size += count;
      expect(await sequencer.runBatch()).toMatchObject({ kind: "appended", count, size });
    }
    expect(await verifyEverything(database)).toHaveLength(size);
    expect(await new Ledger(database, log).lag()).toEqual({ waiting: 0, since: null });
  });

  test("another sequencer carries on where this one stopped", async () => {
    await create(trail, 5);
    const other = sequencerOver(database);
    expect(await other.runBatch()).toMatchObject({ count: 5 });
    await create(trail, 3);
    expect(await sequencer.runBatch()).toMatchObject({ count: 3 });
    await verifyEverything(database);
  });

  test("a proof binds an event's canonical bytes to a signed checkpoint", async () => {
    const ledger = new Ledger(database, log);
    const everything = [{ SpaceId: null, Restrictions: {} }];
    for (const number of [1, 100, 256, 257, 565]) {
      const text = (await trail.eventText(number, everything)) ?? "";
      const proof = parseTlogProof((await ledger.proof(number)) ?? "");
      const { checkpoint } = await openCheckpoint(proof.checkpoint, log);
      const digest = nodeSha256(new TextEncoder().encode(text));
      const leafHash = hashLeaf(digest);
      const claim = { index: proof.index, leafHash, proof: proof.hashes, tree: checkpoint };
      expect(() => checkInclusion(claim)).not.toThrow();
      const forged = hashLeaf(nodeSha256(new TextEncoder().encode(text.replace("alice", "mallo"))));
      expect(() => checkInclusion({ ...claim, leafHash: forged })).toThrow();
    }
    expect(await ledger.proof(99_999)).toBeUndefined();
  });

  test("the ledger's tables refuse change", async () => {
    for (const table of ["ledger_entries", "ledger_tiles", "ledger_checkpoints"]) {
      await expect(database.script(`delete from trail.${table}`)).rejects.toMatchObject({
        code: "TR405",
      });
      await expect(database.script(`truncate trail.${table}`)).rejects.toMatchObject({
        code: "TR405",
      });
    }
  });
});

test("an event whose transaction ends late finds its place, and no event is passed over", async () => {
  const { database, url } = await openServer();
  const slow = openPostgres({ url, connectionsMax: 1 });
  try {
    const trail = testTrail(database, [thing]);
    const sequencer = sequencerOver(database);
    await sequencer.open();
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun = () => {};
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const late = slow.transaction(async (connection) => {
      await create(testTrail(connection, [other]), 1, other);
      begun();
      await finished;
    });
    await started;
    await create(trail, 4);
    expect(await sequencer.runBatch()).toMatchObject({ count: 4 });
    finish();
    await late;
    expect(await sequencer.runBatch()).toMatchObject({ count: 1, size: 5 });
    expect(await verifyEverything(database)).toHaveLength(5);
  } finally {
    await slow.close();
    await database.close();
  }
});
