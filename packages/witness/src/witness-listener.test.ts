import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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
import { witnessListener } from "./witness-listener.ts";

const ORIGIN = "example.org/log";
const seed = (fill: number) => new Uint8Array(32).fill(fill);
const NOW = new Date("2026-01-01T00:00:00.000Z");
const logKey = await newSignerKey(ORIGIN, "note", seed(1));
const key = await newSignerKey("w1", "cosignature", seed(2));
const text = formatCheckpoint({ origin: ORIGIN, size: 1, root: seed(3), extensions: [] });
const checkpoint = await signNote(text, [createSigner(logKey)]);
const body = formatAddCheckpointRequest({ oldSize: 0, proof: [], checkpoint });

async function listen(folder = temporaryDirectory()) {
  const logs = [{ origin: ORIGIN, verifiers: [createVerifier(logKey)] }];
  const store = new FileWitnessStore(folder);
  const witness = new Witness({ key, logs, store, clock: () => NOW });
  const errors: unknown[] = [];
  const server = createServer(witnessListener(witness, (error) => errors.push(error)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, errors };
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
  ["GET", "/", 404],
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
  expect(await post(1_100_001)).toEqual([400, "A request may have at most 1100000 bytes.\n"]);
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
