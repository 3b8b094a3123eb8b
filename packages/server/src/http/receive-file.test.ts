import { once } from "node:events";
import { connect } from "node:net";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ADMIN_KEY, startTestServer, type TestServer } from "../../../../test/support/server.ts";
import { openStore } from "../../../../test/support/stores.ts";

const BOUNDARY = "----boundary";
const DISPOSITION = 'Content-Disposition: form-data; name="file"; filename="Hello.1.0.zip"';
const LIMIT = 300_000;

let database: Database;
let server: TestServer;
let port: number;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database, { packageBytesMax: LIMIT });
  port = Number(new URL(await server.app.listen({ port: 0, host: "127.0.0.1" })).port);
});
afterAll(async () => {
  // Closing fails if any request of this file caused an unexpected error.
  await server.close();
  await database.close();
});
beforeEach(async () => {
  await server.call("DELETE", "/api/packages/packages-Hello.1.0");
});

function part(headers: string, content: string): string {
  return `--${BOUNDARY}\r\n${headers}\r\n\r\n${content}\r\n`;
}

const end = `--${BOUNDARY}--\r\n`;
const whole = part(DISPOSITION, "content") + end;

interface Sent {
  readonly contentType?: string;
  /** The header with the length of the body; by default the actual length. */
  readonly length?: string;
  readonly key?: string;
}

