import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { holdDataFolder } from "@indelible/data-folder";
import {
  createSigner,
  createVerifier,
  EMPTY_LOG_EDGE,
  formatCheckpoint,
  formatVerifierKey,
  growLog,
  newSignerKey,
  signNote,
} from "@indelible/ledger";
import { Sequencer, sha256Hex } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { memoryCheckpointStore } from "../../../test/support/kept-checkpoint.ts";
import type { TestDatabase } from "../../../test/support/postgres.ts";
import { createDatabase } from "../../../test/support/postgres.ts";
import { openEmbedded } from "../../../test/support/stores.ts";
import {
  newestCheckpoint,
  ORIGIN,
  recordEvents,
  recordedDatabase,
  sequence,
  tamper,
} from "../../../test/support/tampering.ts";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { fakeClock } from "../../../test/support/trail.ts";
import { testWorld } from "../../../test/support/world.ts";
import { runProgram } from "./program.ts";

const SEED = new Uint8Array(32).fill(3);
const key = await newSignerKey(ORIGIN, "note", SEED);
const verifierKey = formatVerifierKey(key);
const MASTER_KEY = Buffer.from(new Uint8Array(32).fill(7)).toString("base64");

/** Runs a command line and returns its result. */
async function run(
  environment: Record<string, string>,
  args: string[],
  options: { fetch?: typeof fetch; isTerminal?: boolean } = {},
) {
  const world = testWorld({ environment, ...options });
  const code = await runProgram(world, args);
  return { code, printed: world.printed(), remarked: world.remarked() };
}

/** A data folder with the keys of the recorded database. */
function dataFolder(): string {
  return temporaryDirectory({
    "ledger.key": `${Buffer.from(SEED).toString("base64")}\n`,
    "master.key": `${MASTER_KEY}\n`,
  });
}

let recorded: TestDatabase;

beforeAll(async () => {
  recorded = await recordedDatabase(inject("postgresUrl"), [1, 260, 5], 2);
});
afterAll(() => recorded.drop());

async function copied(): Promise<TestDatabase> {
  const template = new URL(recorded.url).pathname.slice(1);
  return createDatabase(inject("postgresUrl"), { template });
}

function environmentOf({ url }: TestDatabase) {
  return { DATABASE_URL: url, DATA_DIR: dataFolder() };
}

describe("verify a database", () => {
  test("an unchanged one: 0, with the keys of the data folder", async () => {
    const { code, printed, remarked } = await run(environmentOf(recorded), ["verify"]);
    expect({ code, printed }).toEqual({
      code: 0,
      printed: expect.stringMatching(/^Verified: 266 entries, root /),
    });
    expect(remarked).toContain(verifierKey);
    expect(remarked).toContain("With the master key");
    expect(remarked).toContain("2 events are not in the ledger yet");
  });

  test("only one JSON object on standard output", async () => {
    const { printed } = await run(environmentOf(recorded), ["verify", "--json"]);
    expect(JSON.parse(printed)).toEqual({
      ok: true,
      size: 266,
      root: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      findings: [],
      findingsCount: 0,
    });
  });

  test("a tampered one: 1, and the event is reported", async () => {
    const copy = await copied();
    await tamper(
      copy.url,
      "update trail.events set body = replace(body, 'alice', 'mallo') where id = 77",
    );
    const json = await run(environmentOf(copy), ["verify", "--json"]);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.printed)).toMatchObject({
      ok: false,
      findings: [{ kind: "changed", eventId: "Events-77", index: 76 }],
    });
    const text = await run(environmentOf(copy), ["verify"]);
    expect(text.printed).toMatch(/^changed {4}Events-77 \(entry 76\): /);
    expect(text.printed).toContain("NOT verified, 1 finding(s): 266 entries");
    await copy.drop();
  });

  test("a given key instead of the data folder's", async () => {
    const environment = { DATABASE_URL: recorded.url, DATA_DIR: temporaryDirectory(), MASTER_KEY };
    expect(await run(environment, ["verify", "--key", verifierKey])).toMatchObject({ code: 0 });
    const other = await newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(4));
    const { code, printed } = await run(environment, ["verify", "--key", formatVerifierKey(other)]);
    expect(code).toBe(1);
    expect(printed).toContain("forked");
  });

  test("a checkpoint that is newer than the backup", async () => {
    const copy = await copied();
    await sequence(copy.url);
    const kept = join(temporaryDirectory({ kept: await newestCheckpoint(copy.url) }), "kept");
    expect(await run(environmentOf(copy), ["verify", "--since", kept])).toMatchObject({ code: 0 });
    const { code, printed } = await run(environmentOf(recorded), ["verify", "--since", kept]);
    expect(code).toBe(1);
    expect(printed).toContain("truncated");
    await copy.drop();
  });

  test("an unreadable newest checkpoint is a finding, not a failure", async () => {
    const copy = await copied();
    await tamper(copy.url, "update trail.ledger_checkpoints set note = 'x' where size = 266");
    const { code, printed } = await run(environmentOf(copy), ["verify"]);
    expect(code).toBe(1);
    expect(printed).toContain("Checkpoint of size 266");
    await copy.drop();
  });

  test("a progress bar only on a terminal", async () => {
    const { remarked } = await run(environmentOf(recorded), ["verify"], { isTerminal: true });
    expect(remarked).toContain("\r[##############################] 100% of 266 entries");
    expect((await run(environmentOf(recorded), ["verify"])).remarked).not.toContain("\r");
  });
});

