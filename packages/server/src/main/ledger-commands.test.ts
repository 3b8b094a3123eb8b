import { copyFileSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  createVerifier,
  formatHash,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  parseVerifierKey,
} from "@indelible/ledger";
import { openPostgres, verifyTrail } from "@indelible/trail";
import pg from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { captureLog } from "../../../../test/support/captured-log.ts";
import { createDatabase } from "../../../../test/support/postgres.ts";
import { ADMIN_KEY } from "../../../../test/support/server.ts";
import { migratedDatabase } from "../../../../test/support/stores.ts";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { readConfig } from "./config.ts";
import { acceptRestoreCommand, newLogCommand } from "./ledger-commands.ts";
import { type RunningServer, startServer } from "./start-server.ts";

const OPTIONS = {
  clock: () => new Date(),
  operator: { username: "olga", host: "build-7" },
};

type Settings = Record<"DATA_DIR" | "DATABASE_URL" | "ADMIN_API_KEY" | "PORT", string>;

async function newSettings(): Promise<Settings> {
  const database = await migratedDatabase();
  onTestFinished(() => database.drop());
  const DATA_DIR = temporaryDirectory();
  return { DATA_DIR, DATABASE_URL: database.url, ADMIN_API_KEY: ADMIN_KEY, PORT: "0" };
}

/** A copy of the database, like a backup that is restored. */
async function backup({ DATABASE_URL }: Settings): Promise<string> {
  const template = new URL(DATABASE_URL).pathname.slice(1);
  const copy = await createDatabase(inject("postgresUrl"), { template });
  onTestFinished(() => copy.drop());
  return copy.url;
}

async function served<T>(settings: Settings, work: (server: RunningServer) => Promise<T>) {
  const log = captureLog();
  const server = await startServer(readConfig(settings), { ...OPTIONS, log: log.logger });
  try {
    return { result: await work(server), errors: log.errors() };
  } finally {
    await server.stop();
  }
}

