import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Organisation } from "../access/organisation.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { openStore } from "../support/stores.ts";

let database: Database;
let spaceId: string;

beforeAll(async () => {
  database = await openStore("postgres");
  const server = await startTestServer(database);
  spaceId = await new Organisation(server).space();
  await server.close();
  // As created by a version without feeds and machine policies.
  const text = "delete from trail.documents where type in ('Feeds', 'MachinePolicies')";
  await database.query({ name: "", text }, []);
});
afterAll(() => database.close());

async function feedsOf(server: TestServer, space: string) {
  const { body } = await server.call("GET", `/api/${space}/feeds`);
  return body.Items.map(({ Id }: { Id: string }) => Id);
}

test("servers that start concurrently complete old spaces, once, as the system", async () => {
  const servers = await Promise.all([1, 2, 3].map(() => startTestServer(database)));
  const [server] = servers;
  if (server === undefined) return;
  expect(await feedsOf(server, "Spaces-1")).toEqual(["feeds-builtin"]);
  expect(await feedsOf(server, spaceId)).toEqual([`feeds-builtin-${spaceId}`]);
  for (const space of ["Spaces-1", spaceId]) {
    const { body } = await server.call("GET", `/api/${space}/machinepolicies`);
    expect(body.Items).toEqual([expect.objectContaining({ IsDefault: true })]);
  }
  const regarding = `feeds-builtin-${spaceId}`;
  const { body } = await server.call("GET", `/api/${spaceId}/events?regarding=${regarding}`);
  expect(body.Items[0]).toMatchObject({
    Category: "Created",
    Username: "system",
    UserId: "users-system",
    CorrelationId: "complete-installation",
  });
  const count = await events();
  for (const each of servers) await each.close();
  await (await startTestServer(database)).close();
  expect(await events()).toBe(count);
});

async function events(): Promise<number> {
  const text = "select count(*) as count from trail.events";
  const [row] = await database.query<{ count: number }>({ name: "", text }, []);
  return row?.count ?? -1;
}
