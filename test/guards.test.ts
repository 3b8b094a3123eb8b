import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { migrateAsOwner, migrateSchemas } from "@indelible/server";
import {
  canonicalize,
  type Database,
  documentType,
  grantRuntimeRole,
  type Json,
  migrate,
  openKeyRing,
  openPostgres,
  registerDocumentTypes,
  rolePowers,
  rotateMasterKey,
  sha256Hex,
  type Trail,
  type TrailEvent,
  trailMigrations,
  type Visibility,
} from "@indelible/trail";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createDatabase } from "./support/postgres.ts";
import { startTestServer } from "./support/server.ts";
import { buildPrograms } from "./support/server-process.ts";
import { describeStores, openServer } from "./support/stores.ts";
import { ALICE, testTrail } from "./support/trail.ts";

const team = documentType({ prefix: "Teams", label: "Team", isScope: true });
const ticket = documentType({
  prefix: "Tickets",
  label: "Ticket",
  references: [{ at: "/TeamId", to: ["Teams"], follows: true }],
  unique: [{ fields: ["Name"], within: "space" }],
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
});
const EVERYTHING: Visibility = [{ SpaceId: null, Restrictions: {} }];

interface EventRow {
  readonly body: string;
  readonly digest: Uint8Array;
  readonly occurred: Date;
  readonly space_id: string | null;
  readonly scopes: Json;
}

function sql(database: Database, text: string, ...values: unknown[]) {
  return database.query<Record<string, unknown>>({ name: "", text }, values);
}

