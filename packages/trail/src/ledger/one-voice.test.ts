import {
  appendLeaves,
  createSigner,
  createVerifier,
  EMPTY_EDGE,
  edgeTree,
  formatHash,
  hashLeaf,
  newSignerKey,
  parseCheckpoint,
  type Signer,
} from "@indelible/ledger";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Fault, faultyDatabase, OUTCOMES } from "../../../../test/support/faulty-database.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { nonceOf } from "../../../../test/support/tampering.ts";
import { ALICE, fakeClock, testTrail } from "../../../../test/support/trail.ts";
import type { Database } from "../database/database.ts";
import { documentType } from "../document/document-type.ts";
import type { CheckpointStore } from "./checkpoint-store.ts";
import { Sequencer } from "./sequencer.ts";

const thing = documentType({ prefix: "Things", label: "Thing" });
const origin = "example.org/log";
const key = await newSignerKey(origin, "note", new Uint8Array(32).fill(1));
const log = { origin, verifiers: [createVerifier(key)] };

/** Statements of a batch at most; a fault beyond the last of them is none. */
const STATEMENTS = 16;
const RUNS = 25;

const FRESH = `set session_replication_role = replica;
  truncate trail.events, trail.event_terms, trail.unsequenced, trail.documents, trail.links,
    trail.unique_keys, trail.id_counters, trail.ledger_entries, trail.ledger_tiles,
    trail.ledger_checkpoints, trail.set_aside;
  set session_replication_role = origin`;

/** What the owner of the database can do to a signed ledger. */
const ATTACKS = {
  "everything removed and put into the queue again": `
    insert into trail.unsequenced select event_id from trail.ledger_entries on conflict do nothing;
    delete from trail.ledger_entries; delete from trail.ledger_tiles;
    delete from trail.ledger_checkpoints`,
  "everything but the first checkpoint": `
    insert into trail.unsequenced select event_id from trail.ledger_entries on conflict do nothing;
    delete from trail.ledger_entries; delete from trail.ledger_tiles;
    delete from trail.ledger_checkpoints where size > 0`,
  "the last entry removed": `
    delete from trail.ledger_entries where index = (select max(index) from trail.ledger_entries)`,
  "the first event exchanged": `
    update trail.events set digest = sha256('another') where id = (select min(id) from trail.events);
    update trail.ledger_entries set digest = sha256('another') where index = 0`,
  "all checkpoints removed": "delete from trail.ledger_checkpoints",
};

/** Where a process may die, and what it does until then. */
type Step =
  | { readonly kind: "record"; readonly count: number }
  | { readonly kind: "batch"; readonly server: number; readonly crash: Crash }
  | { readonly kind: "restart"; readonly server: number };

type Crash =
  | {
      readonly at: "statement";
      readonly number: number;
      readonly outcome: (typeof OUTCOMES)[number];
    }
  | { readonly at: "keep"; readonly outcome: (typeof OUTCOMES)[number] }
  | { readonly at: "never" };

const outcome = fc.constantFrom(...OUTCOMES);
const crash: fc.Arbitrary<Crash> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      at: fc.constant("statement" as const),
      number: fc.integer({ min: 1, max: STATEMENTS }),
      outcome,
    }),
  },
  { weight: 1, arbitrary: fc.record({ at: fc.constant("keep" as const), outcome }) },
  { weight: 2, arbitrary: fc.constant({ at: "never" as const }) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("record" as const), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant("batch" as const), server: fc.integer({ min: 0, max: 1 }), crash }),
  fc.record({ kind: fc.constant("restart" as const), server: fc.integer({ min: 0, max: 1 }) }),
);

describeStores("a ledger, whatever happens to it,", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test("is never signed twice over inconsistent trees, and no crash is an alarm", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const history = await History.begin(database, 2);
        for (const each of steps) await history.take(each);
        for (const server of [0, 1]) await history.take(undisturbed(server));
        expect(history.alarms()).toEqual([]);
        expect(await history.waiting()).toBe(0);
      }),
      { seed: 13, numRuns: RUNS },
    );
  }, 120_000);

  test.each(Object.entries(ATTACKS))(
    "is signed no more after an attack: %s",
    async (_, attack) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 5 }), async (steps) => {
          const history = await History.begin(database, 1);
          await history.take({ kind: "record", count: 3 });
          await history.take(undisturbed(0));
          const signed = history.signed;
          const replica = (role: string) => `set session_replication_role = ${role}`;
          await database.script(`${replica("replica")}; ${attack}; ${replica("origin")}`);
          await history.take(undisturbed(0));
          expect(history.alarms()).toEqual([true]);
          for (const each of steps) await history.take(each);
          await history.take(undisturbed(0));
          expect(history.alarms()).toEqual([true]);
          expect(history.signed).toBe(signed);
        }),
        { seed: 14, numRuns: 4 },
      );
    },
    120_000,
  );
});

