import {
  createSigner,
  keyChain,
  logOfKeys,
  newSignerKey,
  openCheckpoint,
  parseNote,
  type SignerKey,
} from "@indelible/ledger";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Fault, faultyDatabase, OUTCOMES } from "../../../../test/support/faulty-database.ts";
import {
  type MemoryCheckpointStore,
  memoryCheckpointStore,
} from "../../../../test/support/kept-checkpoint.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { nonceOf } from "../../../../test/support/tampering.ts";
import { ALICE, fakeClock, testTrail } from "../../../../test/support/trail.ts";
import { keyChanges } from "../checkpoints/key-changes.ts";
import type { Database } from "../database/database.ts";
import { documentType } from "../document/document-type.ts";
import { verifyTrail } from "../verify/verify-trail.ts";
import { changeLedgerKey } from "./change-ledger-key.ts";
import { Ledger } from "./ledger.ts";
import { Sequencer } from "./sequencer.ts";

const ORIGIN = "example.org/log";
const thing = documentType({ prefix: "Things", label: "Thing" });
const [OLD, NEW, THIRD] = await Promise.all(
  [1, 2, 3].map((byte) => newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(byte))),
);
if (!OLD || !NEW || !THIRD) throw new TypeError("There are three keys.");
const clock = fakeClock().now;
/** Statements of a change of the key at most; a fault beyond the last of them is none. */
const STATEMENTS = 40;

const pair = (key: SignerKey) => ({ key, signer: createSigner(key) });

async function create(connection: Database, Name: string): Promise<number> {
  const trail = testTrail(connection, [thing]);
  const snapshot = await trail.read({ newIds: { Things: 1 }, events: 1 });
  const id = snapshot.takeId("Things");
  const change = { kind: "create" as const, type: thing, id, spaceId: null, body: { Name } };
  const { events } = await trail.commit(ALICE, snapshot, [change]);
  return Number(events[0]?.Id.slice("Events-".length));
}

async function statementsOf(database: Database): Promise<string[]> {
  return (await keyChanges(database)).map(({ note }) => note);
}

async function sequencerOf(
  database: Database,
  checkpointStore: MemoryCheckpointStore,
  key: SignerKey,
  former?: SignerKey,
): Promise<Sequencer> {
  return new Sequencer({
    database,
    log: await logOfKeys([key], await statementsOf(database)),
    signer: createSigner(key),
    formerSigner: former && createSigner(former),
    checkpointStore,
    nonceOf,
    clock,
  });
}

async function change(
  database: Database,
  checkpointStore: MemoryCheckpointStore,
  [from, to]: readonly [SignerKey, SignerKey],
): Promise<string> {
  return changeLedgerKey({
    database,
    log: await logOfKeys([from], await statementsOf(database)),
    oldKey: pair(from),
    newKey: pair(to),
    checkpointStore,
    nonceOf,
    clock,
    record: create,
  });
}

/** What a reader finds who knows a key, and follows the stored statements or none. */
async function findingsOf(database: Database, known: SignerKey, statements?: readonly string[]) {
  const log = await logOfKeys([known], statements ?? (await statementsOf(database)));
  return (await verifyTrail(database, { log, nonceOf })).findings;
}

