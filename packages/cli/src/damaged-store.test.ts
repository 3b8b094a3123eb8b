import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { documentType } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openEmbedded } from "../../../test/support/stores.ts";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { ALICE, testTrail } from "../../../test/support/trail.ts";
import { testWorld } from "../../../test/support/world.ts";
import { runProgram } from "./program.ts";

const thing = documentType({ prefix: "Things", label: "Thing" });
const KEY = `${Buffer.from(new Uint8Array(32).fill(3)).toString("base64")}\n`;
const PATH = { name: "", text: "select pg_relation_filepath('trail.events') as path" };

let whole: string;
/** The file with the events. */
let events: string;

beforeAll(async () => {
  whole = mkdtempSync(join(tmpdir(), "indelible-test-"));
  writeFileSync(join(whole, "ledger.key"), KEY);
  const database = await openEmbedded(join(whole, "database"));
  const trail = testTrail(database, [thing]);
  const snapshot = await trail.read({ newIds: { Things: 1 }, events: 1 });
  const id = snapshot.takeId("Things");
  const body = { Name: "a" };
  await trail.commit(ALICE, snapshot, [{ kind: "create", type: thing, id, spaceId: null, body }]);
  const [row] = await database.query<{ path: string }>(PATH, []);
  events = row?.path ?? "";
  await database.close();
});

afterAll(() => rmSync(whole, { recursive: true, force: true }));

/** A copy of the data folder, damaged. */
function damaged(damage: (database: string) => void): string {
  const folder = temporaryDirectory();
  cpSync(whole, folder, { recursive: true });
  damage(join(folder, "database"));
  return folder;
}

async function run(folder: string, ...args: string[]) {
  const world = testWorld({ environment: { DATA_DIR: folder } });
  const code = await runProgram(world, args);
  return { code, remarked: world.remarked() };
}

const noise = new Uint8Array(8_192).map((_, place) => (place * 151 + 7) % 256);

test.each<[string, (database: string) => void, RegExp]>([
  [
    "another version",
    (database) => writeFileSync(join(database, "PG_VERSION"), "99\n"),
    /cannot be opened: its files are damaged or of another version/,
  ],
  [
    "no version",
    (database) => rmSync(join(database, "PG_VERSION")),
    /cannot be opened: the file PG_VERSION is missing/,
  ],
  [
    "no control file",
    (database) => rmSync(join(database, "global/pg_control")),
    /cannot be opened/,
  ],
  [
    "no log of the last changes",
    (database) => rmSync(join(database, "pg_wal"), { recursive: true }),
    /cannot be opened/,
  ],
  ["no events", (database) => rmSync(join(database, events)), /is damaged: could not open file/],
  [
    "an empty file of events",
    (database) => truncateSync(join(database, events)),
    /is damaged: could not read blocks/,
  ],
  [
    "noise in the file of events",
    (database) => writeFileSync(join(database, events), noise),
    /is damaged: invalid page in block 0/,
  ],
])("%s: verify and export end with 1 and an error message", async (_, damage, message) => {
  const folder = damaged(damage);
  const copy = join(temporaryDirectory(), "export");
  for (const args of [["verify"], ["export", copy]]) {
    const { code, remarked } = await run(folder, ...args);
    expect({ code, remarked }).toEqual({ code: 1, remarked: expect.stringMatching(message) });
    expect(remarked.trimEnd().split("\n")).toHaveLength(1);
  }
  expect(existsSync(copy)).toBe(false);
});

test("a folder without files is no database, and stays empty", async () => {
  const folder = temporaryDirectory({ "ledger.key": KEY, "database/file": "" });
  rmSync(join(folder, "database/file"));
  const { code, remarked } = await run(folder, "verify");
  expect({ code, remarked }).toEqual({
    code: 2,
    remarked: expect.stringMatching(/no database in/),
  });
  expect(readdirSync(join(folder, "database"))).toEqual([]);
});
