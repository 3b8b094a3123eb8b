import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { captureLog } from "./support/captured-log.ts";
import { startTestServer, type TestServer } from "./support/server.ts";
import { openStore } from "./support/stores.ts";

const folder = mkdtempSync(join(tmpdir(), "indelible-test-"));
const log = captureLog();
let database: Database;
let server: TestServer;
let port: number;

beforeAll(async () => {
  const portalFolder = join(folder, "portal");
  mkdirSync(join(portalFolder, "assets"), { recursive: true });
  writeFileSync(join(portalFolder, "index.html"), "<p>portal</p>");
  writeFileSync(join(portalFolder, "assets", "a-1234.js"), "portal();");
  writeFileSync(join(folder, "secret.txt"), "hush");
  database = await openStore("pglite");
  server = await startTestServer(database, { log, portalFolder });
  port = Number(new URL(await server.app.listen({ port: 0, host: "127.0.0.1" })).port);
});

afterAll(async () => {
  expect(log.errors()).toEqual([]);
  await server?.close();
  await database?.close();
  rmSync(folder, { recursive: true });
});

/** Asks for a path as it is written: other clients resolve its dots themselves. */
async function answerTo(path: string) {
  const [response] = await once(get({ port, path, agent: false }), "response");
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

test.each([
  ["/app/", "<p>portal</p>", "no-cache"],
  ["/app/index.html", "<p>portal</p>", "no-cache"],
  ["/app/assets/a-1234.js", "portal();", "public, max-age=31536000, immutable"],
])("%s is served, and kept as long as it stays the same", async (path, body, policy) => {
  const answer = await answerTo(path);
  expect([answer.status, answer.body]).toEqual([200, body]);
  expect(answer.headers["cache-control"]).toBe(policy);
});

test.each(["/", "/app"])("%s leads to the portal", async (path) => {
  const { status, headers } = await answerTo(path);
  expect([status, headers.location]).toEqual([302, "/app/"]);
});

test.each([
  "/app/nothing",
  "/app/assets/",
  "/app//index.html",
  "/app/./index.html",
  "/app/%2e/index.html",
  "/app/../secret.txt",
  "/app/%2e%2e/secret.txt",
  "/app/..%2fsecret.txt",
  "/app/..%5csecret.txt",
  "/app/assets/..%2f..%2fsecret.txt",
  "/app/a%00b",
  "/api/docs/static/%2e%2e/x",
  "/api/docs/static//x",
])("there is nothing at %s, and it is no error of the server", async (path) => {
  const { status, body } = await answerTo(path);
  expect(status).toBe(404);
  expect(body).toContain("There is nothing at ");
});

test.each([
  "/app/../x",
  "/app/%00",
  "/app/%2e%2e/x",
  "/app//x",
  "/app/%2e%2e/%2e%2e/secret.txt",
  "/app/....//secret.txt",
  "/app/%252e%252e/secret.txt",
  "/app/%",
  "/app/%FF",
  "/app/%C0%AF",
  "/app/assets%00/a-1234.js",
  "/app/assets/a-1234.js/",
  `/app/${"x".repeat(3_100)}`,
  `/app/${"x/".repeat(3_000)}`,
  "//app/index.html",
  "/%2e%2e/secret.txt",
  "/../secret.txt",
])("a path trick is refused, and not logged as an error: %s", async (path) => {
  const { status, body } = await answerTo(path);
  expect([400, 404, 414]).toContain(status);
  expect(JSON.parse(body)).toHaveProperty("ErrorMessage");
  expect(log.errors()).toEqual([]);
});