test("verify an embedded database, unless a server uses its folder", async () => {
  const folder = dataFolder();
  const database = await openEmbedded(join(folder, "database"));
  const signer = createSigner(key);
  const log = { origin: ORIGIN, verifiers: [createVerifier(key)] };
  const options = {
    database,
    log,
    signer,
    checkpointStore: memoryCheckpointStore(),
    clock: fakeClock().now,
  };
  await new Sequencer(options).runBatch();
  await database.close();
  expect(await run({ DATA_DIR: folder }, ["verify"])).toMatchObject({ code: 0 });
  const held = await holdDataFolder(folder);
  const { code, remarked } = await run({ DATA_DIR: folder }, ["verify"]);
  expect({ code, remarked }).toEqual({
    code: 2,
    remarked: expect.stringContaining("in use by another server"),
  });
  expect(remarked).toContain("indelible verify --url http://127.0.0.1:8065 --api-key");
  held.release();
});

test("--help and --version of the program and its commands", async () => {
  expect(await run({}, ["--version"])).toMatchObject({ code: 0, printed: "0.1.0\n" });
  for (const command of [[], ["verify"], ["export"], ["witness"], ["signer"], ["migrate"]]) {
    const { code, printed } = await run({}, [...command, "--help"]);
    expect(code).toBe(0);
    expect(printed).toContain(`Usage: ${["indelible", ...command].join(" ")}`);
  }
});

describe("verify after verify", () => {
  test("reports what was read, and what was not", async () => {
    const environment = environmentOf(recorded);
    const remarksOf = async (...flags: string[]) => {
      const { code, remarked } = await run(environment, ["verify", ...flags]);
      expect(code).toBe(0);
      return remarked;
    };
    const inFull = "All 266 entries were checked in full.";
    expect(await remarksOf()).toContain(inFull);
    expect(await remarksOf()).toMatch(
      /Entries 0 to 255, .* are the same as those that were verified on 1970-.*\. 10 entries were checked in full\./,
    );
    expect(await remarksOf("--incremental")).toContain(
      "Entries 0 to 255 and their events were NOT read",
    );
    expect(await remarksOf("--full")).toContain(inFull);
    expect(await run(environment, ["verify", "--full", "--incremental"])).toMatchObject({
      code: 2,
      remarked: "Use --incremental or --full, not both.\n",
    });
  });
});

