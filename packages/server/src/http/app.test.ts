import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../test/support/server.ts";
import { openStore } from "../../../../test/support/stores.ts";

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

test.each([
  ["/api/nothing", "There is nothing at '/api/nothing'."],
  ["/api/Spaces-1/nothing?x=1", "There is nothing at '/api/Spaces-1/nothing'."],
  ["/api/Spaces-99/projects", "There is no space 'Spaces-99'."],
  ["/api/spaces/elsewhere/projects", "There is no space 'elsewhere'."],
])("GET %s is not found", async (url, message) => {
  const { status, body } = await server.call("GET", url);
  expect([status, body.ErrorMessage]).toEqual([404, message]);
});

test("a space is found by id, slug and name, in every form of the URL", async () => {
  for (const form of ["", "/Spaces-1", "/spaces/default", "/spaces/Default"]) {
    const { body } = await server.call("GET", `/api${form}/space-home`);
    expect(body.Id).toBe("Spaces-1");
  }
});

test("anonymous callers get 401 before anything else is checked", async () => {
  for (const url of ["/api/projects/none", "/api/Spaces-99/projects", "/api/events"]) {
    expect((await server.call("GET", url, undefined, { key: null })).status).toBe(401);
  }
});

test("a body that is not JSON is refused without quoting it", async () => {
  const headers = { "content-type": "application/json" };
  const { status, text } = await server.call("POST", "/api/projects", '{"a": hush}', { headers });
  expect(status).toBe(400);
  expect(text).toContain("The body is not valid JSON");
  expect(text).not.toContain("hush");
});

test("NUL characters in the URL are refused", async () => {
  const { status, body } = await server.call("GET", "/api/projects?partialName=%00");
  expect([status, body.Errors]).toEqual([
    400,
    ["The address must not contain the NUL character (%00)."],
  ]);
});

test("Strict-Transport-Security is sent only over TLS, without subdomains", async () => {
  const plain = await server.call("GET", "/api");
  expect(plain.headers).not.toHaveProperty("strict-transport-security");
  const headers = { "x-forwarded-proto": "https" };
  const untrusted = await server.call("GET", "/api", undefined, { headers });
  expect(untrusted.headers).not.toHaveProperty("strict-transport-security");
  const behind = await startTestServer(database, { trustedProxies: ["127.0.0.1"], node: "other" });
  for (const url of ["/api", "/api/nothing", "/healthz"]) {
    const secure = await behind.call("GET", url, undefined, { headers });
    expect(secure.headers["strict-transport-security"]).toBe("max-age=31536000");
  }
  await behind.close();
});

test("answers have security headers, and are not cached", async () => {
  const { headers } = await server.call("GET", "/api");
  expect(headers["content-security-policy"]).toContain("default-src 'self'");
  expect(headers["cache-control"]).toBe("no-store");
});

test("every route is part of the OpenAPI description", async () => {
  const { body } = await server.call("GET", "/api/openapi.json");
  const described = Object.values(body.paths as Record<string, object>).flatMap(Object.keys);
  expect(described.filter((verb) => verb !== "head").length).toBe(server.routes.length);
});
