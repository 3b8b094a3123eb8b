import {
  createSigner,
  createVerifier,
  formatVerifierKey,
  newSignerKey,
  newTiles,
  TILE_WIDTH,
  verifyLog,
} from "@indelible/ledger";
import { afterAll, beforeAll, expect, test } from "vitest";
import { memoryCheckpointStore } from "../../../../test/support/kept-checkpoint.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { ALICE, fakeClock, testTrail } from "../../../../test/support/trail.ts";
import type { Database } from "../database/database.ts";
import { documentType } from "../document/document-type.ts";
import { Sequencer } from "../ledger/sequencer.ts";
import { sha256Hex } from "../sha256.ts";
import { exportTrail } from "./export-trail.ts";

const thing = documentType({ prefix: "Things", label: "Thing" });
const origin = "example.org/log";
const key = await newSignerKey(origin, "note", new Uint8Array(32).fill(1));
const log = { origin, verifiers: [createVerifier(key)] };
const EVENTS = 1_300;

describeStores("exporting a trail", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  async function exported() {
    const [events, personal]: [string[], string[]] = [[], []];
    const files = new Map<string, Uint8Array | string>();
    const head = await exportTrail(
      database,
      { key },
      {
        events: async (texts) => void events.push(...texts),
        personal: async (texts) => void personal.push(...texts),
        file: async (path, bytes) => void files.set(path, bytes),
      },
    );
    return { head, events, personal, files };
  }

  async function record(count: number): Promise<void> {
    const trail = testTrail(database, [thing]);
    const snapshot = await trail.read({ newIds: { Things: count }, events: count });
    const changes = Array.from({ length: count }, () => {
      const id = snapshot.takeId("Things");
      return { kind: "create" as const, type: thing, id, spaceId: null, body: { Name: id } };
    });
    await trail.commit(ALICE, snapshot, changes);
  }

  test("without a checkpoint there is nothing to export", async () => {
    await expect(exported()).rejects.toMatchObject({ code: "input" });
  });

  test("every proved event, the whole log, and the checkpoint last", async () => {
    const signer = createSigner(key);
    const options = {
      database,
      log,
      signer,
      checkpointStore: memoryCheckpointStore(),
      clock: fakeClock().now,
    };
    const sequencer = new Sequencer(options);
    await sequencer.open();
    await record(EVENTS);
    await sequencer.runBatch();
    await record(2);
    const { head, events, files } = await exported();
    expect([head.size, events.length]).toEqual([EVENTS, EVENTS]);
    expect([...files.keys()].at(-1)).toBe("checkpoint");
    const tiles = [...newTiles(0, EVENTS)].length;
    expect(files.size).toBe(tiles + Math.ceil(EVENTS / TILE_WIDTH) + 2);
    expect(files.get("verifier-key")).toBe(`${formatVerifierKey(key)}\n`);
    const reader = { readFile: async (path: string) => files.get(path) as Uint8Array | undefined };
    await verifyLog(reader, head, {
      onEntry: (index, entry) => {
        expect(Buffer.from(entry).toString("hex")).toBe(sha256Hex(events[index] ?? ""));
      },
    });
  });

  test("an incomplete trail is refused", async () => {
    await database.script(
      "set session_replication_role = replica; delete from trail.events where id = 1200; set session_replication_role = origin",
    );
    await expect(exported()).rejects.toMatchObject({
      code: "input",
      message: expect.stringContaining("indelible verify"),
    });
  });
});