describeStores("a document changed by direct SQL", (open) => {
  let database: Database;
  let trail: Trail;

  beforeAll(async () => {
    database = await open();
    trail = testTrail(database, [team, ticket]);
    await registerDocumentTypes(database, [team, ticket]);
  });
  afterAll(() => database.close());

  async function create(type: typeof team, body: Record<string, Json>) {
    const mentions = Object.values(body).filter((value) => typeof value === "string");
    const snapshot = await trail.read({ newIds: { [type.prefix]: 1 }, mentions, events: 1 });
    const id = snapshot.takeId(type.prefix);
    await trail.commit(ALICE, snapshot, [{ kind: "create", type, id, spaceId: null, body }]);
    return id;
  }

  async function story(id: string): Promise<TrailEvent[]> {
    return trail.events({ visibility: EVERYTHING, terms: [[id]] }, 0, 100);
  }

  async function newest(id: string): Promise<TrailEvent> {
    const [event] = await story(id);
    if (event === undefined) throw new RangeError(`There is no event of ${id}.`);
    return event;
  }

  test("an update is an event of the database user, with old and new", async () => {
    const teamId = await create(team, { Name: "Red" });
    const id = await create(ticket, { Name: "Leak 💧", TeamId: teamId, Priority: 1 });
    await sql(
      database,
      `update trail.documents set body = (body - 'Priority') || '{"Name": "Drip", "a/b~c": [1e21]}'
       where id = $1`,
      id,
    );
    const event = await newest(id);
    expect(event).toMatchObject({
      Category: "Modified",
      DocumentType: "Tickets",
      DocumentId: id,
      DocumentVersion: 1,
      UserId: "users-database",
      Username: "postgres",
      IdentityEstablishedWith: "Direct SQL",
      Message: "Ticket Leak 💧 was changed by direct SQL",
      MessageReferences: [{ ReferencedDocumentId: id, StartIndex: 7, Length: 7 }],
      RelatedDocumentIds: [id, teamId],
      Scopes: { Tickets: [id], Teams: [teamId] },
      Comments: null,
      ChangeDetails: {
        DocumentContext: { Id: id, Name: "Leak 💧", TeamId: teamId, Priority: 1 },
        Differences: [
          { op: "replace", path: "/Name", value: "Drip" },
          { op: "remove", path: "/Priority" },
          { op: "add", path: "/a~1b~0c", value: [1e21] },
        ],
      },
    });
    expect(await story(id)).toHaveLength(2);
  });

  test("an insert and a delete are events too, with the whole document", async () => {
    await sql(
      database,
      `insert into trail.documents
         (id, type, version, title, sort_key, body, modified_on, modified_by)
       values ('Teams-900', 'Teams', 1, 'Own', 'own', '{"Name": "Own"}', now(), 'me')`,
    );
    const id = await create(ticket, { Name: "Gone", TeamId: "Teams-900" });
    await sql(database, "delete from trail.documents where id = $1", id);
    const ofTeam = await story("Teams-900");
    expect(ofTeam.find(({ DocumentId }) => DocumentId === "Teams-900")).toMatchObject({
      Category: "Created",
      Message: "Team Own was created by direct SQL",
      ChangeDetails: { DocumentContext: { Id: "Teams-900", Name: "Own" }, Differences: [] },
    });
    expect(await newest(id)).toMatchObject({
      Category: "Deleted",
      RelatedDocumentIds: [id, "Teams-900"],
      ChangeDetails: { DocumentContext: { Id: id, Name: "Gone" }, Differences: [] },
    });
  });

  test("a column other than the body is named in the comment", async () => {
    const id = await create(team, { Name: "Columns" });
    await sql(database, "update trail.documents set title = 'Forged' where id = $1", id);
    expect(await newest(id)).toMatchObject({
      Comments: 'Columns changed: title from "Columns" to "Forged"',
      ChangeDetails: { Differences: [] },
    });
  });

  test("the event is like any other: canonical, with its digest, in the queue", async () => {
    const id = await create(team, { Name: "Bytes" });
    await sql(
      database,
      'update trail.documents set body = \'{"Name": "é\\u0001"}\' where id = $1',
      id,
    );
    const number = Number((await newest(id)).Id.slice("Events-".length));
    const [row] = (await sql(
      database,
      "select * from trail.events e join trail.unsequenced u on u.event_id = e.id where e.id = $1",
      number,
    )) as unknown as EventRow[];
    const event = JSON.parse(row?.body ?? "") as TrailEvent;
    expect(row?.body).toBe(canonicalize(event as unknown as Json));
    expect(Buffer.from(row?.digest ?? []).toString("hex")).toBe(sha256Hex(row?.body ?? ""));
    expect(row?.occurred.toISOString()).toBe(event.Occurred);
    expect(row?.scopes).toEqual(event.Scopes);
    expect(row?.space_id).toBe(event.SpaceId);
    expect(event.Nonce).toMatch(/^[\w-]{22}$/);
    const unused = { SecretDigests: null, Image: null, Personal: null, Trace: null };
    expect(event).toMatchObject({ Format: "indelible-event/3", Tags: [], ...unused });
    const [own] = await story(id).then((events) => events.slice(-1));
    expect(Object.keys(event)).toEqual(Object.keys(own ?? {}));
  });

  test("no secret gets into an event, sealed or in plain text", async () => {
    const body = {
      Name: "Quiet",
      Secret: "hunter1",
      KeyDigest: "digest1",
      Properties: { Plain: "shown", Password: { HasValue: true, NewValue: "hunter2" } },
      Variables: [
        { Id: "v1", Name: "A", IsSensitive: true, Value: "hunter3" },
        { Id: "v2", Name: "B", IsSensitive: false, Value: "shown" },
      ],
    };
    const id = await create(ticket, body);
    await sql(
      database,
      `update trail.documents set body = body || '{
         "Secret": "hunter4", "KeyDigest": "digest2", "Elsewhere": {"Kept": "hunter5"},
         "Posing": {"Kept": "", "Indicator": "hunter6"},
         "Properties": {"Plain": "still", "Password": {"HasValue": true, "NewValue": "hunter7"}}
       }' where id = $1`,
      id,
    );
    await sql(database, "delete from trail.documents where id = $1", id);
    const events = await story(id);
    expect(events).toHaveLength(3);
    expect(JSON.stringify(events)).not.toMatch(/hunter|digest[12]|sealed:/);
    const indicator = expect.stringMatching(/^sensitive-value-indicator:v1:/);
    expect(events[1]?.ChangeDetails.DocumentContext).toMatchObject({
      Secret: indicator,
      Properties: { Plain: "shown", Password: indicator },
      Variables: [{ Value: indicator }, { Value: "shown" }],
    });
    expect(events[1]?.ChangeDetails.DocumentContext).toEqual(
      events[2]?.ChangeDetails.DocumentContext,
    );
    expect(events[1]?.ChangeDetails.Differences).toEqual([
      { op: "add", path: "/Elsewhere", value: null },
      { op: "add", path: "/Posing", value: null },
      { op: "replace", path: "/Properties", value: { Plain: "still", Password: null } },
      { op: "replace", path: "/Secret", value: null },
    ]);
  });

  test("a commit records only its own events", async () => {
    const teamId = await create(team, { Name: "Alone" });
    const id = await create(ticket, { Name: "Ordinary", TeamId: teamId });
    const first = await trail.read({ ids: [id], events: 1 });
    const before = first.document(id);
    const body = { ...before.body, Name: "Renamed" };
    await trail.commit(ALICE, first, [{ kind: "modify", type: ticket, before, body }]);
    const second = await trail.read({ ids: [id], events: 1 });
    await trail.commit(ALICE, second, [
      { kind: "delete", type: ticket, before: second.document(id) },
    ]);
    const events = await story(id);
    expect(events.map(({ Username }) => Username)).toEqual(["alice", "alice", "alice"]);
  });

  test("each change of a transaction records an event, even after an announcement in an earlier one", async () => {
    const id = await create(team, { Name: "Hiding" });
    const stale = "select set_config('trail.commit', pg_current_xact_id()::text, false)";
    await sql(database, stale);
    await database.script(`
      update trail.documents set body = '{"Name": "1"}' where id = '${id}';
      update trail.documents set body = '{"Name": "2"}' where id = '${id}';
      delete from trail.documents where id = '${id}';`);
    const events = await story(id);
    expect(events.map(({ Category }) => Category).sort()).toEqual([
      "Created",
      "Deleted",
      "Modified",
      "Modified",
    ]);
    const ofDatabase = events.filter(({ UserId }) => UserId === "users-database");
    expect(new Set(ofDatabase.map(({ CorrelationId }) => CorrelationId)).size).toBe(1);
  });

  test("an update that changes nothing is no event", async () => {
    const id = await create(team, { Name: "Same" });
    await sql(database, "update trail.documents set body = body where id = $1", id);
    expect(await story(id)).toHaveLength(1);
  });

  test("a document nested too deeply for an event is refused", async () => {
    const id = await create(team, { Name: "Deep" });
    const nested = `${'{"a":'.repeat(61)}1${"}".repeat(61)}`;
    await expect(
      sql(database, "update trail.documents set body = $2::jsonb where id = $1", id, nested),
    ).rejects.toMatchObject({ code: "TR400" });
  });

  test("documents cannot be truncated, which no row trigger would record", async () => {
    await expect(database.script("truncate trail.documents cascade")).rejects.toMatchObject({
      code: "TR405",
    });
  });

  test("the canonical form equals that of the trail", async () => {
    const decimal = fc
      .tuple(fc.integer({ min: -(10 ** 15), max: 10 ** 15 }), fc.integer({ min: -30, max: 30 }))
      .map(([digits, exponent]) => Number(`${digits}e${exponent}`));
    const text = fc.string({ unit: "binary" }).map((value) => value.replaceAll("\0", ""));
    const { value } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom<Json>(null, true, false, 0, 1e21, 1e-7, 123456789012345680000),
        fc.maxSafeInteger(),
        decimal,
        text,
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(text, tie("value"), { maxKeys: 6 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 20, maxLength: 40 }), async (values) => {
        const rows = await sql(
          database,
          `select trail.canonical(v.value) as text
           from jsonb_array_elements($1::jsonb) with ordinality as v (value, n) order by n`,
          JSON.stringify(values),
        );
        expect(rows.map((row) => row.text)).toEqual(values.map(canonicalize));
      }),
      { seed: 4, numRuns: 25 },
    );
  });
});

