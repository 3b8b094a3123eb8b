import { once } from "node:events";
import { linkSync, readFileSync, statSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { join } from "node:path";
import { createVerifier, formatCheckpoint, newSignerKey } from "@indelible/ledger";
import { expect, onTestFinished, test } from "vitest";
import { memoryCheckpointStore } from "../../../test/support/kept-checkpoint.ts";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { formatFrame, MAX_MESSAGE_BYTES, readFrame } from "./frame.ts";
import { GuardedSigner } from "./guarded-signer.ts";
import { formatRequest, parseResponse } from "./messages.ts";
import { RemoteKey } from "./remote-key.ts";
import { startSigner } from "./start-signer.ts";

const ORIGIN = "example.org/log";
const key = await newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(1));
const text = (size: number) => {
  const root = new Uint8Array(32).fill(size);
  return new TextEncoder().encode(formatCheckpoint({ origin: ORIGIN, size, root, extensions: [] }));
};

async function started(
  path = join(temporaryDirectory(), "socket"),
  store = memoryCheckpointStore(),
) {
  const errors: unknown[] = [];
  const signer = await GuardedSigner.open({ key, store });
  const running = await startSigner({ path, signer, logError: (error) => errors.push(error) });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= running.stop();
    return stopped;
  };
  onTestFinished(stop);
  return { path, errors, stop };
}

/** A clock that a test moves. */
function movable() {
  let now = 0;
  return { clock: () => new Date(now), move: (ms: number) => (now += ms) };
}

/** The answer to some bytes; undefined if the connection is closed without one. */
async function answerTo(path: string, bytes: Uint8Array) {
  const socket = createConnection(path);
  await once(socket, "connect");
  socket.end(bytes);
  try {
    return parseResponse(await readFrame(socket));
  } catch {
    return undefined;
  }
}

test("a client gets the key and verified signatures over a real socket", async () => {
  const { path } = await started();
  expect(statSync(path).mode & 0o777).toBe(0o660);
  const remote = new RemoteKey({ path, clock: movable().clock });
  const publicKey = await remote.publicKey();
  expect(Buffer.from(publicKey).equals(key.publicKey)).toBe(true);
  const signer = remote.signer(ORIGIN, publicKey);
  const signature = await signer.sign(text(3));
  expect(await createVerifier(key).verify(text(3), signature)).toBe(true);
  await expect(Promise.resolve(signer.sign(text(2)))).rejects.toMatchObject({ code: "smaller" });
});

test("a signer of another key is not believed", async () => {
  const { path } = await started();
  const other = await newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(2));
  const signer = new RemoteKey({ path, clock: movable().clock }).signer(ORIGIN, other.publicKey);
  await expect(Promise.resolve(signer.sign(text(3)))).rejects.toMatchObject({ code: "signature" });
});

test("a signer that is away is tried again after a pause, which grows", async () => {
  const path = join(temporaryDirectory(), "socket");
  const { clock, move } = movable();
  const signer = new RemoteKey({ path, clock }).signer(ORIGIN, key.publicKey);
  const attempt = () => Promise.resolve(signer.sign(text(3)));
  await expect(attempt()).rejects.toMatchObject({ code: "unreachable" });
  const { stop } = await started(path);
  await expect(attempt()).rejects.toMatchObject({ code: "unreachable" });
  move(1_000);
  expect(await attempt()).toHaveLength(64);
  await stop();
  await expect(attempt()).rejects.toMatchObject({ code: "unreachable" });
  move(1_000);
  await expect(attempt()).rejects.toMatchObject({ code: "unreachable" });
  await started(path);
  move(1_000);
  await expect(attempt()).rejects.toMatchObject({ code: "unreachable" });
  move(1_000);
  expect(await attempt()).toHaveLength(64);
});

test("a signer that does not answer ends at the deadline", async () => {
  const path = join(temporaryDirectory(), "socket");
  const silent = createServer(() => {});
  silent.listen(path);
  await once(silent, "listening");
  onTestFinished(() => void silent.close());
  const remote = new RemoteKey({ path, clock: movable().clock, milliseconds: 50 });
  await expect(remote.publicKey()).rejects.toMatchObject({ code: "timeout" });
});

test("bytes that are no request are refused, and the signer continues", async () => {
  const { path, errors } = await started();
  const tooLong = Buffer.alloc(4);
  tooLong.writeUInt32BE(MAX_MESSAGE_BYTES + 1);
  for (const [bytes, code] of [
    [tooLong, "malformed"],
    [Buffer.from("short"), "malformed"],
    [Buffer.concat([formatFrame(Buffer.from("x")), Buffer.from("more")]), "malformed"],
    [formatFrame(Buffer.from("indelible-signer/2 key\n")), "unsupported"],
    [formatFrame(formatRequest({ kind: "sign", text: Buffer.from("any") })), "not-a-checkpoint"],
  ] as const) {
    expect(await answerTo(path, bytes)).toMatchObject({ kind: "error", code });
  }
  const gone = createConnection(path);
  await once(gone, "connect");
  gone.destroy();
  expect(await answerTo(path, formatFrame(formatRequest({ kind: "key" })))).toMatchObject({
    kind: "key",
  });
  expect(errors).toEqual([]);
});

test("a checkpoint that cannot be kept is not signed, and the reason is logged", async () => {
  const failing = {
    ...memoryCheckpointStore(),
    keep: () => Promise.reject(new RangeError("full")),
  };
  const { path, errors } = await started(undefined, failing);
  const signer = new RemoteKey({ path, clock: movable().clock }).signer(ORIGIN, key.publicKey);
  await expect(Promise.resolve(signer.sign(text(3)))).rejects.toMatchObject({ code: "state" });
  expect(errors).toEqual([new RangeError("full")]);
});

test("a socket that a killed process left is replaced, one in use is not", async () => {
  const { path, stop } = await started();
  await expect(started(path)).rejects.toMatchObject({ code: "in-use" });
  const stale = join(temporaryDirectory(), "socket");
  linkSync(path, stale);
  await stop();
  const { path: again } = await started(stale);
  expect(await answerTo(again, formatFrame(formatRequest({ kind: "key" })))).toBeDefined();
});

test("a file that is no socket is left alone", async () => {
  const folder = temporaryDirectory({ file: "mine" });
  await expect(started(join(folder, "file"))).rejects.toMatchObject({ code: "EADDRINUSE" });
  expect(readFileSync(join(folder, "file"), "utf8")).toBe("mine");
});
