import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import type { TrailEvent } from "@indelible/trail";
import pg from "pg";
import { beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { runProgram } from "../packages/cli/src/program.ts";
import { createDatabase } from "./support/postgres.ts";
import { ADMIN_KEY } from "./support/server.ts";
import { buildPrograms, SHORT_LIVED, startServerProcess } from "./support/server-process.ts";
import { temporaryDirectory } from "./support/temporary-directory.ts";
import { testWorld } from "./support/world.ts";

beforeAll(() => buildPrograms(), 240_000);

const PASSWORD = "correct horse battery";

/** The settings of a server with a separate database, and SQL on that database as its owner. */
async function installation() {
  const created = await createDatabase(inject("postgresUrl"));
  const client = new pg.Client({ connectionString: created.url });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await created.drop();
  });
  const settings = {
    DATA_DIR: temporaryDirectory(),
    DATABASE_URL: created.url,
    ADMIN_API_KEY: ADMIN_KEY,
    ADMIN_PASSWORD: PASSWORD,
  };
  const sql = async (text: string) => (await client.query(text)).rows;
  /** The events of servers, oldest first. */
  const events = async (): Promise<TrailEvent[]> => {
    const rows = await sql(`select body from trail.events
      where body like '%"DocumentType":"OctopusServerNodes"%' order by id`);
    return rows.map(({ body }) => JSON.parse(body));
  };
  return { settings, sql, events };
}

type Settings = Awaited<ReturnType<typeof installation>>["settings"] & Record<string, string>;

async function started(settings: Settings) {
  const server = startServerProcess(settings);
  await server.address;
  return server;
}

const categories = (events: readonly TrailEvent[]) => events.map(({ Category }) => Category);

test("starts, a kill and a stop are recorded, and the stop is proved before the server ends", async () => {
  const { settings, sql, events } = await installation();
  const first = await started(settings);
  expect(categories(await events())).toEqual(["Created", "ServerStarted"]);
  first.kill("SIGKILL");
  await first.ended;
  const second = await started({ ...settings, LOG_LEVEL: "warn" });
  const recorded = (await events()).slice(2);
  expect(categories(recorded)).toEqual(["Modified", "ServerStoppedUnexpectedly", "ServerStarted"]);
  expect(recorded[0]?.ChangeDetails.Differences).toEqual([
    { op: "replace", path: "/Configuration/LOG_LEVEL", value: "warn" },
  ]);
  second.kill("SIGTERM");
  expect(await second.ended).toMatchObject({ code: 0 });
  const [stopped] = (await events()).slice(5);
  expect(stopped?.Message).toMatch(/^Server Node \S+ was stopped by SIGTERM$/);
  const [last] = await sql("select event_id from trail.ledger_entries order by index desc limit 1");
  expect(`Events-${last.event_id}`).toBe(stopped?.Id);
  const [{ size, entries }] = await sql(`select max(size) as size,
    (select count(*) from trail.ledger_entries) as entries from trail.ledger_checkpoints`);
  expect(size).toBe(entries);
  const world = testWorld({ environment: settings, clock: () => new Date() });
  expect(await runProgram(world, ["verify"])).toBe(0);
}, 120_000);

test("no event has a secret of the configuration, and each changed secret shows", async () => {
  const { settings, events } = await installation();
  const first = await started(settings);
  first.kill("SIGTERM");
  await first.ended;
  const second = await started({ ...settings, ADMIN_PASSWORD: "another password" });
  second.kill("SIGTERM");
  await second.ended;
  const all = await events();
  expect(categories(all).slice(2, 4)).toEqual(["ServerStopped", "Modified"]);
  const [{ ChangeDetails: created }] = all as [TrailEvent];
  const digest = expect.stringMatching(/^secret-digest:[\w-]{22}$/);
  expect(created.DocumentContext).toMatchObject({
    Configuration: { ADMIN_API_KEY: digest, ADMIN_PASSWORD: digest, DATA_DIR: settings.DATA_DIR },
  });
  expect(all[3]?.ChangeDetails.Differences).toEqual([
    { op: "replace", path: "/Configuration/ADMIN_PASSWORD", value: digest },
  ]);
  const text = JSON.stringify(all);
  for (const hidden of [PASSWORD, "another password", ADMIN_KEY])
    expect(text).not.toContain(hidden);
}, 120_000);