describe("export, and verify offline", () => {
  async function exported(): Promise<string> {
    const folder = join(temporaryDirectory(), "export");
    expect(await run(environmentOf(recorded), ["export", folder])).toMatchObject({ code: 0 });
    return folder;
  }

  test("the directory is laid out as documented, and verifies", async () => {
    const folder = await exported();
    expect(readdirSync(folder).sort()).toEqual([
      "checkpoint",
      "events.jsonl",
      "tile",
      "verifier-key",
    ]);
    expect(readFileSync(join(folder, "verifier-key"), "utf8")).toBe(`${verifierKey}\n`);
    expect(readdirSync(join(folder, "tile/entries")).sort()).toEqual(["000", "001.p"]);
    const { code, printed, remarked } = await run({}, ["verify", "--dir", folder]);
    expect({ code, printed }).toMatchObject({
      code: 0,
      printed: expect.stringContaining("Verified: 266"),
    });
    expect(remarked).toContain("from the directory itself");
    expect(await run({}, ["verify", "--dir", folder, "--key", verifierKey])).toMatchObject({
      code: 0,
    });
  });

  test("the frozen sample trail, with events of all formats", async () => {
    const folder = fileURLToPath(new URL("../../trail/testdata/sample-trail", import.meta.url));
    const { code, printed } = await run({}, ["verify", "--dir", folder]);
    expect({ code, printed }).toMatchObject({
      code: 0,
      printed: expect.stringContaining("Verified: 11"),
    });
  });

  test("an event of an unknown format is refused with an error message", async () => {
    const line = JSON.stringify({ Id: "Events-1", Format: "indelible-event/4" });
    const digest = Buffer.from(sha256Hex(line), "hex");
    const { files, tree } = growLog(EMPTY_LOG_EDGE, [digest]);
    const text = formatCheckpoint({ origin: ORIGIN, ...tree, extensions: [] });
    const folder = temporaryDirectory({
      "events.jsonl": `${line}\n`,
      "verifier-key": `${verifierKey}\n`,
      checkpoint: await signNote(text, [createSigner(key)]),
    });
    for (const { path, bytes } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    expect(await run({}, ["verify", "--dir", folder])).toMatchObject({
      code: 2,
      remarked: expect.stringContaining("has the format indelible-event/4"),
    });
  });

  test("a directory that is not empty is not changed", async () => {
    const folder = temporaryDirectory({ note: "mine" });
    const { code, remarked } = await run(environmentOf(recorded), ["export", folder]);
    expect({ code, remarked }).toEqual({
      code: 2,
      remarked: expect.stringContaining("is not empty"),
    });
    expect(readdirSync(folder)).toEqual(["note"]);
  });

  test("a trail that does not verify is only exported by force, and not if events are missing", async () => {
    const copy = await copied();
    const folder = join(temporaryDirectory(), "export");
    const exporting = (...flags: string[]) =>
      run(environmentOf(copy), ["export", folder, ...flags]);
    await tamper(copy.url, "update trail.events set space_id = 'Spaces-9' where id = 9");
    expect(await exporting()).toEqual({
      code: 1,
      printed: "",
      remarked: expect.stringMatching(/Events-9 .*space_id.*\n.*\nNothing was exported/),
    });
    expect(existsSync(folder)).toBe(false);
    expect(await exporting("--force")).toMatchObject({
      code: 0,
      remarked: expect.stringContaining("not verified"),
    });
    rmSync(folder, { recursive: true });
    await tamper(copy.url, "delete from trail.events where id = 9");
    expect(await exporting("--force")).toMatchObject({
      code: 2,
      remarked: expect.stringContaining("indelible verify"),
    });
    await copy.drop();
  });

  test.each<[string, (lines: string[]) => string[], string[]]>([
    ["changed", (l) => l.with(9, l[9]?.replace("alice", "mallo") ?? ""), ["changed Events-10@9"]],
    ["cut", (l) => l.slice(0, -1), ["missing null@265"]],
    ["added", (l) => [...l, l[0] ?? ""], ["inserted Events-1@266"]],
    [
      "swapped",
      (l) => l.with(3, l[7] ?? "").with(7, l[3] ?? ""),
      ["reordered Events-8@3", "reordered Events-4@7"],
    ],
  ])("a line of the events %s", async (_, change, expected) => {
    const folder = await exported();
    const file = join(folder, "events.jsonl");
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    writeFileSync(
      file,
      change(lines)
        .map((line) => `${line}\n`)
        .join(""),
    );
    const { code, printed } = await run({}, ["verify", "--dir", folder, "--json"]);
    const { findings } = JSON.parse(printed) as {
      findings: { kind: string; eventId: string; index: number }[];
    };
    expect(code).toBe(1);
    expect(findings.map(({ kind, eventId, index }) => `${kind} ${eventId}@${index}`)).toEqual(
      expected,
    );
  });

  test.each([
    ["a tile cut", "tile/0/000", "changed"],
    ["a bundle edited", "tile/entries/000", "changed"],
    ["the checkpoint edited", "checkpoint", "changed"],
  ])("%s", async (_, path, kind) => {
    const folder = await exported();
    const bytes = readFileSync(join(folder, path));
    bytes.set([(bytes[40] ?? 0) ^ 1], 40);
    writeFileSync(join(folder, path), bytes);
    const { code, printed } = await run({}, ["verify", "--dir", folder, "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(printed).findings[0].kind).toBe(kind);
  });

  test("a tile missing", async () => {
    const folder = await exported();
    rmSync(join(folder, "tile/0/000"));
    const { printed } = await run({}, ["verify", "--dir", folder, "--json"]);
    expect(JSON.parse(printed).findings[0]).toMatchObject({ kind: "missing" });
  });

  test("a saved checkpoint of a longer log", async () => {
    const copy = await copied();
    await recordEvents(copy.url, 3);
    await sequence(copy.url);
    const kept = join(temporaryDirectory({ kept: await newestCheckpoint(copy.url) }), "kept");
    const folder = await exported();
    const { code, printed } = await run({}, ["verify", "--dir", folder, "--since", kept, "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(printed).findings).toMatchObject([{ kind: "truncated", index: 266 }]);
    await copy.drop();
  });
});

describe("a command that cannot run exits with 2 and an error message", () => {
  test.each([
    ["no database", ["verify"], "There is no database in"],
    ["not an export", ["verify", "--dir", "."], "not a directory that 'export' wrote"],
    ["no server", ["verify", "--url", "http://127.0.0.1:1"], "cannot be reached"],
    ["both sources", ["verify", "--url", "http://a", "--dir", "b"], "not both"],
    ["no such file", ["verify", "--since", "none"], "none cannot be read"],
    ["unknown option", ["verify", "--what"], "unknown option '--what'"],
    ["unknown command", ["destroy"], "unknown command"],
    ["no command", [], "Usage: indelible"],
  ])("%s", async (_, args, sentence) => {
    const { code, remarked, printed } = await run({ DATA_DIR: temporaryDirectory() }, args);
    expect({ code, remarked, printed }).toEqual({
      code: 2,
      remarked: expect.stringContaining(sentence),
      printed: "",
    });
  });

  test("no verifier key", async () => {
    const { code, remarked } = await run(
      { DATABASE_URL: recorded.url, DATA_DIR: temporaryDirectory() },
      ["verify"],
    );
    expect({ code, remarked }).toEqual({
      code: 2,
      remarked: expect.stringContaining("no ledger.key"),
    });
  });

  test("a database without a trail", async () => {
    const empty = await createDatabase(inject("postgresUrl"));
    const { code, remarked } = await run(environmentOf(empty), ["verify"]);
    expect({ code, remarked }).toEqual({
      code: 2,
      remarked: expect.stringContaining("The database has no trail"),
    });
    await empty.drop();
  });

  test("help is not a failure", async () => {
    const { code, printed } = await run({}, ["verify", "--help"]);
    expect(code).toBe(0);
    expect(printed).toContain("--since");
  });
});

test("reading does not create key files", async () => {
  const folder = temporaryDirectory();
  mkdirSync(join(folder, "data"));
  await run({ DATA_DIR: join(folder, "data") }, ["verify"]);
  expect(readdirSync(join(folder, "data"))).toEqual([]);
});