async function call(server: RunningServer, path: string, body?: object) {
  const response = await fetch(`${server.address}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { "x-octopus-apikey": ADMIN_KEY, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.status, path).toBeLessThan(300);
  return response.json();
}

/** Creates environments, and returns the state of the ledger when they are in it. */
function record(settings: Settings, ...names: string[]) {
  return served(settings, async (server) => {
    for (const Name of names) await call(server, "/api/environments", { Name });
    await server.sequencer.drain();
    return call(server, "/api/ledger");
  });
}

/** The checkpoint that a stopped server kept: it includes the event of the stop. */
function keptBy({ DATA_DIR }: Settings) {
  const Note = readFileSync(join(DATA_DIR, "ledger.checkpoint"), "utf8");
  const { size, root } = parseCheckpoint(parseNote(Note).text);
  return { Size: size, RootHash: formatHash(root), Note };
}

async function rows(settings: Settings, text: string) {
  const client = new pg.Client({ connectionString: settings.DATABASE_URL });
  await client.connect();
  const found = await client.query(text);
  await client.end();
  return found.rows;
}

function logOf(ledger: { Origin: string; VerifierKey: string }) {
  const verifiers = [createVerifier(parseVerifierKey(ledger.VerifierKey))];
  return { origin: ledger.Origin, verifiers };
}

async function verify({ DATABASE_URL }: Settings, ledger: { Origin: string; VerifierKey: string }) {
  const database = openPostgres({ url: DATABASE_URL });
  const { findings, waiting } = await verifyTrail(database, { log: logOf(ledger) });
  await database.close();
  return { findings, waiting };
}

test("a restored backup is accepted: the old log is closed and a new one has all events", async () => {
  const settings = await newSettings();
  const { result: before } = await record(settings, "One");
  const restored = { ...settings, DATABASE_URL: await backup(settings) };
  await record(settings, "Two", "Three");
  const last = keptBy(settings);
  const alarmed = await served(restored, (server) => call(server, "/readyz"));
  expect(alarmed.result).toMatchObject({ status: "degraded", alarms: [expect.any(String)] });

  const message = await acceptRestoreCommand(readConfig(restored), OPTIONS);
  const [stored] = await rows(restored, "select count(*)::int as c from trail.closed_entries");
  const missing = last.Size - stored.c;
  expect(missing).toBeGreaterThan(0);
  expect(message).toContain(`closed at ${last.Size} entries, of which ${missing} are`);

  const { result, errors } = await served(restored, async (server) => {
    await server.sequencer.drain();
    const ledger = await call(server, "/api/ledger");
    const { Items } = await call(server, "/api/events?regarding=Ledgers-1&includeSystem=true");
    const closing = Items.find((each: { Message: string }) => each.Message.includes("closed the"));
    const proof = await call(server, `/api/events/${closing.Id}/proof`);
    return { ledger, closing, proof, ready: await call(server, "/readyz") };
  });
  const { ledger, closing, proof, ready } = result;
  expect(errors).toEqual([]);
  expect(ready).toMatchObject({ status: "ready", alarms: [] });
  expect(ledger.Origin).toBe(`${before.Origin}/log-2`);
  expect(ledger).toMatchObject({ WaitingEvents: 0, Alarms: [] });
  const { Size, RootHash, Note } = last;
  const { Origin, VerifierKey } = before;
  expect(ledger.ClosedLogs).toMatchObject([
    { Origin, VerifierKey, Size, RootHash, Note, MissingEntries: missing, EventId: closing.Id },
  ]);
  expect(proof.Proof).toContain("\nindex 0\n");
  const { checkpoint } = parseTlogProof(proof.Proof);
  expect((await openCheckpoint(checkpoint, logOf(ledger))).checkpoint.size).toBe(
    ledger.Checkpoint.Size,
  );
  for (const text of [before.Origin, before.VerifierKey, last.RootHash]) {
    expect(proof.Event).toContain(JSON.stringify(text));
  }
  expect(closing.Message).toBe(
    `Ledger closed the log ${before.Origin} at ${last.Size} entries, of which ${missing} are missing`,
  );
  const notes = await rows(restored, "select note from trail.ledger_checkpoints");
  for (const { note } of notes) expect(note.startsWith(`${ledger.Origin}\n`)).toBe(true);
  expect(await verify(restored, ledger)).toEqual({ findings: [], waiting: 0 });
  await expect(acceptRestoreCommand(readConfig(restored), OPTIONS)).rejects.toMatchObject({
    code: "input",
    message: expect.stringContaining("The ledger is in order"),
  });
}, 60_000);

test("a second server whose data folder keeps the old log continues with the new one", async () => {
  const settings = await newSettings();
  await record(settings, "One");
  const second = { ...settings, DATA_DIR: temporaryDirectory() };
  for (const file of ["master.key", "ledger.key", "ledger.checkpoint"]) {
    copyFileSync(join(settings.DATA_DIR, file), join(second.DATA_DIR, file));
  }
  const DATABASE_URL = await backup(settings);
  await record(settings, "Two");
  await acceptRestoreCommand(readConfig({ ...settings, DATABASE_URL }), OPTIONS);
  const { result, errors } = await record({ ...second, DATABASE_URL }, "Four");
  expect(result).toMatchObject({ Origin: expect.stringMatching(/\/log-2$/), Alarms: [] });
  expect(errors).toEqual([]);
}, 60_000);

test("without a restored backup, or without a kept checkpoint, nothing is closed", async () => {
  const settings = await newSettings();
  await record(settings, "One");
  await expect(acceptRestoreCommand(readConfig(settings), OPTIONS)).rejects.toThrow("in order");
  rmSync(join(settings.DATA_DIR, "ledger.checkpoint"));
  await expect(acceptRestoreCommand(readConfig(settings), OPTIONS)).rejects.toMatchObject({
    name: "ConfigError",
  });
  expect(await rows(settings, "select * from trail.closed_logs")).toEqual([]);
}, 60_000);

test("after its key was lost, the ledger continues in a new log with another key", async () => {
  const settings = await newSettings();
  const { result: before } = await record(settings, "One");
  const key = join(settings.DATA_DIR, "ledger.key");
  const lost = () => newLogCommand(readConfig(settings), OPTIONS, before.VerifierKey);
  await expect(lost()).rejects.toThrow("The key is not lost");
  renameSync(key, `${key}.lost`);
  await expect(
    startServer(readConfig(settings), { ...OPTIONS, log: captureLog().logger }),
  ).rejects.toMatchObject({ code: "ledger-key" });
  expect(await lost()).toContain("of which 0 are missing");
  const { result: after, errors } = await record(settings, "Two");
  expect(errors).toEqual([]);
  expect(after.Origin).toBe(`${before.Origin}/log-2`);
  expect(after.VerifierKey).not.toContain(before.VerifierKey.split("+")[2]);
  expect(await verify(settings, after)).toEqual({ findings: [], waiting: 0 });
}, 60_000);
