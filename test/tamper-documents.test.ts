import { createVerifier, newSignerKey } from "@indelible/ledger";
import {
  type Database,
  type DocumentType,
  documentType,
  type Finding,
  type JsonObject,
  registerDocumentTypes,
  type Trail,
  verifyTrail,
} from "@indelible/trail";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startTestServer } from "./support/server.ts";
import { describeStores } from "./support/stores.ts";
import { LOG, nonceOf, secrets } from "./support/tampering.ts";
import { ALICE, testTrail } from "./support/trail.ts";

const team = documentType({ prefix: "Teams", label: "Team", isScope: true });
const ticket = documentType({
  prefix: "Tickets",
  label: "Ticket",
  references: [
    { at: "/TeamId", to: ["Teams"], follows: true, onDelete: "cascade" },
    { at: "/ParentId", to: ["Tickets"], onDelete: "keep" },
  ],
  sensitive: [
    { at: "/Secret", keeping: "sealed", shape: "null" },
    { at: "/Properties/*", when: "shaped", keeping: "sealed", shape: "object" },
    {
      at: "/Variables/*/Value",
      when: { field: "IsSensitive", equals: true },
      keeping: "sealed",
      shape: "null",
    },
  ],
  hidden: ["/KeyDigest"],
  identified: ["/Variables/*"],
  signals: (before, after) =>
    before?.Enabled === true && after?.Enabled === false
      ? [{ category: "TicketDisabled", verb: "was disabled" }]
      : [],
});
const TYPES = [team, ticket];

/** All content of a document that an event shows in another form or not at all. */
const RICH: JsonObject = {
  Name: "Rich 💧",
  Enabled: true,
  Secret: "hunter1",
  KeyDigest: "digest1",
  Nothing: null,
  Numbers: [0, -0, 1e21, 5e-324, 0.1, 123456789012345680000],
  Free: { Kept: "no secret here", Indicator: "nor here" },
  Properties: { Plain: "x", Kept: "y", Password: { HasValue: true, NewValue: "hunter2" } },
  Variables: [
    { Name: "A", IsSensitive: true, Value: "hunter3" },
    { Name: "B", IsSensitive: false, Value: "shown" },
  ],
};

/** Deceives the guard: the announcement that only a commit makes. */
const ANNOUNCED = "select set_config('trail.commit', pg_current_xact_id()::text, true)";

