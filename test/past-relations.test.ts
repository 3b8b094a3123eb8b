import { randomBytes } from "node:crypto";
import { createVerifier, newSignerKey } from "@indelible/ledger";
import { serverMigrations } from "@indelible/server";
import {
  type Database,
  Ledger,
  masterKeySealer,
  trailMigrations,
  Verifier,
  verifyTrail,
} from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Deploying } from "./support/deploying.ts";
import { rewriteInFormat2 } from "./support/format-2.ts";
import { memoryCheckpointStore } from "./support/kept-checkpoint.ts";
import { startTestServer, TEST_MASTER_KEY, type TestServer } from "./support/server.ts";
import { describeStores } from "./support/stores.ts";

const sealer = masterKeySealer(TEST_MASTER_KEY, (bytes) => randomBytes(bytes));
const signer = await newSignerKey("indelible/test", "note", new Uint8Array(32).fill(9));
const log = { origin: "indelible/test", verifiers: [createVerifier(signer)] };

/** The part of the migrations that extends the index of older events. */
function extensions(): string[] {
  const [trail, server] = [
    trailMigrations().find(({ name }) => name === "event-format-3"),
    serverMigrations().find(({ name }) => name === "past-relations"),
  ];
  const text = trail?.sql ?? "";
  return [text.slice(text.indexOf("-- Older events, by")), server?.sql ?? ""];
}

