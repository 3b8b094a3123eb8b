import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { beforeAll, expect, inject, onTestFinished, test, vi } from "vitest";
import { runProgram } from "../packages/cli/src/program.ts";
import { createDatabase } from "./support/postgres.ts";
import { ADMIN_KEY } from "./support/server.ts";
import { buildPrograms, startServerProcess } from "./support/server-process.ts";
import { temporaryDirectory } from "./support/temporary-directory.ts";
import { testWorld } from "./support/world.ts";

beforeAll(() => buildPrograms(), 240_000);

/** How long an alarm may take: rounds of the sequencer are a quarter of a second apart. */
const ALARM_MS = 2_000;

/** The settings of a server with a separate database, and SQL on that database as its owner. */
async function installation() {
  const created = await createDatabase(inject("postgresUrl"));
  const client = new pg.Client({ connectionString: created.url });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await created.drop();
  });
  const folder = temporaryDirectory();
  const settings = { DATA_DIR: folder, DATABASE_URL: created.url, ADMIN_API_KEY: ADMIN_KEY };
  const sql = async (text: string) => (await client.query(text)).rows;
  const tamper = (text: string) =>
    sql(`set session_replication_role = replica; ${text}; set session_replication_role = origin`);
  return { folder, settings, sql, tamper };
}

async function create(address: string, Name: string): Promise<void> {
  const response = await fetch(`${address}/api/environments`, {
    method: "POST",
    headers: { "x-octopus-apikey": ADMIN_KEY, "content-type": "application/json" },
    body: JSON.stringify({ Name }),
  });
  expect(response.status).toBe(201);
}

async function readiness(address: string): Promise<{ status: string; alarms: string[] }> {
  return (await fetch(`${address}/readyz`)).json();
}

async function verified(settings: Record<string, string>) {
  const world = testWorld({ environment: settings, clock: () => new Date() });
  const code = await runProgram(world, ["verify", "--json"]);
  return { code, ...JSON.parse(world.printed()) };
}

const NO_ALARM = expect.not.stringContaining("ALARM");
const UNPUBLISHED = `select (select count(*) from trail.ledger_entries)
  - (select max(size) from trail.ledger_checkpoints) + count(*) as count from trail.unsequenced`;
const UNPROVED = "select count(*)::int as count from trail.unsequenced";

test("history that is removed under a running server is an alarm within two seconds", async () => {
  const { settings, tamper, sql } = await installation();
  const server = startServerProcess(settings);
  const address = await server.address;
  await create(address, "One");
  // A checkpoint that is being published would be left by the tampering.
  await vi.waitFor(async () => expect(await sql(UNPUBLISHED)).toEqual([{ count: "0" }]));
  await tamper(`delete from trail.events where id = 3; delete from trail.event_terms where event_id = 3;
    insert into trail.unsequenced select event_id from trail.ledger_entries where event_id <> 3;
    delete from trail.ledger_entries; delete from trail.ledger_tiles;
    delete from trail.ledger_checkpoints`);
  await vi.waitFor(
    async () => {
      const { status, alarms } = await readiness(address);
      expect(status).toBe("degraded");
      expect(alarms).toEqual([expect.stringContaining("has no checkpoint of its ledger")]);
    },
    { timeout: ALARM_MS, interval: 50 },
  );
  await create(address, "Recorded all the same");
  expect(await sql("select * from trail.ledger_checkpoints")).toEqual([]);
  server.kill("SIGTERM");
  expect(await server.ended).toMatchObject({ code: 0 });
  expect(await sql("select * from trail.ledger_checkpoints")).toEqual([]);
}, 60_000);

test("a server that was stopped left nothing that could be taken out without a trace", async () => {
  const { settings, tamper, sql } = await installation();
  const server = startServerProcess(settings);
  const address = await server.address;
  for (const name of ["One", "Two", "Three"]) await create(address, name);
  server.kill("SIGTERM");
  expect(await server.ended).toMatchObject({ code: 0, stderr: NO_ALARM });
  expect(await sql(UNPROVED)).toEqual([{ count: 0 }]);
  expect(await verified(settings)).toMatchObject({ code: 0, findings: [] });
  const [{ last }] = await sql("select max(event_id)::int as last from trail.ledger_entries");
  await tamper(`delete from trail.events where id = ${last};
    delete from trail.event_terms where event_id = ${last};
    delete from trail.ledger_entries where event_id = ${last};
    delete from trail.ledger_checkpoints where size = (select max(size) from trail.ledger_checkpoints)`);
  const { code, findings } = await verified(settings);
  expect(code).toBe(1);
  expect(findings).toContainEqual(
    expect.objectContaining({
      kind: "truncated",
      detail: expect.stringContaining("The kept checkpoint is of size"),
    }),
  );
}, 60_000);

test("a server that was killed again and again raises no alarm, and proves all before it listens", async () => {
  const { settings, sql } = await installation();
  for (let kill = 0; kill < 3; kill++) {
    const server = startServerProcess(settings);
    const address = await server.address;
    expect(await sql(UNPROVED)).toEqual([{ count: 0 }]);
    expect(await readiness(address)).toMatchObject({ status: "ready", alarms: [] });
    await Promise.all([0, 1, 2, 3].map((each) => create(address, `Kill ${kill}, ${each}`)));
    server.kill("SIGKILL");
    await server.ended;
  }
  const server = startServerProcess(settings);
  expect(await readiness(await server.address)).toMatchObject({ status: "ready", alarms: [] });
  server.kill("SIGTERM");
  expect(await server.ended).toMatchObject({ code: 0, stderr: NO_ALARM });
  expect(await verified(settings)).toMatchObject({ code: 0, findings: [] });
}, 120_000);

test("a server with another ledger.key ends with a sentence before it listens", async () => {
  const { folder, settings, sql } = await installation();
  const first = startServerProcess(settings);
  await first.address;
  first.kill("SIGTERM");
  await first.ended;
  const checkpoints = await sql("select * from trail.ledger_checkpoints");
  renameSync(join(folder, "ledger.key"), join(folder, "ledger.key.old"));
  const sentence =
    /^The checkpoint.* ha(s|ve) another key or another origin\. Start the server with .*\.\n$/;
  const second = await startServerProcess(settings).ended;
  expect(second).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(sentence) });
  rmSync(join(folder, "ledger.checkpoint"));
  const third = await startServerProcess(settings).ended;
  expect(third).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(sentence) });
  expect(await sql("select * from trail.ledger_checkpoints")).toEqual(checkpoints);
}, 60_000);