/** Sends a push over a new socket, bytes unchanged; returns the status and body of the answer. */
async function send(body: string, { contentType, length, key = ADMIN_KEY }: Sent = {}) {
  const socket = connect(port, "127.0.0.1");
  const head = [
    "POST /api/packages/raw HTTP/1.1",
    "Host: localhost",
    `X-Octopus-ApiKey: ${key}`,
    `Content-Type: ${contentType ?? `multipart/form-data; boundary=${BOUNDARY}`}`,
    length ?? `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  let text = "";
  socket.setEncoding("utf8").on("data", (more: string) => {
    text += more;
  });
  await once(socket, "close");
  const [, status] = /^HTTP\/1.1 (\d{3})/.exec(text) ?? [];
  return { status: Number(status), text };
}

async function kept() {
  const count = (table: string) => `(select count(*) from server.${table})`;
  const text = `select ${count("package_contents")} as contents, ${count("package_chunks")} as chunks`;
  const [row] = await database.query<Record<string, number>>({ name: "", text }, []);
  return row;
}

describe("a file is taken", () => {
  const inPieces = `5\r\n${whole.slice(0, 5)}\r\n${(whole.length - 5).toString(16)}\r\n${whole.slice(5)}\r\n0\r\n\r\n`;

  test.each<[string, string, Sent]>([
    ["under any name", whole.replace('name="file"', 'name="whatever"'), {}],
    ["without a name of its part", whole.replace(' name="file";', ""), {}],
    ["in pieces whose number nobody knows", inPieces, { length: "Transfer-Encoding: chunked" }],
    ["after fields", part('Content-Disposition: form-data; name="replace"', "true") + whole, {}],
    [
      "before fields",
      whole.replace(end, part('Content-Disposition: form-data; name="x"', "y") + end),
      {},
    ],
    ["with its folder, which is left out", whole.replace("Hello.1.0", "C:\\builds\\Hello.1.0"), {}],
    ["with an epilogue", `${whole}and so on`, {}],
    [
      "with its own content type",
      whole.replace(DISPOSITION, `${DISPOSITION}\r\nContent-Type: application/json`),
      {},
    ],
    [
      "that holds what looks like its end",
      whole.replace("content", `--${BOUNDARY.slice(0, -1)}\r\n`),
      {},
    ],
    [
      "with more headers than anybody reads",
      whole.replace(DISPOSITION, `${DISPOSITION}\r\n${"X-Header: y\r\n".repeat(20_000)}X-Last: z`),
      {},
    ],
  ])("%s", async (_, body, sent) => {
    const answer = await send(body, sent);
    expect([answer.status, answer.text]).toEqual([
      201,
      expect.stringContaining('"PackageId":"Hello"'),
    ]);
  });
});

describe("nothing is kept, and a sentence says why, of", () => {
  const field = 'Content-Disposition: form-data; name="file"';

  test.each<[string, string, number, RegExp, Sent]>([
    ["no parts", end, 400, /contains no file/, {}],
    ["no body", "", 400, /contains no file/, {}],
    ["fields alone", part(field, "Hello.1.0.zip") + end, 400, /contains no file/, {}],
    [
      "a file without a name",
      whole.replace("Hello.1.0.zip", ""),
      400,
      /no file|not a valid package file name/,
      {},
    ],
    ["text that is not multipart", "content", 400, /cannot be read/, {}],
    ["parts that break off", whole.slice(0, -40), 400, /cannot be read/, {}],
    ["headers that break off", whole.slice(0, 60), 400, /cannot be read|contains no file/, {}],
    ["no boundary", whole, 400, /cannot be read/, { contentType: "multipart/form-data" }],
    [
      "another boundary",
      whole,
      400,
      /cannot be read/,
      { contentType: "multipart/form-data; boundary=x" },
    ],
    [
      "other multipart",
      whole,
      415,
      /must be sent as multipart/,
      { contentType: "multipart/mixed; boundary=x" },
    ],
    ["JSON", "{}", 415, /must be sent as multipart/, { contentType: "application/json" }],
    [
      "bytes",
      "content",
      415,
      /must be sent as multipart/,
      { contentType: "application/octet-stream" },
    ],
    [
      "more than the limit",
      whole.replace("content", "x".repeat(LIMIT + 1)),
      413,
      /more than 300000 bytes/,
      {},
    ],
    ["a thousand fields", part(field, "x").repeat(1_000) + whole, 400, /cannot be read/, {}],
    ["a stranger", whole, 401, /API key is not valid/, { key: "API-NOSUCHKEYNOSUCHKEYNOSUCH" }],
    [
      "__proto__",
      whole.replace('name="file"', 'name="__proto__"'),
      400,
      /cannot be read|contains no file/,
      {},
    ],
  ])("%s", async (_, body, status, sentence, sent) => {
    const before = await kept();
    const answer = await send(body, sent);
    expect([answer.status, answer.text]).toEqual([status, expect.stringMatching(sentence)]);
    expect(await kept()).toEqual(before);
  });

  test("a push whose client disconnects", async () => {
    const before = await kept();
    const socket = connect(port, "127.0.0.1");
    const start = part(DISPOSITION, "x".repeat(LIMIT - 1)).slice(0, -100);
    const head = [
      "POST /api/packages/raw HTTP/1.1",
      "Host: localhost",
      `X-Octopus-ApiKey: ${ADMIN_KEY}`,
      `Content-Type: multipart/form-data; boundary=${BOUNDARY}`,
      `Content-Length: ${LIMIT * 2}`,
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n${start}`);
    await expect.poll(async () => (await kept())?.contents).toBe((before?.contents ?? 0) + 1);
    socket.destroy();
    await expect.poll(kept).toEqual(before);
    expect((await server.call("GET", "/api/packages/Hello.1.0")).status).toBe(404);
  });
});

test("the answer to a push that is refused early can be read, and the connection stays open", async () => {
  const form = (name: string) => {
    const body = new FormData();
    body.append("file", new Blob(["x".repeat(LIMIT - 1000)]), name);
    return body;
  };
  const headers = { "X-Octopus-ApiKey": ADMIN_KEY };
  const url = `http://127.0.0.1:${port}/api/packages/raw`;
  for (let i = 0; i < 5; i++) {
    const answer = await fetch(url, { method: "POST", body: form("no name"), headers });
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining("not a valid package file name"),
    ]);
  }
});

test("JSON routes accept neither larger bodies nor forms", async () => {
  const large = await server.call("POST", "/api/environments", { Name: "x".repeat(5_000_000) });
  expect(large.status).toBe(413);
  const form = new FormData();
  form.append("Name", "x");
  expect((await server.call("POST", "/api/environments", form)).status).toBe(415);
});
