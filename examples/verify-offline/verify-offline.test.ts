import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { formatVerifierKey, newSignerKey } from "@indelible/ledger";
import { exportTrail, openPostgres } from "@indelible/trail";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { TestDatabase } from "../../test/support/postgres.ts";
import { buildPrograms } from "../../test/support/server-process.ts";
import { KEY, ORIGIN, recordedDatabase } from "../../test/support/tampering.ts";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";

const MAIN = fileURLToPath(new URL("main.mjs", import.meta.url));
const key = formatVerifierKey(KEY);

let recorded: TestDatabase;

beforeAll(async () => {
  await buildPrograms();
  recorded = await recordedDatabase(inject("postgresUrl"), [300], 0);
});
afterAll(() => recorded.drop());

async function exported(): Promise<string> {
  const folder = temporaryDirectory();
  const database = openPostgres({ url: recorded.url });
  let lines = "";
  await exportTrail(
    database,
    { key: KEY },
    {
      events: async (texts) => {
        lines += texts.map((text) => `${text}\n`).join("");
      },
      personal: async (texts) => {
        writeFileSync(join(folder, "personal.jsonl"), texts.map((text) => `${text}\n`).join(""));
      },
      file: async (path, bytes) => {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), bytes);
      },
    },
  );
  writeFileSync(join(folder, "events.jsonl"), lines);
  await database.close();
  return folder;
}

function run(...args: string[]) {
  const { status, stdout } = spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8" });
  return { status, stdout };
}

test("a directory that is as it was signed", async () => {
  const folder = await exported();
  const stdout = `300 events of ${ORIGIN} are as they were signed\n`;
  expect(run(folder)).toEqual({ status: 0, stdout });
  expect(run(folder, key)).toEqual({ status: 0, stdout });
});

test("events of both formats, and values of personal members", async () => {
  const folder = fileURLToPath(
    new URL("../../packages/trail/testdata/sample-trail", import.meta.url),
  );
  expect(run(folder)).toEqual({
    status: 0,
    stdout: "11 events of ledger.example/sample-trail are as they were signed\n",
  });
  const copy = temporaryDirectory();
  cpSync(folder, copy, { recursive: true });
  const personal = join(copy, "personal.jsonl");
  writeFileSync(personal, readFileSync(personal, "utf8").replace("192.0.2.1", "192.0.2.2"));
  expect(run(copy)).toEqual({
    status: 1,
    stdout: "Not as signed: IpAddress of Events-8\n",
  });
});

test("a ledger that replaced its key, known by either key", () => {
  const folder = fileURLToPath(
    new URL("../../packages/trail/testdata/sample-restore", import.meta.url),
  );
  const keys = readFileSync(join(folder, "verifier-key"), "utf8").trimEnd().split("\n");
  expect(keys).toHaveLength(2);
  for (const known of keys) {
    expect(run(folder, known)).toEqual({
      status: 0,
      stdout: "7 events of ledger.example/sample-restore/log-2 are as they were signed\n",
    });
  }
});

test("a directory in which one event was changed", async () => {
  const folder = await exported();
  const file = join(folder, "events.jsonl");
  const lines = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, lines.with(41, lines[41]?.replace("alice", "mallo") ?? "").join("\n"));
  expect(run(folder)).toEqual({ status: 1, stdout: "Not as signed: line 42\n" });
});

test("a directory that was signed with another key", async () => {
  const folder = await exported();
  const other = await newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(8));
  expect(run(folder, formatVerifierKey(other)).status).toBe(1);
});
