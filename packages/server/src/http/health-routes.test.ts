import { type Database, TrailError } from "@indelible/trail";
import Fastify from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../test/support/server.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { addHealthRoutes } from "./health-routes.ts";

const FULL = new TrailError("unavailable", "The disk of the database is full.");

let database: Database;
let server: TestServer;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

const get = (url: string) => server.call("GET", url, undefined, { key: null });

test("health is reported without a key, with the state of the ledger", async () => {
  expect((await get("/healthz")).body).toEqual({ status: "ok" });
  const before = (await get("/readyz")).body;
  expect(before).toMatchObject({ status: "ready", ledger: { size: 0 } });
  expect(before.ledger.waiting).toBeGreaterThan(0);
  while ((await server.sequencer.runBatch()).kind === "appended");
  expect((await get("/readyz")).body.ledger).toEqual({
    size: before.ledger.waiting,
    waiting: 0,
    lagSeconds: 0,
  });
});

test("metrics are in the text format of Prometheus", async () => {
  await server.verifier.round(async () => {});
  const { text, headers } = await get("/metrics");
  expect(headers["content-type"]).toContain("text/plain");
  for (const line of text.trimEnd().split("\n")) {
    expect(line).toMatch(/^(# (HELP|TYPE) indelible_\w+ .+|indelible_\w+ \d+(\.\d+)?)$/);
  }
  expect(text).toContain(`\nindelible_verified_entries ${server.verifier.state.last?.size}\n`);
  expect(text).toContain("\nindelible_verification_findings 0\n");
});

test.each([
  ["answers no", async () => false, "The database cannot be used."],
  ["fails", () => Promise.reject(new TypeError("oh")), "The database cannot be used."],
  ["is full", () => Promise.reject(FULL), "The disk of the database is full."],
])("a server whose database %s is not ready", async (_, isReady, reason) => {
  const app = Fastify();
  const { ledger, sequencer: alarmSource, verifier, witnesses } = server;
  const clock = () => new Date();
  addHealthRoutes(app, { isReady, ledger, alarmSource, verifier, witnesses, clock, warnings: [] });
  const { statusCode, body } = await app.inject("/readyz");
  expect([statusCode, JSON.parse(body)]).toEqual([503, { status: "not ready", reason }]);
  await app.close();
});