describeStores("events of earlier versions", (open) => {
  let database: Database;
  let server: TestServer;
  let on: Deploying;
  const ids = { old: "", now: "", project: "", first: "", second: "", tenant: "", machine: "" };

  beforeAll(async () => {
    database = await open();
    server = await startTestServer(database);
    on = new Deploying(server);
    await recordPast();
    await rewriteInFormat2(database, (text) => sealer.nonce(text));
    await server.sequencer.drain();
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  // A project that moves to another group and is deleted, and a tenant whose tag changes.
  async function recordPast() {
    ids.old = (await on.call("POST", "projectgroups", { Name: "Old" })).Id;
    ids.now = (await on.call("POST", "projectgroups", { Name: "New" })).Id;
    ids.project = await on.project([]);
    const project = await on.call("GET", `projects/${ids.project}`);
    const move = (ProjectGroupId: string) =>
      on.call("PUT", `projects/${ids.project}`, { ...project, ProjectGroupId });
    const release = async (Version: string) =>
      (await on.call("POST", "releases", { ProjectId: ids.project, Version })).Id;
    await move(ids.old);
    ids.first = await release("1.0.0");
    await move(ids.now);
    ids.second = await release("2.0.0");
    await on.call("DELETE", `projects/${ids.project}`);
    await on.call("POST", "tagsets", {
      Name: "Region",
      Tags: [{ Name: "North" }, { Name: "Süd" }],
    });
    const tenant = await on.call("POST", "tenants", { Name: "A", TenantTags: ["Region/North"] });
    ids.tenant = tenant.Id;
    const machine = await on.call("POST", "machines", {
      Name: "Web 1",
      EnvironmentIds: [await on.environment()],
      Roles: ["web"],
      TenantIds: [tenant.Id],
      TenantedDeploymentParticipation: "Tenanted",
      Endpoint: { CommunicationStyle: "None" },
    });
    ids.machine = machine.Id;
    await on.call("PUT", `tenants/${tenant.Id}`, { ...tenant, TenantTags: ["Region/Süd"] });
    await on.call("PUT", `machines/${machine.Id}`, { ...machine, Name: "Web 2" });
  }

  async function found(query: string): Promise<string[]> {
    const { body } = await server.call("GET", `/api/events?take=1000&${query}`);
    return body.Items.map(
      ({
        Category,
        RelatedDocumentIds: [id],
      }: {
        Category: string;
        RelatedDocumentIds: string[];
      }) => `${Category} ${id}`,
    );
  }

  async function findings(tampering = ""): Promise<string[]> {
    return database.transaction(async (connection) => {
      await connection.script("set transaction isolation level repeatable read");
      await connection.script(`set local session_replication_role = replica; ${tampering}`);
      const nonceOf = (text: string) => sealer.nonce(text);
      const verified = await verifyTrail(connection, { log, nonceOf, secrets: sealer });
      await connection.script("rollback");
      return verified.findings.map(({ detail }) => detail);
    });
  }

  /** What a round of the background verifier finds. */
  async function foundInBackground(): Promise<string[]> {
    const ledger = new Ledger(database, log);
    const store = memoryCheckpointStore();
    const clock = () => new Date();
    const verifier = new Verifier({ database, ledger, log, sealer, store, clock });
    await verifier.round(async () => {});
    return (verifier.state.last?.findings.kept ?? []).map(([, , , detail]) => detail);
  }

  test("are not as they should be before the migration", async () => {
    expect(await found(`projectGroups=${ids.old}`)).not.toContain(`Created ${ids.first}`);
    expect(await findings()).not.toEqual([]);
  });

  test("are found by what they related to when they happened, after it", async () => {
    for (const sql of extensions()) await database.script(sql);
    const [old, now] = [
      await found(`projectGroups=${ids.old}`),
      await found(`projectGroups=${ids.now}`),
    ];
    expect(old).toContain(`Created ${ids.first}`);
    expect(old).not.toContain(`Created ${ids.second}`);
    expect(old).not.toContain(`Deleted ${ids.project}`);
    expect(now).toContain(`Created ${ids.second}`);
    expect(now).toContain(`Deleted ${ids.second}`);
    expect(now).not.toContain(`Created ${ids.first}`);
    const [north, south] = [
      await found("tags=Region/North"),
      await found(`tags=${encodeURIComponent("Region/Süd")}`),
    ];
    expect(north).toContain(`Created ${ids.machine}`);
    expect(north).toContain(`Modified ${ids.tenant}`);
    expect(north).not.toContain(`Modified ${ids.machine}`);
    expect(south).toContain(`Modified ${ids.machine}`);
    expect(south).not.toContain(`Created ${ids.machine}`);
    expect(await findings()).toEqual([]);
  });

  test("and new ones verify together, also when a project moves again", async () => {
    const project = await on.call("GET", `projects/${await on.project([])}`);
    await on.call("PUT", `projects/${project.Id}`, { ...project, ProjectGroupId: ids.now });
    const tenant = await on.call("GET", `tenants/${ids.tenant}`);
    await on.call("PUT", `tenants/${ids.tenant}`, { ...tenant, TenantTags: [] });
    await server.sequencer.drain();
    expect(await findings()).toEqual([]);
  });

  test("have a finding when a term is taken away or added", async () => {
    const taken = `delete from trail.event_terms where term = '${ids.old}'`;
    expect(await findings(taken)).toContainEqual(
      expect.stringContaining(`index term "${ids.old}" (missing)`),
    );
    const added = `insert into trail.event_terms (term, occurred, event_id)
      select '${ids.now}', occurred, event_id from trail.event_terms where term = '${ids.first}'
      on conflict do nothing`;
    expect(await findings(added)).toContainEqual(
      expect.stringContaining(`index term "${ids.now}" (not in the event)`),
    );
  });

  test("are verified in the background too", async () => {
    const tamper = (sql: string) =>
      database.script(
        `set session_replication_role = replica; ${sql}; set session_replication_role = origin`,
      );
    expect(await foundInBackground()).toEqual([]);
    await tamper(`delete from trail.event_terms where term = '${ids.old}' and event_id in (
      select event_id from trail.event_terms where term = '${ids.first}')`);
    expect(await foundInBackground()).toContainEqual(
      expect.stringContaining(`index term "${ids.old}" (missing)`),
    );
    await tamper(`${extensions()[1]}; insert into trail.event_terms (term, occurred, event_id)
      select '${ids.now}', occurred, event_id from trail.event_terms where term = '${ids.first}'
      on conflict do nothing`);
    expect(await foundInBackground()).toContainEqual(
      expect.stringMatching(/index terms are not in the events/),
    );
  });
});
