import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keptCheckpoint, keptStatements, readKey } from "@indelible/data-folder";
import {
  createVerifier,
  logOfKeys,
  openCheckpoint,
  parseNote,
  parseTlogProof,
  parseVerifierKey,
} from "@indelible/ledger";
import { keyChanges, openPglite, openPostgres, verifyTrail } from "@indelible/trail";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { captureLog } from "../../../../test/support/captured-log.ts";
import { createDatabase } from "../../../../test/support/postgres.ts";
import { ADMIN_KEY } from "../../../../test/support/server.ts";
import { migratedDatabase } from "../../../../test/support/stores.ts";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { readConfig } from "./config.ts";
import { acceptRestoreCommand } from "./ledger-commands.ts";
import { rotateLedgerKeyCommand } from "./rotate-ledger-key.ts";
import { type RunningServer, startServer } from "./start-server.ts";

const OPTIONS = {
  clock: () => new Date(),
  operator: { username: "olga", host: "build-7" },
};

type Settings = Record<string, string> & { readonly DATA_DIR: string };

interface LedgerState {
  readonly Origin: string;
  readonly VerifierKey: string;
  readonly VerifierKeys: readonly { readonly VerifierKey: string }[];
  readonly KeyStatements: readonly string[];
  readonly Alarms: readonly unknown[];
  readonly Checkpoint: { readonly Size: number; readonly Note: string };
}