/** Tables of history: their rows never change. */
const HISTORY = [
  "closed_checkpoints",
  "closed_cosignatures",
  "closed_entries",
  "closed_logs",
  "event_terms",
  "events",
  "ledger_checkpoints",
  "ledger_cosignatures",
  "ledger_entries",
  "ledger_key_changes",
  "ledger_tiles",
  "set_aside",
];
/** Tables with current state, and the queue of the sequencer. */
const PRESENT = [
  "document_types",
  "documents",
  "event_personal",
  "id_counters",
  "key_ring",
  "links",
  "unique_keys",
  "unsequenced",
];

describeStores("the trail's tables", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test("every table is either history or current state", async () => {
    const rows = await sql(
      database,
      "select tablename as name from pg_tables where schemaname = 'trail' order by 1",
    );
    expect(rows.map(({ name }) => name)).toEqual([...HISTORY, ...PRESENT].sort());
  });

  test.each(HISTORY)("%s refuses update, delete and truncate", async (table) => {
    const rows = await sql(
      database,
      `select event_manipulation as act, action_orientation as per
       from information_schema.triggers
       where event_object_schema = 'trail' and event_object_table = $1 and action_timing = 'BEFORE'
         and action_statement = 'EXECUTE FUNCTION trail.refuse_change()'
       order by 1`,
      table,
    );
    expect(rows).toEqual([
      { act: "DELETE", per: "ROW" },
      { act: "UPDATE", per: "ROW" },
    ]);
    await expect(database.script(`truncate trail.${table} cascade`)).rejects.toMatchObject({
      code: "TR405",
    });
  });
});

