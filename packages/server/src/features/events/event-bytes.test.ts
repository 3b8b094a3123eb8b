import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type MeasuredDatabase,
  measuredDatabase,
} from "../../../../../test/support/measured-database.ts";
import { startTestServer, type TestServer } from "../../../../../test/support/server.ts";
import { openStore } from "../../../../../test/support/stores.ts";

const SAVES = 6;
const MEGABYTE = 1_000_000;
const PORTION = 4 * 1024 * 1024;

let database: MeasuredDatabase;
let server: TestServer;
let variables: string;

// Events of 4 MB: the variables before a save, and the new ones.
beforeAll(async () => {
  database = measuredDatabase(await openStore("postgres"));
  server = await startTestServer(database);
  const set = await server.call("POST", "/api/libraryvariablesets", { Name: "Large" });
  variables = set.body.VariableSetId;
  for (let save = 1; save <= SAVES; save += 1) {
    const path = `/api/variables/${variables}`;
    const { body } = await server.call("GET", path);
    const Variables = Array.from({ length: 20 }, (_, i) => {
      return { Name: `v${i}`, Type: "String", Value: String(save).repeat(MEGABYTE / 10) };
    });
    const saved = await server.call("PUT", path, { ...body, Variables });
    expect(saved.text.slice(0, 300)).toContain("OwnerId");
  }
});
afterAll(async () => {
  await server.close();
  await database.close();
});

test.each(["/api/events", "/api/Spaces-1/events"])(
  "a page of %s with large differences has all events, some without differences",
  async (path) => {
    database.reset();
    const { body, status } = await server.call("GET", `${path}?take=200&regarding=${variables}`);
    expect([status, body.TotalResults, body.Items.length]).toEqual([200, SAVES + 1, SAVES + 1]);
    expect(database.largest()).toBeLessThan(1.2 * PORTION);
    expect(database.total()).toBeLessThan(3 * PORTION);
    const [first, second, third] = body.Items;
    for (const whole of [first, second]) expect(whole.ChangeDetails.Differences).not.toEqual([]);
    expect(third.ChangeDetails).toEqual({ DocumentContext: null, Differences: null });
    expect(third.ChangeDetailsOmitted).toBe(true);
    const linked = await server.call("GET", third.Links.ChangeDetails);
    expect(linked.body.Id).toBe(third.Id);
    expect(linked.body.ChangeDetails.Differences.length).toBeGreaterThan(0);
  },
);

test("events are not marked as incomplete when no differences were requested", async () => {
  const { text } = await server.call("GET", "/api/events?take=200&excludeDifference=true");
  expect(text).not.toContain("ChangeDetailsOmitted");
});

test("the CSV file has all differences, read in portions", async () => {
  database.reset();
  const { text } = await server.call("GET", "/api/events?asCsv=true");
  expect(text.length).toBeGreaterThan(SAVES * 2 * MEGABYTE);
  expect(database.largest()).toBeLessThan(1.5 * PORTION);
});