test("a server that cannot listen records its start and its stop", async () => {
  const { settings, sql, events } = await installation();
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void blocker.close());
  const address = blocker.address();
  const PORT = String(typeof address === "object" ? address?.port : "");
  const { code } = await startServerProcess({ ...settings, PORT }).ended;
  expect(code).toBe(1);
  const all = await events();
  expect(categories(all)).toEqual(["Created", "ServerStarted", "ServerStopped"]);
  expect(all.at(-1)?.Message).toContain("was stopped because it could not listen");
  expect(await sql("select * from trail.unsequenced")).toEqual([]);
}, 120_000);

/** Runs `indelible export` to a new folder; it starts the server's program for real. */
async function exportTo(settings: Record<string, string>, ...flags: string[]) {
  const folder = join(temporaryDirectory(), "copy");
  const world = testWorld({
    clock: () => new Date(),
    environment: settings,
    runNode: async (args) => {
      const env = { PATH: process.env.PATH, ...settings };
      const child = spawn(process.execPath, [...SHORT_LIVED, ...args], { env, stdio: "ignore" });
      const [code] = await once(child, "close");
      return code ?? 1;
    },
  });
  const code = await runProgram(world, ["export", folder, ...flags]);
  return { code, folder, printed: world.printed(), remarked: world.remarked() };
}

async function call(address: string, path: string) {
  const headers = { "x-octopus-apikey": ADMIN_KEY };
  return (await fetch(`${address}${path}`, { headers })).json();
}

const EXPORTS = "/api/events?eventCategories=ExportComplete&includeSystem=true";

test("an export of a running server's database is an event that names the operator", async () => {
  const { settings } = await installation();
  const server = await started(settings);
  const address = await server.address;
  const { code, folder, printed, remarked } = await exportTo(settings);
  expect({ code, remarked }).toEqual({ code: 0, remarked: "" });
  const [, size] = /^Exported (\d+) events/.exec(printed) ?? [];
  const { Items } = await call(address, EXPORTS);
  expect(Items).toMatchObject([
    {
      UserId: "users-system",
      IdentityEstablishedWith: expect.stringMatching(/^Command line, as .+ on .+$/),
      Message: expect.stringMatching(
        new RegExp(
          `^Ledger was exported by .+ on .+ to ${folder}: all ${size} events under the checkpoint of size ${size} \\(root [\\w+/=]{44}\\)$`,
        ),
      ),
    },
  ]);
  const other = { ...settings, MASTER_KEY: Buffer.alloc(32, 1).toString("base64") };
  expect(await exportTo(other)).toMatchObject({ code: 2, printed: "" });
  const unable = await exportTo(other, "--force");
  expect(unable).toMatchObject({ code: 0, remarked: expect.stringContaining("not recorded") });
  expect((await call(address, EXPORTS)).TotalResults).toBe(1);
}, 120_000);

test("an export of an embedded database is an event, which the next start proves", async () => {
  const settings = { DATA_DIR: temporaryDirectory(), ADMIN_API_KEY: ADMIN_KEY };
  const first = startServerProcess(settings);
  await first.address;
  expect(await exportTo(settings)).toMatchObject({
    code: 2,
    remarked: expect.stringContaining("in use by another server"),
  });
  first.kill("SIGTERM");
  await first.ended;
  expect(await exportTo(settings)).toMatchObject({ code: 0, remarked: "" });
  const second = startServerProcess(settings);
  const address = await second.address;
  const { Items } = await call(address, EXPORTS);
  expect(Items).toHaveLength(1);
  expect((await call(address, `/api/events/${Items[0].Id}/proof`)).Proof).toContain("c2sp.org");
  second.kill("SIGTERM");
  await second.ended;
}, 240_000);
