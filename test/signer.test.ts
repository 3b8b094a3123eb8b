import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseNote, parseVerifierKey } from "@indelible/ledger";
import { beforeAll, expect, inject, onTestFinished, test, vi } from "vitest";
import { runProgram } from "../packages/cli/src/program.ts";
import { readConfig } from "../packages/server/src/main/config.ts";
import { rotateLedgerKeyCommand } from "../packages/server/src/main/rotate-ledger-key.ts";
import { createDatabase } from "./support/postgres.ts";
import { ADMIN_KEY } from "./support/server.ts";
import { buildPrograms, startServerProcess } from "./support/server-process.ts";
import { startSignerProcess } from "./support/signer-process.ts";
import { temporaryDirectory } from "./support/temporary-directory.ts";
import { testWorld } from "./support/world.ts";

beforeAll(() => buildPrograms(), 240_000);

const ORIGIN = "example.org/signed";
const WAIT = { timeout: 60_000, interval: 100 };
const OPTIONS = {
  clock: () => new Date(),
  operator: { username: "olga", host: "build-7" },
  onIdleError: (error: Error) => {
    throw error;
  },
};

/** The settings of a server whose signer listens at a socket. */
async function installation() {
  const created = await createDatabase(inject("postgresUrl"));
  onTestFinished(() => created.drop());
  const signer = { state: temporaryDirectory(), origin: ORIGIN, socket: socket() };
  const settings = {
    DATA_DIR: temporaryDirectory(),
    DATABASE_URL: created.url,
    ADMIN_API_KEY: ADMIN_KEY,
    LEDGER_ORIGIN: ORIGIN,
    LEDGER_SIGNER: `unix:${signer.socket}`,
  };
  return { settings, signer };
}

function socket(): string {
  return join(temporaryDirectory(), "signer");
}

async function call(address: string, path: string, body?: object) {
  const response = await fetch(`${address}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { "x-octopus-apikey": ADMIN_KEY, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.status, path).toBeLessThan(300);
  return response.json();
}

const create = (address: string, Name: string) => call(address, "/api/environments", { Name });

/** Waits until every event is under a checkpoint, without an alarm. */
function inOrder(address: string) {
  return vi.waitFor(async () => {
    const ledger = await call(address, "/api/ledger");
    expect(ledger).toMatchObject({ WaitingEvents: 0, Alarms: [] });
    return ledger;
  }, WAIT);
}

/** Waits for the alarm that nothing can be signed. */
function unsigned(address: string) {
  return vi.waitFor(async () => {
    const { Alarms } = await call(address, "/api/ledger");
    expect(Alarms).toMatchObject([{ Code: "signer", IsSigningStopped: true }]);
    expect(await call(address, "/readyz")).toMatchObject({ status: "degraded" });
  }, WAIT);
}

async function verified(settings: Record<string, string>, ...args: string[]) {
  const world = testWorld({ environment: settings, fetch, clock: () => new Date() });
  const code = await runProgram(world, ["verify", "--json", ...args]);
  return { code, ...JSON.parse(world.printed()) };
}

test("a server without the key is signed for; while its signer is away, it records", async () => {
  const { settings, signer } = await installation();
  const first = await startSignerProcess(signer);
  const server = startServerProcess(settings);
  const address = await server.address;
  await create(address, "One");
  const before = await inOrder(address);
  expect(before).toMatchObject({ Origin: ORIGIN, VerifierKey: first.verifierKey });
  expect(existsSync(join(settings.DATA_DIR, "ledger.key"))).toBe(false);

  await first.kill();
  await create(address, "Two");
  await unsigned(address);
  const stopped = await call(address, "/api/ledger");
  await create(address, "Three");
  const { Checkpoint, WaitingEvents } = await call(address, "/api/ledger");
  expect(Checkpoint.Size).toBe(stopped.Checkpoint.Size);
  expect(WaitingEvents).toBeGreaterThan(0);

  const again = await startSignerProcess(signer);
  expect(again.verifierKey).toBe(first.verifierKey);
  const after = await inOrder(address);
  expect(after.Checkpoint.Size).toBeGreaterThan(stopped.Checkpoint.Size);
  const events = "/api/events?eventCategories=LedgerAlarm&eventCategories=LedgerAlarmEnded";
  await vi.waitFor(async () => {
    const { Items } = await call(address, events);
    expect(Items.map((item: { Category: string }) => item.Category)).toEqual([
      "LedgerAlarmEnded",
      "LedgerAlarm",
    ]);
  }, WAIT);
  await inOrder(address);
  server.kill("SIGTERM");
  expect(await server.ended).toMatchObject({ code: 0 });
  expect(await verified(settings)).toMatchObject({ code: 0, findings: [] });
}, 240_000);

test("a server starts without its signer, but a new installation does not", async () => {
  const { settings, signer } = await installation();
  const refused = startServerProcess(settings);
  const { code, stderr } = await refused.ended;
  expect([code, stderr]).toEqual([1, expect.stringContaining("The ledger cannot be signed. The")]);
  const process = await startSignerProcess(signer);
  const first = startServerProcess(settings);
  await inOrder(await first.address);
  first.kill("SIGTERM");
  await first.ended;
  await process.kill();
  const second = startServerProcess(settings);
  const address = await second.address;
  await create(address, "Recorded");
  await unsigned(address);
  await startSignerProcess(signer);
  await inOrder(address);
}, 240_000);

test("the key of one signer is replaced by that of another, if its operator agrees", async () => {
  const { settings, signer } = await installation();
  const old = await startSignerProcess(signer);
  const started = startServerProcess(settings);
  await create(await started.address, "One");
  await inOrder(await started.address);
  started.kill("SIGTERM");
  await started.ended;

  const next = { state: temporaryDirectory(), origin: ORIGIN, socket: socket() };
  const { verifierKey } = await startSignerProcess(next);
  const changing = { ...settings, NEW_LEDGER_KEY: `unix:${next.socket}` };
  const rotate = () => rotateLedgerKeyCommand(readConfig(changing), OPTIONS);
  await expect(rotate()).rejects.toMatchObject({ code: "successor" });
  await old.kill();
  await startSignerProcess({ ...signer, successor: verifierKey });
  expect(await rotate()).toContain(`OLD_LEDGER_KEY to ${settings.LEDGER_SIGNER}`);

  const both = {
    ...settings,
    LEDGER_SIGNER: `unix:${next.socket}`,
    OLD_LEDGER_KEY: settings.LEDGER_SIGNER,
  };
  const server = startServerProcess(both);
  const address = await server.address;
  await create(address, "Two");
  const ledger = await inOrder(address);
  expect(ledger.VerifierKey).toBe(verifierKey);
  const ids = parseNote(ledger.Checkpoint.Note).signatures.map(({ keyId }) => keyId);
  expect(ids).toEqual([verifierKey, old.verifierKey].map((key) => parseVerifierKey(key).keyId));
  const url = ["--url", address, "--api-key", ADMIN_KEY];
  for (const keys of [[], ["--key", verifierKey], ["--key", old.verifierKey]]) {
    expect(await verified({}, ...url, ...keys)).toMatchObject({ code: 0, findings: [] });
  }
  server.kill("SIGTERM");
  await server.ended;
  for (const keys of [[], ["--key", verifierKey], ["--key", old.verifierKey]]) {
    expect(await verified(both, ...keys)).toMatchObject({ code: 0, findings: [] });
  }
}, 240_000);