function undisturbed(server: number): Step {
  return { kind: "batch", server, crash: { at: "never" } };
}

/** A database with servers, and every tree that one of them signed. */
class History {
  readonly #database: Database;
  /** What each server keeps: it outlives the server. */
  readonly #kept: (string | undefined)[];
  readonly #sequencers: (Sequencer | undefined)[];
  /** The texts that were signed since the entries were looked at last. */
  readonly #texts: string[] = [];
  /** The longest list of entries that was ever signed, as digests in hexadecimal. */
  #longest: readonly string[] = [];
  signed = 0;

  private constructor(database: Database, servers: number) {
    this.#database = database;
    this.#kept = Array.from({ length: servers });
    this.#sequencers = Array.from({ length: servers });
  }

  static async begin(database: Database, servers: number): Promise<History> {
    await database.script(FRESH);
    const history = new History(database, servers);
    await history.#sequencer(0, { at: "never" }).open();
    await history.#checkSigned();
    return history;
  }

  async take(step: Step): Promise<void> {
    if (step.kind === "record") return this.#record(step.count);
    const server = step.server % this.#kept.length;
    if (step.kind === "restart") this.#sequencers[server] = undefined;
    else await this.#batch(server, step.crash);
  }

  /** Whether signing is stopped, for each current alarm. */
  alarms(): boolean[] {
    return this.#sequencers.flatMap((each) => each?.alarms.map(({ stops }) => stops) ?? []);
  }

  async waiting(): Promise<number> {
    const text = "select count(*) as count from trail.unsequenced";
    const [row] = await this.#database.query<{ count: number }>({ name: "", text }, []);
    return row?.count ?? -1;
  }

  async #record(count: number): Promise<void> {
    const trail = testTrail(this.#database, [thing]);
    const snapshot = await trail.read({ newIds: { Things: count }, events: count });
    const changes = Array.from({ length: count }, () => {
      const id = snapshot.takeId("Things");
      return { kind: "create" as const, type: thing, id, spaceId: null, body: { Name: id } };
    });
    await trail.commit(ALICE, snapshot, changes);
  }

  /** A batch that fails is one of a process that died: what it had in memory is gone. */
  async #batch(server: number, crash: Crash): Promise<void> {
    const sequencer =
      crash.at === "never"
        ? (this.#sequencers[server] ?? this.#sequencer(server, crash))
        : this.#sequencer(server, crash);
    this.#sequencers[server] = sequencer;
    try {
      await sequencer.runBatch();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.#sequencers[server] = undefined;
    }
    if (crash.at !== "never") this.#sequencers[server] = undefined;
    await this.#checkSigned();
  }

  #sequencer(server: number, crash: Crash): Sequencer {
    const database =
      crash.at === "statement"
        ? faultyDatabase(this.#database, crash.number, crash.outcome)
        : this.#database;
    const checkpointStore = this.#checkpointStore(server, crash);
    const signer = this.#signer();
    return new Sequencer({
      database,
      log,
      signer,
      checkpointStore,
      nonceOf,
      clock: fakeClock().now,
    });
  }

  #checkpointStore(server: number, crash: Crash): CheckpointStore {
    return {
      load: () => this.#kept[server],
      keep: async (note) => {
        if (crash.at === "keep" && crash.outcome === "not committed") throw new Fault("Not kept.");
        this.#kept[server] = note;
        if (crash.at === "keep") throw new Fault("Kept, and killed.");
      },
    };
  }

  #signer(): Signer {
    const signer = createSigner(key);
    const sign = (message: Uint8Array) => {
      this.#texts.push(new TextDecoder().decode(message));
      return signer.sign(message);
    };
    return { ...signer, sign };
  }

  /** Every tree that was signed is that of the stored entries, and begins like each one before. */
  async #checkSigned(): Promise<void> {
    const text = "select encode(digest, 'hex') as digest from trail.ledger_entries order by index";
    const rows = await this.#database.query<{ digest: string }>({ name: "", text }, []);
    for (const signed of this.#texts.splice(0)) {
      const { size, root } = parseCheckpoint(signed);
      const entries = rows.slice(0, size).map(({ digest }) => digest);
      const leaves = entries.map((digest) => hashLeaf(Buffer.from(digest, "hex")));
      const tree = edgeTree(appendLeaves(EMPTY_EDGE, leaves).edge);
      expect([tree.size, formatHash(tree.root)]).toEqual([size, formatHash(root)]);
      const shared = Math.min(size, this.#longest.length);
      expect(entries.slice(0, shared)).toEqual(this.#longest.slice(0, shared));
      if (size > this.#longest.length) this.#longest = entries;
      this.signed += 1;
    }
  }
}
