import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { captureLog } from "./support/captured-log.ts";
import { ADMIN_KEY, startTestServer, type TestServer } from "./support/server.ts";
import { openStore } from "./support/stores.ts";

const log = captureLog();
let database: Database;
let server: TestServer;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database, { log });
});

afterAll(async () => {
  await server?.close();
  await database?.close();
});

const finished = (method: string, path: string) =>
  log.entries().filter((entry) => {
    return entry.msg === "request finished" && entry.method === method && entry.path === path;
  });

test("an event's correlation id leads to the request that caused it", async () => {
  const { status, body } = await server.call("POST", "/api/Spaces-1/environments", { Name: "A" });
  expect(status).toBe(201);
  const events = await server.call("GET", `/api/events?regarding=${body.Id}`);
  const { CorrelationId } = events.body.Items[0];
  expect(finished("POST", "/api/environments")).toMatchObject([
    { level: "debug", requestId: CorrelationId, status: 201 },
  ]);
});

test("neither keys in headers and queries nor passwords in bodies are logged, at any level", async () => {
  const Password = "hush hush hush";
  await server.call("POST", "/api/users", { Username: "ann", DisplayName: "Ann", Password });
  await server.call("POST", "/api/users/login", { Username: "ann", Password });
  await server.call("GET", `/api/users/me?apikey=${ADMIN_KEY}`, undefined, { key: null });
  await server.call("GET", `/api/nothing/here?apikey=${ADMIN_KEY}`, undefined, { key: null });
  expect(finished("GET", "/api/users/me")).toMatchObject([{ status: 200 }]);
  const written = log.lines.join("");
  for (const secret of [ADMIN_KEY, Password, "correct horse"])
    expect(written).not.toContain(secret);
});