describe("the role of the servers", () => {
  const role = `indelible_${randomBytes(4).toString("hex")}`;
  let owner: Database;
  let runtime: Database;

  beforeAll(async () => {
    const opened = await openServer();
    owner = opened.database;
    await migrateAsOwner(owner, { runtimeRole: role });
    await owner.script(`alter role ${role} password 'runtime'`);
    const url = new URL(opened.url);
    url.username = role;
    url.password = "runtime";
    runtime = openPostgres({ url: url.href });
  });
  afterAll(async () => {
    await runtime.close();
    await owner.script(`drop owned by ${role}; drop role ${role};`);
    await owner.close();
  });

  test("runs a whole server on a current schema, without a warning", async () => {
    expect(await migrateSchemas(runtime)).toBe(0);
    const server = await startTestServer(runtime);
    const made = await server.call("POST", "/api/environments", { Name: "Test" });
    expect(made.status).toBe(201);
    const path = `/api/environments/${made.body.Id}`;
    expect((await server.call("PUT", path, { ...made.body, Name: "Proof" })).status).toBe(200);
    expect((await server.call("DELETE", path)).status).toBe(200);
    expect(await server.sequencer.runBatch()).toMatchObject({ kind: "appended" });
    expect(server.warnings).toEqual([]);
    expect((await server.call("GET", "/readyz")).body.warnings).toEqual([]);
    await server.close();
  });

  test.each(HISTORY)("may not change, delete or truncate %s", async (table) => {
    for (const act of [
      `update trail.${table} set ${table === "ledger_tiles" ? "level = 1" : "ctid = ctid"}`,
      `delete from trail.${table}`,
      `truncate trail.${table}`,
      `drop table trail.${table}`,
      `alter table trail.${table} disable trigger all`,
    ]) {
      await expect(runtime.script(act)).rejects.toMatchObject({ code: /^(42501|0A000)$/ });
    }
  });

  test("may neither erase nor change values of personal members", async () => {
    for (const act of ["delete from", "truncate"]) {
      const erased = runtime.script(`${act} trail.event_personal`);
      await expect(erased).rejects.toMatchObject({ code: "42501" });
    }
    const changed = runtime.script("update trail.event_personal set value = ''");
    await expect(changed).rejects.toMatchObject({ code: "42501" });
  });

  test("may replace the current master key, and delete no key", async () => {
    const random = (bytes: number) => randomBytes(bytes);
    const masterKey = new Uint8Array(32).fill(7);
    await openKeyRing(runtime, masterKey, random);
    const rotation = { types: [], masterKey, newMasterKey: random(32), random };
    const rotated = await rotateMasterKey(runtime, { ...rotation, record: async () => {} });
    expect(rotated).toMatchObject({ generation: 2 });
    await expect(openKeyRing(runtime, masterKey, random)).rejects.toMatchObject({ code: "secret" });
    await expect(runtime.script("delete from trail.key_ring")).rejects.toMatchObject({
      code: "42501",
    });
  });

  test("is named in the error if a migration is necessary that it may not apply", async () => {
    const later = [...trailMigrations(), { number: 99, name: "later", sql: "select 1" }];
    await expect(migrate(runtime, "trail", later, sha256Hex)).rejects.toMatchObject({
      code: "schema",
      message: expect.stringContaining("indelible migrate"),
    });
  });

  test("loses its earlier privileges, and cannot be the owner", async () => {
    await owner.script(`grant all on all tables in schema trail to ${role}`);
    expect(await rolePowers(runtime)).toEqual({ role, isOwner: false, mayRewrite: true });
    await grantRuntimeRole(owner, role);
    expect(await rolePowers(runtime)).toEqual({ role, isOwner: false, mayRewrite: false });
    await expect(grantRuntimeRole(owner, "postgres")).rejects.toMatchObject({ code: "input" });
    await expect(grantRuntimeRole(owner, "x".repeat(64))).rejects.toMatchObject({ code: "input" });
  });

  test("a server that runs as the owner reports a warning", async () => {
    const server = await startTestServer(owner);
    const warning = expect.stringContaining("postgres owns the trail");
    expect(server.warnings).toEqual([warning]);
    expect((await server.call("GET", "/readyz")).body).toMatchObject({ warnings: [warning] });
    await server.close();
  });

  test("a change by direct SQL is recorded under its name", async () => {
    const name = { name: "", text: "select id from trail.documents where type = 'Teams' limit 1" };
    const [found] = await runtime.query<{ id: string }>(name, []);
    await sql(
      runtime,
      "update trail.documents set body = body || '{\"X\": 1}' where id = $1",
      found?.id,
    );
    const [event] = await sql(
      runtime,
      "select body::json ->> 'Username' as name from trail.events order by id desc limit 1",
    );
    expect(event).toEqual({ name: role });
  });
});