async function settingsOf(store: "embedded" | "postgres"): Promise<Settings> {
  const base = { DATA_DIR: temporaryDirectory(), ADMIN_API_KEY: ADMIN_KEY, PORT: "0" };
  if (store === "embedded") return base;
  const database = await migratedDatabase();
  onTestFinished(() => database.drop());
  return { ...base, DATABASE_URL: database.url };
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

/** Creates an environment, and returns the state of the ledger when it is in it. */
async function record(settings: Settings, Name: string): Promise<LedgerState> {
  const { result, errors } = await served(settings, async (server) => {
    await call(server, "/api/environments", { Name });
    await server.sequencer.drain();
    return call(server, "/api/ledger");
  });
  expect(errors).toEqual([]);
  return result;
}

const rotate = (settings: Settings) => rotateLedgerKeyCommand(readConfig(settings), OPTIONS);
const idOf = (verifierKey: string) => parseVerifierKey(verifierKey).keyId;
const signersOf = ({ Checkpoint }: LedgerState) =>
  parseNote(Checkpoint.Note).signatures.map(({ keyId }) => keyId);

/** The findings of a verifier who knows one key, and follows the statements in the database. */
async function findingsWith(settings: Settings, verifierKey: string) {
  const database =
    settings.DATABASE_URL === undefined
      ? await openPglite({ folder: join(settings.DATA_DIR, "database") })
      : openPostgres({ url: settings.DATABASE_URL });
  const statements = (await keyChanges(database)).map(({ note }) => note);
  const log = await logOfKeys([parseVerifierKey(verifierKey)], statements);
  const { findings } = await verifyTrail(database, { log });
  await database.close();
  return findings;
}

describe.each(["embedded", "postgres"] as const)("rotate-ledger-key, %s", (store) => {
  test("the ledger continues under its name: both keys sign, then the new one", async () => {
    const settings = await settingsOf(store);
    const before = await record(settings, "One");
    const message = await rotate(settings);
    const both = await record(settings, "Two");
    const [oldId, newId] = [before.VerifierKey, both.VerifierKey].map(idOf);
    expect(message).toContain(both.VerifierKey);
    expect([both.Origin, both.Alarms]).toEqual([before.Origin, []]);
    expect(both.VerifierKeys.map(({ VerifierKey }) => VerifierKey)).toEqual([
      both.VerifierKey,
      before.VerifierKey,
    ]);
    expect(signersOf(both)).toEqual([newId, oldId]);
    const oldReader = { origin: before.Origin, verifiers: [createVerifier(before.VerifierKey)] };
    await openCheckpoint(both.Checkpoint.Note, oldReader);
    expect(keptStatements(settings.DATA_DIR).load()).toEqual(both.KeyStatements);

    rmSync(join(settings.DATA_DIR, "ledger.key.old"));
    const alone = await record(settings, "Three");
    expect(signersOf(alone)).toEqual([newId]);
    const follower = await logOfKeys([parseVerifierKey(before.VerifierKey)], alone.KeyStatements);
    await openCheckpoint(alone.Checkpoint.Note, follower);
    for (const known of [before, alone]) {
      expect(await findingsWith(settings, known.VerifierKey)).toEqual([]);
    }
  }, 300_000);

  test("an event of the operator has the statement, and a proof", async () => {
    const settings = await settingsOf(store);
    const before = await record(settings, "One");
    await rotate(settings);
    const { result } = await served(settings, async (server) => {
      const { Items } = await call(server, "/api/events?regarding=Ledgers-1&includeSystem=true");
      const proof = await call(server, `/api/events/${Items[0].Id}/proof`);
      return { event: Items[0], proof, ledger: await call(server, "/api/ledger") };
    });
    const { event, proof, ledger } = result;
    const { Size } = before.Checkpoint;
    expect(event.Message).toMatch(/^Ledger changed its key after \d+ entries; the new key is /);
    expect(event.IdentityEstablishedWith).toContain("olga on build-7");
    expect(proof.Event).toContain(JSON.stringify(ledger.KeyStatements[0]));
    expect(parseTlogProof(proof.Proof).index).toBeGreaterThanOrEqual(Size);
  }, 300_000);
});

/** What a killed command leaves, from the files before and after it (docs/adr/key-rotation.md). */
type Files = Readonly<Record<string, string | undefined>>;
const NAMES = [
  "ledger.key",
  "ledger.key.new",
  "ledger.key.old",
  "ledger.keys",
  "ledger.checkpoint",
];

function filesOf({ DATA_DIR }: Settings): Files {
  return Object.fromEntries(
    NAMES.map((name) => {
      const path = join(DATA_DIR, name);
      return [name, existsSync(path) ? readFileSync(path, "utf8") : undefined];
    }),
  );
}

function putFiles({ DATA_DIR }: Settings, files: Files): void {
  for (const name of NAMES) {
    const text = files[name];
    if (text === undefined) rmSync(join(DATA_DIR, name), { force: true });
    else writeFileSync(join(DATA_DIR, name), text, { mode: 0o600 });
  }
}

/** The states between the steps: the files, and whether the change is in the database. */
const KILLED: Readonly<
  Record<string, { isRecorded: boolean; files: (before: Files, after: Files) => Files }>
> = {
  "between 2 and 4": {
    isRecorded: false,
    files: (before, after) => ({ ...before, "ledger.key.new": after["ledger.key"] }),
  },
  "between 4 and 5": {
    isRecorded: true,
    files: (before, after) => ({ ...before, "ledger.key.new": after["ledger.key"] }),
  },
  "between 5 and 6": {
    isRecorded: true,
    files: (before, after) => ({
      ...before,
      "ledger.key.new": after["ledger.key"],
      "ledger.keys": after["ledger.keys"],
    }),
  },
  "during 6": {
    isRecorded: true,
    files: (before, after) => ({
      ...before,
      "ledger.key.new": after["ledger.key"],
      "ledger.key.old": before["ledger.key"],
      "ledger.keys": after["ledger.keys"],
    }),
  },
  "between 6 and 7": {
    isRecorded: true,
    files: (before, after) => ({ ...after, "ledger.checkpoint": before["ledger.checkpoint"] }),
  },
};

describe.each(Object.entries(KILLED))("killed %s", (_, { isRecorded, files }) => {
  test.each(["a server starts", "the command runs again"])(
    "%s, and the log verifies",
    async (how) => {
      const settings = await settingsOf("postgres");
      const before = await record(settings, "One");
      const [filesBefore, backup] = [filesOf(settings), await copyOf(settings)];
      await rotate(settings);
      const filesAfter = filesOf(settings);
      const killed = isRecorded ? settings : { ...settings, DATABASE_URL: backup };
      if (isRecorded) await unsigned(settings);
      putFiles(settings, files(filesBefore, filesAfter));
      if (how === "the command runs again") await rotate(killed);
      const state = await record(killed, "Two");
      const isReplaced = isRecorded || how === "the command runs again";
      expect(state.VerifierKey !== before.VerifierKey).toBe(isReplaced);
      expect(state.VerifierKeys).toHaveLength(isReplaced ? 2 : 1);
      expect(await findingsWith(killed, state.VerifierKey)).toEqual([]);
      expect(await findingsWith(killed, before.VerifierKey)).toEqual([]);
      expect(readKey(settings.DATA_DIR, "ledger.key.new") === undefined).toBe(isReplaced);
      // Whatever was interrupted, the next change is another one.
      await rotate(killed);
      expect((await record(killed, "Three")).VerifierKeys).toHaveLength(isReplaced ? 3 : 2);
    },
    120_000,
  );
});

/** A copy of the database, like a backup that is restored. */
async function copyOf({ DATABASE_URL = "" }: Settings): Promise<string> {
  const template = new URL(DATABASE_URL).pathname.slice(1);
  const copy = await createDatabase(inject("postgresUrl"), { template });
  onTestFinished(() => copy.drop());
  return copy.url;
}

/** Puts the database back to where the new key has signed nothing. */
async function unsigned({ DATABASE_URL = "" }: Settings): Promise<void> {
  const database = openPostgres({ url: DATABASE_URL });
  await database.script(`set session_replication_role = replica;
    delete from trail.ledger_checkpoints c where c.size > (
      select substring(note from E'^[^\\n]*\\n[^\\n]*\\n(\\\\d+)\\n')::bigint from trail.ledger_key_changes
    );
    insert into trail.unsequenced select event_id from trail.ledger_entries
    where index >= (select max(size) from trail.ledger_checkpoints);
    delete from trail.ledger_entries
    where index >= (select max(size) from trail.ledger_checkpoints);
    set session_replication_role = origin`);
  await database.close();
}

test("a server with the old key is not started, with a message that names the key", async () => {
  const settings = await settingsOf("postgres");
  await record(settings, "One");
  const second = { ...settings, DATA_DIR: temporaryDirectory() };
  for (const file of ["master.key", "ledger.key", "ledger.checkpoint"]) {
    copyFileSync(join(settings.DATA_DIR, file), join(second.DATA_DIR, file));
  }
  await rotate(settings);
  const { VerifierKey } = await record(settings, "Two");
  await expect(record(second, "Three")).rejects.toMatchObject({
    code: "ledger-key",
    message: expect.stringContaining(`The new key is ${VerifierKey}.`),
  });
  copyFileSync(join(settings.DATA_DIR, "ledger.key"), join(second.DATA_DIR, "ledger.key"));
  expect((await record(second, "Three")).Alarms).toEqual([]);
  expect(keptStatements(second.DATA_DIR).load()).toHaveLength(1);
}, 120_000);

test("a backup from before the change is an alarm, and can be accepted", async () => {
  const settings = await settingsOf("postgres");
  const before = await record(settings, "One");
  const restored = { ...settings, DATABASE_URL: await copyOf(settings) };
  await rotate(settings);
  await record(settings, "Two");
  const { result } = await served(restored, (server) => call(server, "/api/ledger"));
  expect(result.Alarms).toMatchObject([{ Code: "smaller" }]);
  await acceptRestoreCommand(readConfig(restored), OPTIONS);
  const after = await record(restored, "Three");
  expect(after.Origin).toBe(`${before.Origin}/log-2`);
  expect(signersOf(after)).toEqual([idOf(after.VerifierKey)]);
  expect(await findingsWith(restored, after.VerifierKey)).toEqual([]);
}, 120_000);

test("a key that a setting names is replaced by one that a setting names", async () => {
  const settings = await settingsOf("postgres");
  const keys = temporaryDirectory();
  const file = (byte: number) => {
    const path = join(keys, `key-${byte}`);
    writeFileSync(path, `${Buffer.alloc(32, byte).toString("base64")}\n`);
    return path;
  };
  const old = { ...settings, LEDGER_KEY_FILE: file(1) };
  const before = await record(old, "One");
  await expect(rotate(old)).rejects.toThrow("Set NEW_LEDGER_KEY");
  const message = await rotate({ ...old, NEW_LEDGER_KEY: file(2) });
  expect(message).toContain(`OLD_LEDGER_KEY to ${file(1)}`);
  await expect(record(old, "Two")).rejects.toMatchObject({ code: "ledger-key" });
  const next = { ...settings, LEDGER_KEY_FILE: file(2), OLD_LEDGER_KEY: file(1) };
  const both = await record(next, "Two");
  expect(signersOf(both)).toEqual([both, before].map(({ VerifierKey }) => idOf(VerifierKey)));
  const alone = await record({ ...settings, LEDGER_KEY_FILE: file(2) }, "Three");
  expect(signersOf(alone)).toEqual([idOf(both.VerifierKey)]);
}, 120_000);

test("any other key is refused, before and after a change", async () => {
  const settings = await settingsOf("postgres");
  await record(settings, "One");
  await rotate(settings);
  await record(settings, "Two");
  const key = join(settings.DATA_DIR, "ledger.key");
  renameSync(key, `${key}.true`);
  writeFileSync(key, `${Buffer.alloc(32, 9).toString("base64")}\n`);
  await expect(record(settings, "Three")).rejects.toMatchObject({ code: "ledger-key" });
  expect(keptCheckpoint(settings.DATA_DIR).load()).toBeDefined();
}, 120_000);
