import { once } from "node:events";
import { connect } from "node:net";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { captureLog } from "./support/captured-log.ts";
import { ADMIN_KEY, startTestServer, type TestServer } from "./support/server.ts";
import { openStore } from "./support/stores.ts";

const log = captureLog();
let database: Database;
let server: TestServer;
let port: number;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database, { log });
  port = Number(new URL(await server.app.listen({ port: 0, host: "127.0.0.1" })).port);
});
afterAll(async () => {
  await server?.close();
  await database?.close();
});

const HEADERS = ["Host: a", `X-Octopus-ApiKey: ${ADMIN_KEY}`, "Connection: close"];
const JSON_TYPE = "Content-Type: application/json";

/** A request with these lines between its first line and its body. */
function textOf(first: string, lines: readonly string[], body = ""): string {
  return `${[first, ...HEADERS, ...lines].join("\r\n")}\r\n\r\n${body}`;
}

/** Sends bytes as they are; returns the status of the answer, 0 if the connection ends without one. */
async function statusOf(text: string): Promise<number> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.setEncoding("latin1").on("data", (more: string) => {
    answer += more;
  });
  // The server may close the connection before it has read everything.
  socket.on("error", () => {});
  socket.write(Buffer.from(text, "latin1"));
  await once(socket, "close");
  return Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1] ?? 0);
}

test.each([
  ["HEAD /api/events HTTP/1.1", [], "", 200],
  ["OPTIONS * HTTP/1.1", [], "", 404],
  ["TRACE /api HTTP/1.1", [], "", 404],
  ["PROPFIND /api HTTP/1.1", [], "", 404],
  ["CONNECT a:1 HTTP/1.1", [], "", 0],
  ["GET /api HTTP/1.1", ["Upgrade: websocket"], "", 200],
  ["PRI * HTTP/2.0", [], "SM\r\n\r\n", 400],
  ["GET http:///api HTTP/1.1", [], "", 400],
  ["GET \\api HTTP/1.1", [], "", 400],
  ["GET /api/\xe9 HTTP/1.1", [], "", 400],
  ["GET ?x HTTP/1.1", [], "", 400],
  ["GET /api/environments;x=1 HTTP/1.1", [], "", 404],
  [
    "POST /api/environments HTTP/1.1",
    [JSON_TYPE, "Transfer-Encoding: chunked", "Content-Length: 3"],
    "0\r\n\r\n",
    400,
  ],
  ["POST /api/environments HTTP/1.1", [JSON_TYPE, "Transfer-Encoding: gzip"], "{}", 400],
  ["POST /api/environments HTTP/1.1", [JSON_TYPE, "Content-Length: -1"], "", 400],
  ["POST /api/environments HTTP/1.1", [JSON_TYPE, `Content-Length: ${"9".repeat(20)}`], "", 400],
  ["POST /api/environments HTTP/1.1", [JSON_TYPE, "Content-Length: 99999999"], "{", 413],
  [
    "POST /api/environments HTTP/1.1",
    [JSON_TYPE, "Content-Encoding: gzip", "Content-Length: 2"],
    "{}",
    400,
  ],
  ["POST /api/environments HTTP/1.1", [JSON_TYPE, "Content-Length: 4"], "\xff\xfe\xfd\xfc", 400],
  ["DELETE /api/environments/x HTTP/1.1", ["Content-Length: 3"], "{x}", 415],
  [
    "POST /api/packages/raw HTTP/1.1",
    ["Content-Type: multipart/form-data; boundary=a", "Content-Length: 50"],
    '--a\r\nContent-Disposition: form-data; name="__proto__"',
    400,
  ],
] as const)(
  "%s %j is answered with less than 500, without an error in the log: %#",
  async (first, lines, body, expected) => {
    expect(await statusOf(textOf(first, lines, body))).toBe(expected);
    expect(log.errors()).toEqual([]);
  },
);

test("the method QUERY, which only newer versions of Node.js read, is refused", async () => {
  const status = await statusOf(textOf("QUERY /api HTTP/1.1", []));
  expect(status).toBe(400);
  expect(log.errors()).toEqual([]);
});

test("a connection that ends within a body is no error of the server", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.write(textOf("POST /api/environments HTTP/1.1", [JSON_TYPE, "Content-Length: 100"], "{"));
  const [request] = await once(server.app.server, "request");
  expect(request.complete).toBe(false);
  const closed = new Promise((resolve) => request.once("close", resolve));
  socket.destroy();
  await closed;
  expect(log.errors()).toEqual([]);
});
