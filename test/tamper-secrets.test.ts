import {
  type Database,
  type DocumentType,
  documentType,
  type JsonObject,
  registerDocumentTypes,
  type Trail,
  verifyTrail,
} from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rewriteInFormat1 } from "./support/format-1.ts";
import { describeStores } from "./support/stores.ts";
import { LOG, nonceOf, secrets, sequencerOf } from "./support/tampering.ts";
import { ALICE, testTrail } from "./support/trail.ts";

// What events do not show is bound too: secrets, verifiers and hidden fields by keyed digests.

const user = documentType({
  prefix: "Users",
  label: "User",
  sensitive: [
    { at: "/Password", keeping: "verifier", shape: "null" },
    { at: "/Token", keeping: "sealed", shape: "object" },
    { at: "/Items/*/Secret", keeping: "sealed", shape: "null" },
  ],
  identified: ["/Items/*"],
});
const apiKey = documentType({ prefix: "ApiKeys", label: "API Key", hidden: ["/KeyDigest"] });
const plain = documentType({ prefix: "Teams", label: "Team" });
const TYPES = [user, apiKey, plain];

/** What a commit announces; an attacker with the rights of the owner can do it too. */
const ANNOUNCED = "select set_config('trail.commit', pg_current_xact_id()::text, true)";

class Store {
  readonly database: Database;
  readonly trail: Trail;

  constructor(database: Database) {
    this.database = database;
    this.trail = testTrail(database, TYPES);
  }

  async create(type: DocumentType, body: JsonObject): Promise<string> {
    const snapshot = await this.trail.read({ newIds: { [type.prefix]: 1 }, events: 1 });
    const id = snapshot.takeId(type.prefix);
    await this.trail.commit(ALICE, snapshot, [{ kind: "create", type, id, spaceId: null, body }]);
    return id;
  }

  async modify(id: string, change: JsonObject): Promise<void> {
    const snapshot = await this.trail.read({ ids: [id], events: 1 });
    const before = snapshot.document(id);
    const type = TYPES.find(({ prefix }) => prefix === before.type) ?? plain;
    const body = { ...before.body, ...change };
    await this.trail.commit(ALICE, snapshot, [{ kind: "modify", type, before, body }]);
  }

  async body(id: string): Promise<JsonObject> {
    return (await this.trail.documents([id]))[0]?.body ?? {};
  }

  /** Changes stored documents without an event. */
  async forge(bodies: Readonly<Record<string, JsonObject>>): Promise<void> {
    const updates = Object.entries(bodies).map(([id, body]) => {
      const text = JSON.stringify(body).replaceAll("'", "''");
      return `update trail.documents set body = '${text}' where id = '${id}'`;
    });
    await this.database.script([ANNOUNCED, ...updates].join(";\n"));
  }

  verify() {
    return verifyTrail(this.database, { log: LOG, nonceOf, secrets });
  }

  async details(): Promise<string[]> {
    return (await this.verify()).findings.map(({ detail }) => detail);
  }

  /** The findings while documents are forged; afterwards they are as before, and verify. */
  async whileForged(bodies: Readonly<Record<string, JsonObject>>): Promise<string[]> {
    const ids = Object.keys(bodies);
    const before = await Promise.all(ids.map(async (id) => [id, await this.body(id)] as const));
    await this.forge(bodies);
    const found = await this.details();
    await this.forge(Object.fromEntries(before));
    expect(await this.details()).toEqual([]);
    return found;
  }

  async lastEvent(id: string): Promise<string> {
    const visibility = [{ SpaceId: null, Restrictions: {} }];
    return (await this.trail.events({ visibility, terms: [[id]] }, 0, 1))[0]?.Id ?? "";
  }
}

