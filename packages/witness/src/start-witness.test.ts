import { readdirSync } from "node:fs";
import { join } from "node:path";
import { formatVerifierKey, newSignerKey, parseVerifierKey } from "@indelible/ledger";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { originHash } from "./origin-hash.ts";
import { startWitness, type WitnessConfig } from "./start-witness.ts";

const key = await newSignerKey("example.org/log", "note", new Uint8Array(32).fill(1));
const logs = [formatVerifierKey(key)];

/** Locks folders within this process, in the order of `events`. */
function locks() {
  const events: string[] = [];
  const held = new Set<string>();
  const holdFolder = async (path: string) => {
    if (held.has(path)) throw new RangeError(`${path} is in use.`);
    held.add(path);
    events.push("held");
    const release = () => {
      held.delete(path);
      events.push("released");
    };
    return { path, release };
  };
  return { events, holdFolder };
}

function start(config: Partial<WitnessConfig>, { holdFolder }: ReturnType<typeof locks>) {
  return startWitness(
    { stateFolder: temporaryDirectory(), logs, port: 0, ...config },
    {
      holdFolder,
      clock: () => new Date(0),
      random: (bytes) => new Uint8Array(bytes).fill(7),
      logError: (error) => {
        throw error;
      },
    },
  );
}

test("it listens with the folder's key, and locks the folder until it stops", async () => {
  const lock = locks();
  const stateFolder = temporaryDirectory();
  const witness = await start({ stateFolder, name: "w1" }, lock);
  expect(parseVerifierKey(witness.verifierKey)).toMatchObject({ name: "w1", type: "cosignature" });
  expect(witness.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await fetch(`${witness.address}/add-checkpoint`)).status).toBe(405);
  await expect(start({ stateFolder }, lock)).rejects.toThrow("is in use");
  expect(lock.events).toEqual(["held"]);
  await witness.stop();
  expect(lock.events).toEqual(["held", "released"]);
  await expect(fetch(witness.address)).rejects.toThrow();
  const again = await start({ stateFolder }, lock);
  expect(again.verifierKey).toBe(witness.verifierKey);
  await again.stop();
});

test("a damaged state is refused at the start", async () => {
  const lock = locks();
  const damaged = temporaryDirectory({ [`${originHash(key.name)}.checkpoint`]: "damaged" });
  await expect(start({ stateFolder: damaged }, lock)).rejects.toMatchObject({
    name: "WitnessError",
    code: "state",
    message: expect.stringMatching(/ cannot be used: it is not a signed checkpoint\. /),
  });
  expect(lock.events).toEqual(["held", "released"]);
});

test("logs that cannot be used are refused before the folder is touched", async () => {
  const lock = locks();
  const folder = temporaryDirectory();
  await expect(start({ stateFolder: folder, logs: [] }, lock)).rejects.toMatchObject({
    code: "logs",
  });
  expect([lock.events, readdirSync(folder)]).toEqual([[], []]);
});

test("a start that fails releases the folder", async () => {
  const lock = locks();
  const first = await start({ name: "w1" }, lock);
  const port = Number(new URL(first.address).port);
  await expect(start({ port }, lock)).rejects.toMatchObject({ code: "EADDRINUSE" });
  expect(lock.events).toEqual(["held", "held", "released"]);
  const missing = join(temporaryDirectory(), "missing");
  await expect(start({ stateFolder: missing }, lock)).rejects.toMatchObject({ code: "ENOENT" });
  expect(lock.events.slice(3)).toEqual(["held", "released"]);
  await first.stop();
});
