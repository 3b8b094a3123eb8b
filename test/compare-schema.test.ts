import { installationSchema } from "@indelible/checks";
import { migrateAsOwner, migrateSchemas, serverMigrations } from "@indelible/server";
import {
  compareSchema,
  type Database,
  type Finding,
  migrate,
  openPglite,
  openPostgres,
  sha256Hex,
  trailMigrations,
} from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createDatabase } from "./support/postgres.ts";
import { describeStores, STORES } from "./support/stores.ts";

/** What changed in the schema, and the finding, without that it is not the one of the migrations. */
const DIFFERENCES: readonly (readonly [sql: string, kind: Finding["kind"], detail: string])[] = [
  // Functions.
  [
    `create or replace function trail.is_visible(event_space text, event_scopes jsonb, grants jsonb)
     returns boolean language sql immutable as 'select true'`,
    "changed",
    "Function trail.is_visible(event_space text, event_scopes jsonb, grants jsonb) is not the one of the migrations: its body differs.",
  ],
  [
    "drop function trail.scopes_of",
    "missing",
    "Function trail.scopes_of(document_id text, document_type text, grants jsonb) is missing.",
  ],
  [
    "alter function trail.record_direct_change() security invoker",
    "changed",
    "its security definer is 'false', not 'true'.",
  ],
  [
    "alter function trail.check_tiles() set search_path = public",
    "changed",
    "Function trail.check_tiles() is not the one of the migrations: its configuration is 'search_path=public', not 'search_path=pg_catalog, pg_temp'.",
  ],
  ["alter function trail.is_visible volatile", "changed", "its volatility is 'v', not 'i'."],
  [
    `create function trail.is_visible(event_space varchar, event_scopes jsonb, grants jsonb)
     returns boolean language sql as 'select true'`,
    "inserted",
    "Function trail.is_visible(event_space character varying, event_scopes jsonb, grants jsonb) was not made by the migrations.",
  ],
  [
    "create function server.extra() returns integer language sql as 'select 1'",
    "inserted",
    "Function server.extra() was not made by the migrations.",
  ],
  // Triggers.
  [
    "drop trigger append_only on trail.events",
    "missing",
    "Trigger append_only on trail.events is missing.",
  ],
  [
    `alter table trail.documents disable trigger "Audited"`,
    "changed",
    "Trigger Audited on trail.documents is not the one of the migrations: its state is 'disabled', not 'enabled'.",
  ],
  [
    `alter table trail.documents enable replica trigger "Audited"`,
    "changed",
    "its state is 'enabled for replicas only', not 'enabled'.",
  ],
  [
    "alter table trail.ledger_entries disable trigger all",
    "changed",
    "Trigger in_order on trail.ledger_entries is not the one of the migrations: its state is 'disabled', not 'enabled'.",
  ],
  [
    `drop trigger append_only on server.snapshots;
     create trigger append_only before delete on server.snapshots
       for each row when (false) execute function trail.refuse_change()`,
    "changed",
    "Trigger append_only on server.snapshots is not the one of the migrations: its definition differs.",
  ],
  [
    `create trigger extra before insert on trail.events
       for each row execute function trail.refuse_change()`,
    "inserted",
    "Trigger extra on trail.events was not made by the migrations.",
  ],
  // Rules, views, policies, children.
  [
    "create rule skip as on insert to trail.events do instead nothing",
    "inserted",
    "Rule skip on trail.events was not made by the migrations.",
  ],
  [
    `alter table trail.event_terms rename to event_terms_real;
     create view trail.event_terms as select * from trail.event_terms_real where event_id <> 1`,
    "inserted",
    "View trail.event_terms was not made by the migrations.",
  ],
  [
    "alter table server.sessions enable row level security",
    "changed",
    "Table server.sessions is not the one of the migrations: its row security is 'true', not 'false'.",
  ],
  [
    "create policy extra on trail.events using (id > 5)",
    "inserted",
    "Policy extra on trail.events was not made by the migrations.",
  ],
  [
    "create table public.more_events () inherits (trail.events)",
    "inserted",
    "Child table public.more_events of trail.events was not made by the migrations.",
  ],
  // Tables and columns.
  ["drop table server.past_projects", "missing", "Table server.past_projects is missing."],
  [
    "create table trail.extra (id bigint)",
    "inserted",
    "Table trail.extra was not made by the migrations.",
  ],
  [
    "alter table server.api_key_uses set unlogged",
    "changed",
    "Table server.api_key_uses is not the one of the migrations: its persistence is 'u', not 'p'.",
  ],
  [
    "alter table trail.events alter column occurred set default now()",
    "changed",
    "Column trail.events.occurred is not the one of the migrations: its default is 'now()', not ''.",
  ],
  [
    "alter table server.sessions alter column user_id drop not null",
    "changed",
    "Column server.sessions.user_id is not the one of the migrations: its not null is 'false', not 'true'.",
  ],
  [
    "alter table server.tasks add column extra text",
    "inserted",
    "Column server.tasks.extra was not made by the migrations.",
  ],
  ["alter table server.tasks drop column mac", "missing", "Column server.tasks.mac is missing."],
  // Constraints and unique indexes.
  [
    "alter table trail.links drop constraint links_to_id_fkey",
    "missing",
    "Constraint links_to_id_fkey on trail.links is missing.",
  ],
  [
    "alter table trail.events drop constraint events_digest_check",
    "missing",
    "Constraint events_digest_check on trail.events is missing.",
  ],
  [
    `alter table trail.links drop constraint links_to_id_fkey;
     alter table trail.links add constraint links_to_id_fkey
       foreign key (to_id) references trail.documents (id) not valid`,
    "changed",
    "Constraint links_to_id_fkey on trail.links is not the one of the migrations: its validated is 'false', not 'true', its definition differs.",
  ],
  [
    "alter table trail.links disable trigger all",
    "changed",
    "Constraint links_to_id_fkey on trail.links is not the one of the migrations: its enforced is 'false', not 'true'.",
  ],
  [
    "alter table trail.events add constraint extra check (id <> 5)",
    "inserted",
    "Constraint extra on trail.events was not made by the migrations.",
  ],
  [
    "drop index server.tasks_in_lane",
    "missing",
    "Unique index tasks_in_lane on server.tasks is missing.",
  ],
  [
    `drop index server.tasks_in_lane;
     create unique index tasks_in_lane on server.tasks (lane) where lane = 'x'`,
    "changed",
    "Unique index tasks_in_lane on server.tasks is not the one of the migrations: its definition differs.",
  ],
  [
    "create unique index extra on trail.events (space_id, id)",
    "inserted",
    "Unique index extra on trail.events was not made by the migrations.",
  ],
  // Sequences, rights, settings.
  [
    "alter sequence trail.event_ids increment by 2",
    "changed",
    "Sequence trail.event_ids is not the one of the migrations: its increment is '2', not '1'.",
  ],
  [
    "grant update (body) on trail.events to servers_of_test",
    "inserted",
    "Right update on trail.events.body was not made by the migrations.",
  ],
  [
    "grant delete on trail.ledger_entries to servers_of_test",
    "inserted",
    "Right delete on trail.ledger_entries was not made by the migrations.",
  ],
  [
    "grant insert on trail.events to public",
    "inserted",
    "Right insert on trail.events for PUBLIC was not made by the migrations.",
  ],
  [
    "grant create on schema trail to servers_of_test",
    "inserted",
    "Right create on schema trail was not made by the migrations.",
  ],
  [
    "grant update on sequence trail.event_ids to servers_of_test",
    "inserted",
    "Right update on trail.event_ids was not made by the migrations.",
  ],
  [
    "alter role servers_of_test set session_replication_role = replica",
    "inserted",
    "Setting session_replication_role of role servers_of_test was not made by the migrations.",
  ],
  [
    "set local session_replication_role = replica",
    "inserted",
    "Setting session_replication_role of the database server was not made by the migrations.",
  ],
  // Migrations.
  [
    "delete from trail_meta.migrations where owner = 'trail' and number = 8",
    "missing",
    "Migration trail 8 (comparable-functions) is missing.",
  ],
  [
    "update trail_meta.migrations set sha256 = 'x' where owner = 'server' and number = 6",
    "changed",
    "Migration server 6 (tasks) is not the one of the migrations: its text differs.",
  ],
];

