import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../../test/support/server.ts";
import { openStore } from "../../../../../test/support/stores.ts";

let database: Database;
let server: TestServer;
let newest: string;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
  const { body } = await server.call("GET", "/api/events?take=1");
  newest = body.Items[0].Id;
});
afterAll(async () => {
  await server.close();
  await database.close();
});

test("an event is provable once it is in the ledger", async () => {
  const early = await server.call("GET", `/api/events/${newest}/proof`);
  expect([early.status, early.body.ErrorMessage]).toEqual([
    409,
    `${newest} is recorded but not in the ledger yet; try again in a second.`,
  ]);
  while ((await server.sequencer.runBatch()).kind === "appended");
  const { body } = await server.call("GET", `/api/events/${newest}/proof`);
  expect(JSON.parse(body.Event).Id).toBe(newest);
  const file = await server.call("GET", `/api/events/${newest}/proof?format=file`);
  expect(file.text).toBe(body.Proof);
  expect(file.headers["content-disposition"]).toContain(`${newest}.tlog-proof`);
  const event = await server.call("GET", `/api/events/${newest}`);
  expect(event.body.LedgerIndex).toEqual(expect.any(Number));
});

test("differences are part of an event unless excluded", async () => {
  const of = async (query: string) => {
    const { body } = await server.call("GET", `/api/events?take=1${query}`);
    return body.Items[0].ChangeDetails.Differences;
  };
  expect(await of("")).not.toBeNull();
  expect(await of("&excludeDifference=true")).toBeNull();
});

test.each(["Events-999999", "Events-x", "Machines-1", "Events-1234567890123456"])(
  "the event %s is not found",
  async (id) => {
    expect((await server.call("GET", `/api/events/${id}`)).status).toBe(404);
  },
);

test("the export has a heading and a row for each event", async () => {
  const { TotalResults } = (await server.call("GET", "/api/events?take=0")).body;
  const { text, headers } = await server.call(
    "GET",
    "/api/events?asCsv=true&excludeDifference=true",
  );
  expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
  expect(text.match(/^Events-\d+,/gm)).toHaveLength(TotalResults);
  expect(text.match(/^\uFEFF?Id,/gm)).toHaveLength(1);
});

test.each([
  ["categories", "Created"],
  ["groups", "Deployment"],
  ["documenttypes", "Projects"],
  ["agents", "Mozilla"],
])("the metadata %s contains %s", async (name, id) => {
  const { body } = await server.call("GET", `/api/events/${name}`);
  expect(body.map(({ Id }: { Id: string }) => Id)).toContain(id);
});

test.each(["POST", "PUT", "PATCH", "DELETE"])(
  "%s is refused, also without a key",
  async (method) => {
    const { status, headers } = await server.call(
      method,
      `/api/events/${newest}`,
      {},
      { key: null },
    );
    expect([status, headers.allow]).toEqual([405, "GET, HEAD"]);
  },
);
