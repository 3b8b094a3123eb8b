import { createHash } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN_KEY, startTestServer, type TestServer } from "../support/server.ts";
import { openStore } from "../support/stores.ts";

const MEGABYTE = 1_000_000;
const SIZE = 40 * MEGABYTE;
/** The allowed median of memory in use: chunks in transit, and socket buffers. */
const HELD_MAX = 10 * MEGABYTE;
const BOUNDARY = "large";

let database: Database;
let server: TestServer;
let address: string;

beforeAll(async () => {
  // The embedded database runs in this process, and would count as memory of the server.
  database = await openStore("postgres");
  server = await startTestServer(database);
  address = await server.app.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  await server.close();
  await database.close();
});

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes that are in use in this process, client and server together. */
function bytesHeld(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Passes chunks on, and records the memory in use after every five megabytes. */
async function* watched(pieces: AsyncIterable<Buffer> | Iterable<Buffer>, held: number[]) {
  let count = 0;
  for await (const piece of pieces) {
    yield piece;
    count += piece.length;
    if (count < 5 * MEGABYTE) continue;
    held.push(bytesHeld());
    count = 0;
  }
}

function* content(): Generator<Buffer> {
  for (let sent = 0; sent < SIZE; sent += MEGABYTE) {
    yield Buffer.alloc(MEGABYTE, `piece ${sent} `);
  }
}

async function* form(held: number[]): AsyncGenerator<Buffer> {
  const disposition = 'Content-Disposition: form-data; name="file"; filename="Large.3.0.0.zip"';
  yield Buffer.from(`--${BOUNDARY}\r\n${disposition}\r\n\r\n`);
  yield* watched(content(), held);
  yield Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
}

function ask(method: string, path: string, headers: Record<string, string> = {}) {
  return request(`${address}${path}`, {
    method,
    headers: { "X-Octopus-ApiKey": ADMIN_KEY, ...headers },
  });
}

test("a package of 40 MB is pushed and downloaded with little memory", {
  timeout: 120_000,
}, async () => {
  const held: number[] = [];
  const before = bytesHeld();
  const type = { "Content-Type": `multipart/form-data; boundary=${BOUNDARY}` };
  const push = ask("POST", "/api/packages/raw", type);
  const sent = pipeline(Readable.from(form(held)), push);
  const [answer] = (await once(push, "response")) as [IncomingMessage];
  await sent;
  expect(answer.statusCode).toBe(201);
  answer.resume();

  const hash = createHash("sha256");
  const download = ask("GET", "/api/packages/packages-Large.3.0.0/raw").end();
  const [file] = (await once(download, "response")) as [IncomingMessage];
  expect(file.headers["content-length"]).toBe(String(SIZE));
  for await (const piece of watched(file, held)) hash.update(piece);

  const expected = createHash("sha256");
  for (const piece of content()) expected.update(piece);
  const { body } = await server.call("GET", "/api/packages/packages-Large.3.0.0");
  const digest = expected.digest("hex");
  expect([hash.digest("hex"), body.Sha256]).toEqual([digest, digest]);
  expect(held.length).toBeGreaterThanOrEqual(10);
  const median = held.sort((a, b) => a - b)[Math.floor(held.length / 2)] ?? Number.NaN;
  expect(median - before).toBeLessThan(HELD_MAX);
  expect(Math.max(...held) - before).toBeLessThan(SIZE / 2);
});