describeStores("what events do not show", (open) => {
  let store: Store;
  let ann: string;
  let bob: string;

  beforeAll(async () => {
    store = new Store(await open());
    await registerDocumentTypes(store.database, TYPES);
    const items = [{ Secret: "first" }, { Secret: "second" }];
    ann = await store.create(user, { Name: "ann", Password: "ann's", Token: "t1", Items: items });
    bob = await store.create(user, { Name: "bob", Password: "bob's" });
  });
  afterAll(() => store.database.close());

  test("verifies as it was recorded", async () => {
    expect(await store.verify()).toMatchObject({ findings: [], notBound: 0 });
  });

  test("swapped verifiers are found, with all that events show of them", async () => {
    const [one, two] = [await store.body(ann), await store.body(bob)];
    const kept = (from: JsonObject, to: JsonObject) => ({
      ...to,
      Password: { ...(to.Password as JsonObject), Kept: (from.Password as JsonObject).Kept ?? "" },
    });
    const found = await store.whileForged({ [ann]: kept(two, one), [bob]: kept(one, two) });
    const sentence = async (id: string) =>
      `The secret at /Password of ${id} is not the one that its last event ${await store.lastEvent(id)} recorded.`;
    expect(found.sort()).toEqual([await sentence(ann), await sentence(bob)].sort());
  });

  test("a replaced digest of an API key is found, also one added or removed", async () => {
    const id = await store.create(apiKey, { Purpose: "build", KeyDigest: "aaaa" });
    const other = await store.create(apiKey, { Purpose: "other" });
    const event = await store.lastEvent(id);
    expect(await store.whileForged({ [id]: { Purpose: "build", KeyDigest: "bbbb" } })).toEqual([
      `The hidden field at /KeyDigest of ${id} is not the one that its last event ${event} recorded.`,
    ]);
    expect(await store.whileForged({ [id]: { Purpose: "build" } })).toEqual([
      `The secret at /KeyDigest of ${id} is gone, but its last event ${event} recorded one.`,
    ]);
    expect(await store.whileForged({ [other]: { Purpose: "other", KeyDigest: "cccc" } })).toEqual([
      expect.stringContaining(`The hidden field at /KeyDigest of ${other} is not the one`),
    ]);
    const hidden = `update trail.document_types set rules = `;
    await store.database.script(`${hidden}'[]' where prefix = 'ApiKeys'`);
    await store.forge({ [id]: { Purpose: "build", KeyDigest: "bbbb" } });
    expect(await store.details()).not.toEqual([]);
    await registerDocumentTypes(store.database, TYPES);
    await store.forge({ [id]: { Purpose: "build", KeyDigest: "aaaa" } });
    expect(await store.details()).toEqual([]);
  });

  test("a sealed value of an earlier version is found", async () => {
    const old = await store.body(ann);
    await store.modify(ann, { Token: "t2" });
    const now = await store.body(ann);
    const Token = { ...(now.Token as JsonObject), Kept: (old.Token as JsonObject).Kept ?? "" };
    expect(await store.whileForged({ [ann]: { ...now, Token } })).toEqual([
      expect.stringContaining(`The secret at /Token of ${ann} is not the one`),
    ]);
  });

  test("a sealed value of another place cannot be opened, which is found", async () => {
    const now = await store.body(ann);
    const [one, two] = now.Items as [JsonObject, JsonObject];
    const Secret = { ...(one.Secret as JsonObject), Kept: (two.Secret as JsonObject).Kept ?? "" };
    expect(
      await store.whileForged({ [ann]: { ...now, Items: [{ ...one, Secret }, two] } }),
    ).toEqual([
      expect.stringContaining(`The secret at /Items/0/Secret of ${ann} cannot be opened`),
    ]);
  });

  test("a hidden field that is nested too deeply is found, and nothing fails", async () => {
    const id = await store.create(apiKey, { Purpose: "deep", KeyDigest: "aaaa" });
    const KeyDigest = JSON.parse(`${"[".repeat(80)}${"]".repeat(80)}`);
    expect(await store.whileForged({ [id]: { Purpose: "deep", KeyDigest } })).toEqual([
      expect.stringContaining(`/KeyDigest of ${id} is not the one`),
    ]);
  });

  test("a secret that cannot be opened does not keep its document from changing", async () => {
    const id = await store.create(user, { Name: "lost", Token: "t" });
    const body = await store.body(id);
    const lost = { ...(body.Token as JsonObject), Kept: "sealed:v1:AAAA" };
    await store.forge({ [id]: { ...body, Token: lost } });
    await store.modify(id, { Name: "still lost" });
    expect(await store.details()).toEqual([
      expect.stringContaining(`The secret at /Token of ${id} cannot be opened`),
    ]);
    await store.modify(id, { Token: { HasValue: false } });
    expect(await store.details()).toEqual([]);
  });

  test("direct SQL is recorded without digests, until a server changes the document", async () => {
    await store.database.script(
      `update trail.documents set body = body || '{"Name": "by SQL"}' where id = '${bob}'`,
    );
    expect(await store.verify()).toMatchObject({ findings: [], notBound: 1 });
    await store.modify(bob, { Name: "bob" });
    expect(await store.verify()).toMatchObject({ findings: [], notBound: 0 });
  });
});

describeStores("a store with events of both formats", (open) => {
  let store: Store;
  const ids: string[] = [];

  beforeAll(async () => {
    store = new Store(await open());
    await registerDocumentTypes(store.database, TYPES);
    // A ledger starts before the first event.
    await (await sequencerOf(store.database)).open();
    ids.push(await store.create(user, { Name: "ann", Password: "ann's", Token: "t1" }));
    ids.push(await store.create(apiKey, { Purpose: "build", KeyDigest: "aaaa" }));
    ids.push(await store.create(plain, { Name: "No secrets" }));
    await store.database.script(
      `update trail.documents set body = '{"Name": "By SQL"}' where id = '${ids[2]}'`,
    );
    await rewriteInFormat1(store.database);
  });
  afterAll(() => store.database.close());

  async function sequence() {
    const sequencer = await sequencerOf(store.database);
    await sequencer.drain();
    expect(sequencer.alarms).toEqual([]);
  }

  describe("verifies", () => {
    test("in format 1, whose secrets are counted as not bound yet", async () => {
      await sequence();
      expect(await store.verify()).toMatchObject({ findings: [], notBound: 2, waiting: 0 });
    });

    test("in both, and changed documents are bound", async () => {
      await store.modify(ids[0] ?? "", { Name: "Ann" });
      await store.modify(ids[2] ?? "", { Name: "Still no secrets" });
      await sequence();
      expect(await store.verify()).toMatchObject({ findings: [], notBound: 1, head: { size: 6 } });
      const visibility = [{ SpaceId: null, Restrictions: {} }];
      const formats = (await store.trail.events({ visibility }, 0, 10)).map(({ Format }) => Format);
      expect(formats.sort()).toEqual([
        ...Array.from({ length: 4 }, () => "indelible-event/1"),
        ...Array.from({ length: 2 }, () => "indelible-event/3"),
      ]);
    });

    test("without the master key, where secrets are not compared", async () => {
      const verified = await verifyTrail(store.database, { log: LOG });
      expect(verified).toMatchObject({ findings: [], notBound: 0 });
    });
  });
});