describeStores("a ledger whose key is replaced", (open) => {
  let database: Database;
  let kept: MemoryCheckpointStore;

  beforeEach(async () => {
    database = await open();
    kept = memoryCheckpointStore();
    await (await sequencerOf(database, kept, OLD)).open();
    await create(database, "One");
    await create(database, "Two");
  });
  afterEach(() => database.close());

  test("continues under its name, with both signatures and then with the new one", async () => {
    await change(database, kept, [OLD, NEW]);
    const both = await sequencerOf(database, kept, NEW, OLD);
    await both.open();
    await both.drain();
    const ids = () => parseNote(kept.load() ?? "").signatures.map(({ keyId }) => keyId);
    expect(ids()).toEqual([NEW.keyId, OLD.keyId]);
    await openCheckpoint(kept.load() ?? "", await logOfKeys([OLD]));
    await create(database, "Three");
    const alone = await sequencerOf(database, kept, NEW);
    await alone.open();
    await alone.drain();
    expect(ids()).toEqual([NEW.keyId]);
    expect([both.alarms, alone.alarms]).toEqual([[], []]);
    for (const known of [OLD, NEW]) expect(await findingsOf(database, known)).toEqual([]);
    const { note = "" } =
      (await new Ledger(
        database,
        await logOfKeys([OLD], await statementsOf(database)),
      ).checkpoint()) ?? {};
    expect(note).toBe(kept.load());
  });

  test("a reader without the statements knows one key, and finds the others foreign", async () => {
    await change(database, kept, [OLD, NEW]);
    const sequencer = await sequencerOf(database, kept, NEW);
    await sequencer.open();
    await sequencer.drain();
    for (const known of [OLD, NEW]) {
      const findings = await findingsOf(database, known, []);
      expect(new Set(findings.map(({ kind }) => kind))).toContain("forked");
    }
  });

  test("a server that still signs with the old key stops, and so does one with any other", async () => {
    const running = await sequencerOf(database, kept, OLD);
    await running.open();
    const other = memoryCheckpointStore(kept.load());
    await change(database, kept, [OLD, NEW]);
    const result = await running.runBatch();
    expect(result).toMatchObject({ kind: "alarm", alarm: { code: "foreign-key" } });
    expect(running.alarms[0]?.found).toContain("The key of the ledger was replaced");
    await expect((await sequencerOf(database, other, OLD)).open()).rejects.toThrow("new key is");
    const foreign = await sequencerOf(database, memoryCheckpointStore(), THIRD);
    await expect(foreign.open()).rejects.toMatchObject({ code: "ledger-key" });
  });

  test("a statement that someone else wrote into the database changes nothing", async () => {
    const [forger] = [await newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(9))];
    await change(database, kept, [OLD, NEW]);
    const [note = ""] = await statementsOf(database);
    const forged = note.replaceAll(OLD.keyId, forger.keyId);
    await database.script(`insert into trail.ledger_key_changes (note, changed_on)
      values ('not a note', now()), ('${forged}', now())`);
    const sequencer = await sequencerOf(database, kept, NEW, OLD);
    await sequencer.open();
    await sequencer.drain();
    expect(sequencer.alarms).toEqual([]);
    expect((await keyChain(NEW, await statementsOf(database))).length).toBe(2);
  });

  test.each([
    [
      "a forged row",
      "insert into trail.ledger_key_changes (note, changed_on) values ('x', now())",
      "both of its keys",
    ],
    ["no event", "update trail.ledger_key_changes set event_id = null", "by an event"],
    ["another event", "update trail.ledger_key_changes set event_id = 1", "its event states"],
    [
      "no checkpoint",
      "delete from trail.ledger_checkpoints where size = 2",
      "a tree without a checkpoint",
    ],
  ])("a change of what is stored is found: %s", async (_, sql, detail) => {
    await change(database, kept, [OLD, NEW]);
    const sequencer = await sequencerOf(database, kept, NEW);
    await sequencer.open();
    await sequencer.drain();
    await database.script(`set session_replication_role = replica; ${sql};
      set session_replication_role = origin`);
    const findings = await findingsOf(database, NEW);
    expect(findings.map((found) => found.detail)).toContainEqual(expect.stringContaining(detail));
  });

  test("the key is replaced again, but not by one that it had", async () => {
    await change(database, kept, [OLD, NEW]);
    await expect(change(database, kept, [NEW, OLD])).rejects.toMatchObject({ code: "input" });
    await expect(change(database, kept, [OLD, THIRD])).rejects.toMatchObject({
      code: "ledger-key",
    });
    await change(database, kept, [NEW, THIRD]);
    const sequencer = await sequencerOf(database, kept, THIRD, NEW);
    await sequencer.open();
    await sequencer.drain();
    for (const known of [OLD, NEW, THIRD]) expect(await findingsOf(database, known)).toEqual([]);
  });

  test("a ledger that was rewritten keeps its key", async () => {
    await (await sequencerOf(database, kept, OLD)).drain();
    await database.script(`set session_replication_role = replica;
      update trail.ledger_entries set digest = sha256('another') where index = 0;
      set session_replication_role = origin`);
    await expect(change(database, kept, [OLD, NEW])).rejects.toThrow("not in order");
    expect(await keyChanges(database)).toEqual([]);
  });

  test.each(OUTCOMES)(
    "a kill at any statement, %s, leaves a log that verifies and can be signed",
    async (outcome) => {
      for (let at = 1; at <= STATEMENTS; at++) {
        const [from, to] = await Promise.all(
          [at, at + 1].map((byte) => newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(byte))),
        );
        if (!from || !to) throw new TypeError("There are two keys.");
        const faulty = faultyDatabase(database, at, outcome);
        const isKilled = await change(faulty, kept, [from, to]).then(
          () => false,
          (error: unknown) => {
            if (error instanceof Fault) return true;
            throw error;
          },
        );
        const chain = await keyChain(from, await statementsOf(database));
        const current = chain.at(-1)?.key.keyId === to.keyId ? to : from;
        const sequencer = await sequencerOf(
          database,
          kept,
          current,
          from === current ? undefined : from,
        );
        await sequencer.open();
        await sequencer.drain();
        expect(sequencer.alarms).toEqual([]);
        expect(await findingsOf(database, current)).toEqual([]);
        if (current === from) await change(database, kept, [from, to]);
        if (!isKilled) return;
      }
      throw new RangeError(`A change takes more than ${STATEMENTS} statements.`);
    },
    120_000,
  );
});
