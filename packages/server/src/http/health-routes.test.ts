import type { Database } from "@indelible/trail";
import Fastify from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../test/support/server.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { addHealthRoutes } from "./health-routes.ts";

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
  const { text, headers } = await get("/metrics");
  expect(headers["content-type"]).toContain("text/plain");
  for (const line of text.trimEnd().split("\n")) {
    expect(line).toMatch(/^(# (HELP|TYPE) indelible_\w+ .+|indelible_\w+ \d+(\.\d+)?)$/);
  }
});

test.each([
  ["answers no", async () => false],
  ["fails", () => Promise.reject(new TypeError("unreachable"))],
])("a server whose database %s is not ready", async (_, isReady) => {
  const app = Fastify();
  const { ledger, sequencer: alarmSource, witnesses } = server;
  const clock = () => new Date();
  addHealthRoutes(app, { isReady, ledger, alarmSource, witnesses, clock, warnings: [] });
  const { statusCode, body } = await app.inject("/readyz");
  expect([statusCode, body]).toEqual([503, '{"status":"not ready"}']);
  await app.close();
});
