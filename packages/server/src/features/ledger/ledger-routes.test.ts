import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { captureLog } from "../../../../../test/support/captured-log.ts";
import { startTestServer, type TestServer } from "../../../../../test/support/server.ts";
import { openStore } from "../../../../../test/support/stores.ts";
import { ledgerRoutes } from "./ledger-routes.ts";

let database: Database;
let server: TestServer;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database, { log: captureLog() });
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
    VerifierKeys: [
      { VerifierKey: expect.stringMatching(/^indelible\/test\+/), FromSize: 0, ToSize: null },
    ],
    KeyStatements: [],
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

test("the state of the verification in the background is served, and what it finds is an alarm", async () => {
  expect((await get("")).body.Verification).toEqual({ Current: null, Last: null });
  await server.verifier.round(async () => {});
  const { Checkpoint, Verification } = (await get("")).body;
  expect(Verification).toMatchObject({
    Current: null,
    Last: { Entries: Checkpoint.Size, RootHash: Checkpoint.RootHash, FindingsCount: 0 },
  });
  const forge = (space: string) =>
    database.script(`set session_replication_role = replica;
      update trail.events set space_id = ${space} where id = 2;
      set session_replication_role = origin`);
  const [row] = await database.query<{ space: string | null }>(
    { name: "", text: "select space_id as space from trail.events where id = 2" },
    [],
  );
  await forge("'Spaces-99'");
  await server.verifier.round(async () => {});
  const { body } = await get("");
  expect(body.Alarms).toMatchObject([{ Code: "verification", IsSigningStopped: false }]);
  expect(body.Verification.Last.Findings).toMatchObject([{ Kind: "changed", EventId: "Events-2" }]);
  await server.sequencer.drain();
  const events = await server.call("GET", "/api/events?eventCategories=LedgerAlarm");
  expect(events.body.Items[0].Message).toContain("Ledger raised the alarm 'verification'");
  await forge(row?.space == null ? "null" : `'${row.space}'`);
  await server.verifier.round(async () => {});
  expect((await get("")).body.Alarms).toEqual([]);
});

test("anonymous callers may read the ledger only when it is public", async () => {
  expect((await get("", null)).status).toBe(401);
  const { ledger, sequencer: alarmSource, verifier, witnesses } = server;
  const keys = { keyChain: [], keyStatements: [] };
  const options = { ledger, alarmSource, verifier, witnesses, origin: "a", ...keys };
  const accessWith = (isPublic: boolean) =>
    new Set(ledgerRoutes({ ...options, isPublic }).map(({ access }) => access));
  expect([...accessWith(true), ...accessWith(false)]).toEqual(["public", "signed-in"]);
});