describeStores("documents compared with events", (open) => {
  let database: Database;
  let trail: Trail;

  beforeAll(async () => {
    database = await open();
    trail = testTrail(database, TYPES);
    await registerDocumentTypes(database, TYPES);
  });
  afterAll(() => database.close());

  async function create(type: DocumentType, body: JsonObject): Promise<string> {
    const mentions = Object.values(body).filter((value) => typeof value === "string");
    const snapshot = await trail.read({ newIds: { [type.prefix]: 1 }, mentions, events: 2 });
    const id = snapshot.takeId(type.prefix);
    await trail.commit(ALICE, snapshot, [{ kind: "create", type, id, spaceId: null, body }]);
    return id;
  }

  async function modify(id: string, change: JsonObject): Promise<void> {
    const snapshot = await trail.read({ ids: [id], events: 2 });
    const before = snapshot.document(id);
    const type = TYPES.find(({ prefix }) => prefix === before.type) ?? team;
    const body = { ...before.body, ...change };
    await trail.commit(ALICE, snapshot, [{ kind: "modify", type, before, body }]);
  }

  async function remove(...ids: string[]): Promise<void> {
    const snapshot = await trail.read({ ids, events: ids.length });
    const changes = ids.map((id) => {
      const before = snapshot.document(id);
      const type = TYPES.find(({ prefix }) => prefix === before.type) ?? team;
      return { kind: "delete" as const, type, before };
    });
    await trail.commit(ALICE, snapshot, changes);
  }

  async function findings(): Promise<readonly Finding[]> {
    return (await verifyTrail(database, { log: LOG, nonceOf, secrets })).findings;
  }

  /** The number of the newest event of a document. */
  async function lastEvent(id: string): Promise<string> {
    const visibility = [{ SpaceId: null, Restrictions: {} }];
    const events = await trail.events({ visibility, terms: [[id]] }, 0, 100);
    return events.find(({ DocumentId }) => DocumentId === id)?.Id ?? "";
  }

  function forge(sql: string): Promise<void> {
    return database.script(`${ANNOUNCED}; ${sql}`);
  }

  describe("pass when", () => {
    afterEach(async () => expect(await findings()).toEqual([]));

    test("there are none", async () => {
      expect(await findings()).toEqual([]);
    });

    test("they have secrets, hidden fields and all kinds of JSON", async () => {
      const id = await create(ticket, RICH);
      expect(await findings()).toEqual([]);
      await modify(id, { Secret: "hunter4", KeyDigest: "digest2" });
      await modify(id, { KeyDigest: "digest3", Enabled: false });
      await modify(id, { Secret: null, Numbers: [1, 2], Properties: {} });
    });

    test("it was never registered in the database which of their fields are secret", async () => {
      const unregistered = documentType({
        prefix: "Unregistered",
        label: "Unregistered",
        sensitive: ticket.sensitive,
      });
      const snapshot = await trail.read({ newIds: { Unregistered: 1 }, events: 1 });
      const id = snapshot.takeId("Unregistered");
      const body = { Name: "x", Secret: "hunter5", Variables: RICH.Variables ?? null };
      const change = { kind: "create" as const, type: unregistered, id, spaceId: null, body };
      await testTrail(database, [unregistered]).commit(ALICE, snapshot, [change]);
    });

    test("notes and signals came after the change", async () => {
      const id = await create(ticket, RICH);
      await modify(id, { Enabled: false });
      for (let i = 0; i < 25; i++) {
        const snapshot = await trail.read({ ids: [id], events: 1 });
        const note = { kind: "note" as const, type: ticket, category: "Read", verb: "was read" };
        await trail.commit(ALICE, snapshot, [{ ...note, before: snapshot.document(id) }]);
      }
    });

    test("they were deleted, with their dependent documents", async () => {
      const teamId = await create(team, { Name: "Going" });
      const ids = [
        await create(ticket, { ...RICH, TeamId: teamId }),
        await create(ticket, { Name: "b", TeamId: teamId }),
      ];
      const child = await create(ticket, { Name: "Orphan", ParentId: ids[1] ?? "" });
      await remove(teamId, ...ids);
      await modify(child, { Name: "Orphan, named still after its parent" });
    });

    test("many documents of their type and of others relate to them", async () => {
      const teamId = await create(team, { Name: "Parent" });
      const parent = await create(ticket, { Name: "Parent", TeamId: teamId });
      for (let i = 0; i < 25; i++) {
        await create(ticket, { Name: `Child ${i}`, ParentId: parent, TeamId: teamId });
      }
    });

    test("direct SQL changed, added and removed them", async () => {
      const [one, two] = [await create(ticket, RICH), await create(team, { Name: "Two" })];
      await database.script(`
        update trail.documents set body = body || '{
          "Secret": "clear", "KeyDigest": "other", "Elsewhere": {"Kept": "sealed"}, "Big": 1e300,
          "Long": 12345678901234567890, "Properties": {"P": {"HasValue": true, "NewValue": "s"}}
        }' where id = '${one}';
        update trail.documents set body = '{"Name": "Zoë"}', title = 'Zoë' where id = '${two}'`);
      expect(await findings()).toEqual([]);
      await modify(one, { Name: "By the server again" });
      expect(await findings()).toEqual([]);
      await database.script(`
        update trail.documents set body = body - 'Name' where id = '${one}';
        delete from trail.documents where id = '${two}';
        insert into trail.documents
          (id, type, version, title, sort_key, body, modified_on, modified_by)
        values ('Teams-900', 'Teams', 7, 'Own', 'own', '{"Name": "Own"}', now(), 'me')`);
    });

    test("direct SQL decreased versions, or created a document again", async () => {
      const [one, two] = [await create(ticket, RICH), await create(team, { Name: "Again" })];
      for (const Name of ["b", "c"]) for (const id of [one, two]) await modify(id, { Name });
      await database.script(`
        update trail.documents set version = 1 where id = '${one}';
        delete from trail.documents where id = '${two}';
        insert into trail.documents
          (id, type, version, title, sort_key, body, modified_on, modified_by)
        values ('${two}', 'Teams', 1, 'Again', 'again', '{"Name": "Again"}', now(), 'me')`);
      expect(await findings()).toEqual([]);
      for (const id of [one, two]) await modify(id, { Name: "Version two again" });
    });

    test("a number was reserved long before it was used", async () => {
      const id = await create(team, { Name: "Slow" });
      const early = await trail.read({ events: 1 });
      await modify(id, { Name: "Quick" });
      await database.script(
        `update trail.documents set body = '{"Name": "Direct"}' where id = '${id}'`,
      );
      const snapshot = early.with(await trail.read({ ids: [id] }));
      const before = snapshot.document(id);
      const change = { kind: "modify" as const, type: team, before, body: { Name: "Late" } };
      await trail.commit(ALICE, snapshot, [change]);
    });

    test("the server writes concurrently", async () => {
      const id = await create(team, { Name: "Busy" });
      const written: Promise<void>[] = [];
      const onProgress = () => void written.push(modify(id, { Name: "Busier" }));
      const { ok } = await verifyTrail(database, { log: LOG, nonceOf, onProgress });
      await Promise.all(written);
      expect({ ok, written: written.length > 0 }).toEqual({ ok: true, written: true });
    });
  });

  describe("changed under a forged announcement", () => {
    /** Runs `sql` with a forged announcement, returns the findings, and restores everything. */
    async function forged(sql: string, undo: string): Promise<readonly Finding[]> {
      await forge(sql);
      const found = await findings();
      await forge(undo);
      expect(await findings()).toEqual([]);
      return found;
    }

    async function changed(
      id: string,
      set: string,
      undo: string,
      kind: Finding["kind"] = "changed",
    ) {
      const found = await forged(
        `update trail.documents set ${set} where id = '${id}'`,
        `update trail.documents set ${undo} where id = '${id}'`,
      );
      expect(found).toEqual([
        { kind, eventId: await lastEvent(id), index: null, detail: expect.any(String) },
      ]);
      return found[0]?.detail;
    }

    test("a member of the body is named", async () => {
      const id = await create(ticket, RICH);
      const detail = await changed(
        id,
        `body = body || '{"Name": "Forged"}'`,
        `body = body || '{"Name": "Rich 💧"}'`,
      );
      const last = await lastEvent(id);
      expect(detail).toBe(`The document ${id} is not what its last event ${last} says: /Name.`);
    });

    test("also one that was added, nested, or replaced a secret", async () => {
      const id = await create(ticket, RICH);
      const added = await changed(id, `body = body || '{"X/~": 1}'`, "body = body - 'X/~'");
      expect(added).toContain(": /X~1~0.");
      const at = "'{Variables,1,Value}'";
      const deep = (value: string) => `body = jsonb_set(body, ${at}, '"${value}"')`;
      expect(await changed(id, deep("forged"), deep("shown"))).toContain("/Variables/1/Value");
      const secret = (from: string, to: string) =>
        `body = replace(body::text, '${from}', '${to}')::jsonb`;
      const indicator = "sensitive-value-indicator:v1:";
      expect(await changed(id, secret(indicator, "!"), secret("!", indicator))).toContain(
        "/Secret",
      );
      const kept = (value: string) => `body = body || '{"Free": ${value}}'`;
      expect(await changed(id, kept('{"Kept": "x"}'), kept(JSON.stringify(RICH.Free)))).toContain(
        "/Free",
      );
    });

    test("many members: the first are named, the rest are counted", async () => {
      const id = await create(team, { Name: "Many" });
      const members = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`M${i}`, i]));
      const detail = await changed(
        id,
        `body = body || '${JSON.stringify(members)}'`,
        `body = '{"Name": "Many"}'`,
      );
      expect(detail).toMatch(/: \/M0, \/M1, \/M2, \/M3, \/M4, and 3 more\.$/);
    });

    test("only its version, only its type", async () => {
      const id = await create(team, { Name: "Alone" });
      await modify(id, { Name: "Still alone" });
      expect(await changed(id, "version = 1", "version = 2")).toContain("version 1 instead of 2");
      expect(await changed(id, "type = 'teams'", "type = 'Teams'")).toContain(
        "type teams instead of Teams",
      );
    });

    test("back to its previous state", async () => {
      const id = await create(team, { Name: "Old" });
      await modify(id, { Name: "New" });
      const set = (name: string, version: number) =>
        `body = '{"Name": "${name}"}', version = ${version}`;
      expect(await changed(id, set("Old", 1), set("New", 2))).toMatch(
        /: version 1 instead of 2, \/Name\.$/,
      );
    });

    test("after a direct change that was recorded", async () => {
      const id = await create(ticket, RICH);
      await database.script(
        `update trail.documents set body = body || '{"Name": "Recorded"}' where id = '${id}'`,
      );
      const name = (value: string) => `body = body || '{"Name": "${value}"}'`;
      expect(await changed(id, name("Unrecorded"), name("Recorded"))).toContain(": /Name.");
    });

    test("too deeply nested for a document: it is reported and nothing fails", async () => {
      const direct = await create(team, { Name: "Deep" });
      await database.script(
        `update trail.documents set body = '{"Name": "Deeper"}' where id = '${direct}'`,
      );
      const own = await create(team, { Name: "Deeper" });
      const nested = `'${'{"a":'.repeat(80)}1${"}".repeat(80)}'`;
      for (const id of [direct, own]) {
        await changed(id, `body = ${nested}`, `body = '{"Name": "Deeper"}'`);
      }
    });

    test("a forged document is explained by no event", async () => {
      const found = await forged(
        `insert into trail.documents
          (id, type, version, title, sort_key, body, modified_on, modified_by)
        values ('Teams-666', 'Teams', 1, 'Own', 'own', '{"Name": "Own"}', now(), 'admin')`,
        "delete from trail.documents where id = 'Teams-666'",
      );
      const detail = "No event explains the document Teams-666.";
      expect(found).toEqual([{ kind: "changed", eventId: null, index: null, detail }]);
    });

    test("a deleted document is missing, a restored one was deleted", async () => {
      const id = await create(team, { Name: "Gone" });
      await modify(id, { Name: "Going" });
      const [stored] = await database.query<{ modified_on: Date }>(
        { name: "", text: "select modified_on from trail.documents where id = $1" },
        [id],
      );
      const time = stored?.modified_on.toISOString();
      const row = `insert into trail.documents
          (id, type, version, title, sort_key, body, modified_on, modified_by)
        values ('${id}', 'Teams', 2, 'Going', 'going', '{"Name": "Going"}', '${time}', 'alice')`;
      const drop = `delete from trail.documents where id = '${id}'`;
      const eventId = await lastEvent(id);
      expect(await forged(drop, row)).toEqual([
        {
          kind: "missing",
          eventId,
          index: null,
          detail: `The document ${id} is gone, but its last event ${eventId} is no deletion.`,
        },
      ]);
      await remove(id);
      const deletion = await lastEvent(id);
      const detail = `The document ${id} is there, but its last event ${deletion} deleted it.`;
      expect(await forged(row, drop)).toEqual([
        { kind: "changed", eventId: deletion, index: null, detail },
      ]);
    });
  });

  test("an event that was tampered with is reported once, without its document", async () => {
    const id = await create(team, { Name: "Victim" });
    const number = (await lastEvent(id)).slice("Events-".length);
    const body = (value: string) => `set session_replication_role = replica;
      update trail.events set body = ${value} where id = ${number};
      set session_replication_role = origin`;
    await database.script(body("replace(body, 'Victim', 'Forged')"));
    expect((await findings()).map(({ eventId }) => eventId)).toEqual([`Events-${number}`]);
    await database.script(body("'not JSON'"));
    expect((await findings()).map(({ eventId }) => eventId)).toEqual([`Events-${number}`]);
  });
});

