import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import {
  createSigner,
  createVerifier,
  formatAddCheckpointRequest,
  formatCheckpoint,
  newSignerKey,
  parseAddCheckpointResponse,
  signNote,
} from "@indelible/ledger";
import { expect, onTestFinished, test } from "vitest";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { FileWitnessStore } from "./file-witness-store.ts";
import { originHash } from "./origin-hash.ts";
import { Witness } from "./witness.ts";
import { WITNESS_LIMITS, type WitnessLimits } from "./witness-limits.ts";
import { witnessListener } from "./witness-listener.ts";
import { closed, witnessServer } from "./witness-server.ts";
import type { WitnessStore } from "./witness-store.ts";

const ORIGIN = "example.org/log";
const seed = (fill: number) => new Uint8Array(32).fill(fill);
const NOW = new Date("2026-01-01T00:00:00.000Z");
const logKey = await newSignerKey(ORIGIN, "note", seed(1));
const key = await newSignerKey("w1", "cosignature", seed(2));
const text = formatCheckpoint({ origin: ORIGIN, size: 1, root: seed(3), extensions: [] });
const checkpoint = await signNote(text, [createSigner(logKey)]);
const body = formatAddCheckpointRequest({ oldSize: 0, proof: [], checkpoint });

async function listen(
  folder = temporaryDirectory(),
  {
    store = new FileWitnessStore(folder),
    ...limits
  }: Partial<WitnessLimits> & {
    store?: WitnessStore;
  } = {},
) {
  const logs = [{ origin: ORIGIN, verifiers: [createVerifier(logKey)] }];
  const witness = new Witness({ key, logs, store, clock: () => NOW });
  const errors: unknown[] = [];
  const applied = { ...WITNESS_LIMITS, ...limits };
  const listener = witnessListener(witness, (error) => errors.push(error), applied);
  const server = witnessServer(listener, applied);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, port, errors, server };
}

test("a checkpoint is added by POST, and monitors read it by the hash of its origin", async () => {
  const { address } = await listen();
  const monitored = `${address}/${originHash(ORIGIN)}/checkpoint?x=1`;
  const early = await fetch(monitored);
  expect([early.status, await early.text()]).toEqual([
    404,
    "No checkpoint of this log was cosigned yet.\n",
  ]);
  const answer = await fetch(`${address}/add-checkpoint`, { method: "POST", body });
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
  const [signature] = parseAddCheckpointResponse(await answer.text());
  expect(signature?.name).toBe("w1");
  const note = await fetch(monitored);
  expect(note.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect((await note.text()).startsWith(checkpoint)).toBe(true);
});

test.each([
  ["GET", "/add-checkpoint", 405],
  ["GET", "/", 200],
  ["HEAD", "/healthz", 200],
  ["POST", "/healthz", 404],
  ["GET", "/health", 404],
  ["GET", "/add-checkpoint/more", 404],
  ["GET", `/${"0".repeat(64)}/checkpoint`, 404],
  ["GET", `/${originHash(ORIGIN).toUpperCase()}/checkpoint`, 404],
  ["POST", `/${originHash(ORIGIN)}/checkpoint`, 404],
])("%s %s is answered with %i", async (method, path, status) => {
  const { address, errors } = await listen();
  expect((await fetch(address + path, { method })).status).toBe(status);
  expect(errors).toEqual([]);
});

test("a body above the limit is refused; at the limit it is read", async () => {
  const { address } = await listen();
  const post = async (bytes: number) => {
    const answer = await fetch(`${address}/add-checkpoint`, {
      method: "POST",
      body: "x".repeat(bytes),
    });
    return [answer.status, await answer.text()];
  };
  expect(await post(1_100_001)).toEqual([400, "The request has too many bytes.\n"]);
  expect(await post(1_100_000)).toEqual([400, "The body is not an add-checkpoint request.\n"]);
});

test("a state that cannot be written is answered with 500 and logged", async () => {
  const { address, errors } = await listen(join(temporaryDirectory(), "missing"));
  const answer = await fetch(`${address}/add-checkpoint`, { method: "POST", body });
  expect([answer.status, await answer.text()]).toEqual([
    500,
    "The witness cannot read or write its state.\n",
  ]);
  expect(errors).toMatchObject([{ code: "ENOENT" }]);
});

/** Sends bytes over a connection that it leaves open, and returns what was received at its end. */
async function exchange(port: number, parts: Iterable<string>): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let received = "";
  socket.setEncoding("utf8").on("data", (text: string) => {
    received += text;
  });
  // The other side may reset the connection while this side still writes.
  socket.on("error", () => undefined);
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  for (const part of parts) {
    if (socket.destroyed) break;
    if (!socket.write(part))
      await Promise.race([once(socket, "drain").catch(() => undefined), closed]);
  }
  await closed;
  return received;
}