const HARMLESS = [
  "create index extra on trail.events (space_id)",
  "drop index trail.events_by_time",
  "grant select on all tables in schema trail, server to servers_of_test",
  "grant usage on schema trail to public",
  "alter table trail.events set (autovacuum_enabled = false)",
  "create table public.extra (id bigint); create view public.seen as select * from trail.events",
  "comment on table trail.events is 'all events'",
];

describeStores("the schema of a database", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await migrate(database, "server", serverMigrations(), sha256Hex);
    await migrateAsOwner(database, { runtimeRole: "servers_of_test" });
  });
  afterAll(() => database.close());

  /** The findings after SQL, which is undone. */
  async function findingsAfter(sql: string): Promise<readonly Finding[]> {
    let findings: readonly Finding[] = [];
    const undone = database.transaction(async (connection) => {
      await connection.script(sql);
      findings = await compareSchema(connection, installationSchema());
      throw new RangeError("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    return findings;
  }

  test("that the migrations made has no difference, with and without a runtime role", async () => {
    expect(await compareSchema(database, installationSchema())).toEqual([]);
    expect(await findingsAfter("drop owned by servers_of_test")).toEqual([]);
  });

  test.each(DIFFERENCES)("%s: %s", async (sql, kind, detail) => {
    const findings = await findingsAfter(sql);
    expect(findings).toContainEqual({
      kind,
      eventId: null,
      index: null,
      detail: expect.stringContaining(detail),
    });
  });

  test.each(HARMLESS)("is not changed by: %s", async (sql) => {
    expect(await findingsAfter(sql)).toEqual([]);
  });

  test("with other migrations is not compared further", async () => {
    const sql = `drop trigger append_only on trail.events;
      insert into trail_meta.migrations (owner, number, name, sha256)
      values ('server', 99, 'later', 'x')`;
    expect((await findingsAfter(sql)).map(({ detail }) => detail)).toEqual([
      "Migration server 99 (later) was not made by the migrations.",
    ]);
  });
});

describe.each(STORES)("a database on %s that was updated", (kind) => {
  // Each migration is applied by itself, as by one version after the other.
  test("from the first migration has no difference", async () => {
    const created = kind === "pglite" ? undefined : await createDatabase(inject("postgresUrl"));
    const database =
      created === undefined ? await openPglite({}) : openPostgres({ url: created.url });
    for (let count = 1; count <= trailMigrations().length; count++) {
      await migrate(database, "trail", trailMigrations().slice(0, count), sha256Hex);
    }
    for (let count = 1; count <= serverMigrations().length; count++) {
      await migrate(database, "server", serverMigrations().slice(0, count), sha256Hex);
    }
    expect(await migrateSchemas(database)).toBe(0);
    expect(await compareSchema(database, installationSchema())).toEqual([]);
    await database.close();
    await created?.drop();
  });
});