describeStores("the documents of a whole server", (open) => {
  test("pass, and a forged one is reported", async () => {
    const database = await open();
    const server = await startTestServer(database);
    const made = async (path: string, body: unknown) => {
      const answer = await server.call("POST", path, body);
      expect({ path, ...answer }).toMatchObject({ status: 201 });
      return answer.body;
    };
    const space = (await server.call("GET", "/api/spaces/all")).body[0].Id;
    const environment = await made(`/api/${space}/environments`, { Name: "Test" });
    const group = await made(`/api/${space}/projectgroups`, { Name: "Group" });
    const lifecycle = await made(`/api/${space}/lifecycles`, { Name: "Cycle" });
    const project = await made(`/api/${space}/projects`, {
      Name: "Web",
      ProjectGroupId: group.Id,
      LifecycleId: lifecycle.Id,
    });
    const path = `/api/${space}/variables/${project.VariableSetId}`;
    const set = (await server.call("GET", path)).body;
    const Variables = [
      { Name: "Kept", Value: "hunter1", Type: "Sensitive", IsSensitive: true },
      { Name: "Plain", Value: "x", Type: "String", IsSensitive: false },
    ];
    expect((await server.call("PUT", path, { ...set, Variables })).status).toBe(200);
    const user = await made("/api/users", {
      Username: "ann",
      DisplayName: "Ann",
      Password: "correct horse battery staple",
    });
    await made(`/api/users/${user.Id}/apikeys`, { Purpose: "build" });
    const renamed = { ...environment, Name: "Proof" };
    await server.call("PUT", `/api/${space}/environments/${environment.Id}`, renamed);
    const other = await made(`/api/${space}/projects`, {
      Name: "Going",
      ProjectGroupId: group.Id,
      LifecycleId: lifecycle.Id,
    });
    expect((await server.call("DELETE", `/api/${space}/projects/${other.Id}`)).status).toBe(200);

    const key = await newSignerKey("indelible/test", "note", new Uint8Array(32).fill(9));
    const log = { origin: key.name, verifiers: [createVerifier(key)] };
    const verify = async () => (await verifyTrail(database, { log, nonceOf, secrets })).findings;
    expect(await verify()).toEqual([]);
    await database.script(`${ANNOUNCED};
      update trail.documents set body = body || '{"Name": "Forged"}' where id = '${project.Id}'`);
    const named = expect.stringContaining(`The document ${project.Id} is not what`);
    expect(await verify()).toMatchObject([{ kind: "changed", detail: named }]);
    await server.close();
    await database.close();
  });
});