const POST = "POST /add-checkpoint HTTP/1.1\r\nhost: w\r\n";

test("a body that does not end is not read to its end", async () => {
  const { port } = await listen();
  let sent = 0;
  function* endless() {
    yield `${POST}transfer-encoding: chunked\r\n\r\n`;
    for (; sent < 1_000; sent++) yield `10000\r\n${"x".repeat(0x10000)}\r\n`;
  }
  await exchange(port, endless());
  expect(sent).toBeLessThan(1_000);
  const announced = await exchange(port, [`${POST}content-length: 2200001\r\n\r\n`]);
  expect(announced).toMatch(/^HTTP\/1\.1 400 .*connection: close\r\n.*too many bytes\.\n/is);
});

test("a body of another request is not read", async () => {
  const { port } = await listen();
  const head = "POST /healthz HTTP/1.1\r\nhost: w\r\ncontent-length: 2000000\r\n\r\n";
  expect(await exchange(port, [head])).toMatch(/^HTTP\/1\.1 404 .*connection: close\r\n/is);
});

test.each([
  ["headers do", "POST /add-check"],
  ["the body does", `${POST}content-length: 100\r\n\r\nold 0`],
])("a connection is closed when %s not arrive in time", async (_, part) => {
  const { port, errors } = await listen(undefined, {
    headersMilliseconds: 50,
    requestMilliseconds: 100,
  });
  expect(await exchange(port, [part])).toMatch(/^HTTP\/1\.1 408 /);
  expect(errors).toEqual([]);
});

test("a connection without traffic is closed", async () => {
  const { port } = await listen(undefined, { idleMilliseconds: 50 });
  expect(await exchange(port, [])).toBe("");
});

test("a state that takes too long is answered with 503, and then further requests too", async () => {
  const never = new Promise<never>(() => undefined);
  const store = { latest: () => never, advance: () => never };
  const { address } = await listen(undefined, { store, answerMilliseconds: 50, requests: 1 });
  const slow = await fetch(`${address}/add-checkpoint`, { method: "POST", body });
  expect([slow.status, await slow.text()]).toEqual([
    503,
    "The witness did not finish in time; try again later.\n",
  ]);
  const next = await fetch(`${address}/add-checkpoint`, { method: "POST", body });
  expect([next.status, await next.text()]).toEqual([
    503,
    "The witness has too many requests; try again later.\n",
  ]);
});

test("a server that stops ends the connections that do not end", async () => {
  const { port, server } = await listen();
  const open = exchange(port, [`${POST}content-length: 100\r\n\r\nold 0`]);
  await once(server, "request");
  await closed(server, 50);
  expect(await open).toBe("");
});

test("its health is JSON for programs, and 503 when nothing is signed for a log", async () => {
  const folder = temporaryDirectory();
  const { address } = await listen(folder);
  await fetch(`${address}/add-checkpoint`, { method: "POST", body });
  const good = await fetch(`${address}/healthz`);
  expect([good.status, good.headers.get("content-type")]).toEqual([200, "application/json"]);
  expect(await good.json()).toMatchObject({
    status: "ok",
    name: "w1",
    logs: [{ origin: ORIGIN, size: 1, cosignedOn: NOW.toISOString() }],
  });
  writeFileSync(join(folder, `${originHash(ORIGIN)}.checkpoint`), "damaged");
  const bad = await fetch(`${address}/healthz`);
  expect([bad.status, (await bad.json()).status]).toEqual([503, "failing"]);
  expect((await fetch(address)).status).toBe(200);
});
