import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../../test/support/server.ts";
import { openStore } from "../../../../../test/support/stores.ts";
import { ledgerRoutes } from "./ledger-routes.ts";

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

const get = (path: string, key?: null) =>
  server.call("GET", `/api/ledger${path}`, undefined, key === undefined ? {} : { key });

test("a new ledger has a checkpoint of size 0, and all events are waiting", async () => {
  expect((await get("")).body).toMatchObject({
    Origin: "indelible/test",
    VerifierKey: expect.stringMatching(/^indelible\/test\+/),
    Checkpoint: { Size: 0 },
    WaitingEvents: expect.any(Number),
    Alarms: [],
    Quorum: { Name: null, IsMet: true },
  });
  expect((await get("/checkpoint")).text).toMatch(/^indelible\/test\n0\n/);
  expect((await get("/tile/0/000")).status).toBe(404);
});

test("checkpoints and tiles are served once events are in the ledger", async () => {
  while ((await server.sequencer.runBatch()).kind === "appended");
  const { body } = await get("");
  expect(body).toMatchObject({ WaitingEvents: 0, WaitingSince: null, Witnesses: [] });
  const { text, headers } = await get("/checkpoint");
  expect(text).toBe(body.Checkpoint.Note);
  expect(headers["cache-control"]).toBe("no-store");
  const list = (await get("/checkpoints?take=1")).body;
  expect(list.Items).toEqual([body.Checkpoint]);
  const size = body.Checkpoint.Size as number;
  const tile = await get(size < 256 ? `/tile/0/000.p/${size}` : "/tile/0/000");
  expect(tile.bytes).toHaveLength(Math.min(size, 256) * 32);
  expect(tile.headers["cache-control"]).toContain("immutable");
});

test("anonymous callers may read the ledger only when it is public", async () => {
  expect((await get("", null)).status).toBe(401);
  const { ledger, sequencer: alarmSource, witnesses } = server;
  const options = { ledger, alarmSource, witnesses, origin: "a", verifierKey: "b" };
  const accessWith = (isPublic: boolean) =>
    new Set(ledgerRoutes({ ...options, isPublic }).map(({ access }) => access));
  expect([...accessWith(true), ...accessWith(false)]).toEqual(["public", "signed-in"]);
});