test("a change by direct SQL over the network records its client address", async () => {
  const { database, url } = await openServer();
  await registerDocumentTypes(database, [team]);
  const address = new URL(inject("postgresUrl"));
  address.pathname = new URL(url).pathname;
  const network = openPostgres({ url: address.href });
  await sql(
    network,
    `insert into trail.documents (id, type, version, title, sort_key, body, modified_on, modified_by)
     values ('Teams-1', 'Teams', 1, 'Own', 'own', '{"Name": "Own"}', now(), 'me')`,
  );
  const events = testTrail(database, [team]).events({ visibility: EVERYTHING }, 0, 100);
  expect(await events).toMatchObject([{ DocumentId: "Teams-1", IpAddress: "127.0.0.1" }]);
  await network.close();
  await database.close();
});

describe("indelible migrate", () => {
  beforeAll(buildPrograms, 120_000);

  function migrateBy(environment: Record<string, string>, ...args: string[]) {
    const program = fileURLToPath(new URL("../packages/cli/bin/indelible.mjs", import.meta.url));
    return spawnSync(process.execPath, [program, "migrate", ...args], {
      env: { PATH: process.env.PATH, ...environment },
      encoding: "utf8",
    });
  }

  test("creates the schemas and the role, and does nothing the second time", async () => {
    const role = `indelible_${randomBytes(4).toString("hex")}`;
    const { url, drop } = await createDatabase(inject("postgresSocketUrl"));
    const first = migrateBy({ DATABASE_URL: url }, "--runtime-role", role);
    expect(first).toMatchObject({ status: 0, stderr: "" });
    expect(first.stdout).toContain(`The role ${role} can run servers.`);
    expect(migrateBy({ DATABASE_URL: url }).stdout).toMatch(/^0 migrations were applied/);
    const database = openPostgres({ url });
    expect(await rolePowers(database, role)).toEqual({ role, isOwner: false, mayRewrite: false });
    await database.script(`drop owned by ${role}; drop role ${role};`);
    await database.close();
    await drop();
  });

  test("requires a database and valid arguments", () => {
    expect(migrateBy({})).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^migrate needs DATABASE_URL/),
    });
    expect(migrateBy({}, "--runtime-role").status).toBe(2);
  });
});
