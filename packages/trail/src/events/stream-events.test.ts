import { createSigner, createVerifier, newSignerKey } from "@indelible/ledger";
import { afterAll, beforeAll, expect, test } from "vitest";
import { memoryCheckpointStore } from "../../../../test/support/kept-checkpoint.ts";
import {
  type MeasuredDatabase,
  measuredDatabase,
} from "../../../../test/support/measured-database.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { ALICE, fakeClock, testTrail } from "../../../../test/support/trail.ts";
import { creation } from "../commit/change.ts";
import { documentType } from "../document/document-type.ts";
import { TERM } from "../event/event.ts";
import { Sequencer } from "../ledger/sequencer.ts";
import type { Trail } from "../trail.ts";
import { PORTION_EVENTS } from "./event-portions.ts";
import type { EventQuery } from "./query-events.ts";

const things = documentType({ prefix: "Things", label: "Thing" });
const VISIBLE = { visibility: [{ SpaceId: null, Restrictions: {} }] };
const CREATED = { ...VISIBLE, terms: [[TERM.category("Created")]] };

describeStores("a stream of events", (open) => {
  const clock = fakeClock();
  let database: MeasuredDatabase;
  let trail: Trail;
  let sequencer: Sequencer;

  beforeAll(async () => {
    database = measuredDatabase(await open());
    trail = testTrail(database, [things], clock.now);
    const key = await newSignerKey("example.org/log", "note", new Uint8Array(32).fill(1));
    sequencer = new Sequencer({
      database,
      log: { origin: "example.org/log", verifiers: [createVerifier(key)] },
      signer: createSigner(key),
      checkpointStore: memoryCheckpointStore(),
      clock: clock.now,
    });
    await sequencer.open();
    await create(PORTION_EVENTS + 200);
    await sequencer.drain();
    await create(PORTION_EVENTS + 300);
  });
  afterAll(() => database.close());

  async function create(count: number): Promise<void> {
    const snapshot = await trail.read({ newIds: { Things: count }, events: count });
    const changes = Array.from({ length: count }, () =>
      creation(things, { id: snapshot.takeId("Things"), spaceId: null, body: {} }),
    );
    await trail.commit(ALICE, snapshot, changes);
  }

  /** The ids of a stream, while `write` runs after each portion. */
  async function streamed(query: EventQuery, write: () => Promise<void>): Promise<string[]> {
    const ids: string[] = [];
    for await (const events of trail.streamEvents(query, true)) {
      ids.push(...events.map(({ Id }) => Id));
      await write();
    }
    return ids;
  }

  async function listed(query: EventQuery): Promise<string[]> {
    return (await trail.events(query, 0, 100_000)).map(({ Id }) => Id);
  }

  test.each([
    ["all events", VISIBLE],
    ["the events with a term", CREATED],
  ])("has %s of its start, once, while others write", async (_, query) => {
    const expected = await listed(query);
    expect(expected.length).toBeGreaterThan(2 * PORTION_EVENTS);
    // New events are older than some of the stream, as if a clock was set back.
    const write = async () => {
      clock.advance(-1_000);
      await create(2);
      await sequencer.runBatch();
    };
    expect(await streamed(query, write)).toEqual(expected);
    expect((await listed(query)).length).toBeGreaterThan(expected.length);
  });

  test("reads portions with a limited number of events", async () => {
    const lengths: number[] = [];
    for await (const { length } of trail.streamEvents(VISIBLE, true)) lengths.push(length);
    expect(lengths.length).toBeGreaterThan(2);
    expect(Math.max(...lengths)).toBe(PORTION_EVENTS);
  });
});
