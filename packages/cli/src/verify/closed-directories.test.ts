import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  createSigner,
  formatCheckpoint,
  formatVerifierKey,
  newSignerKey,
  signNote,
} from "@indelible/ledger";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FIRST, restoredLedger, SECOND } from "../../../../test/support/restored-ledger.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { testWorld } from "../../../../test/support/world.ts";
import { exportDirectory } from "../export/export-directory.ts";
import { progressBar } from "./progress-bar.ts";
import { verifyDirectory } from "./verify-directory.ts";

let database: Database;
let notes: readonly string[];

beforeAll(async () => {
  database = await openStore("postgres");
  const ledger = await restoredLedger(database);
  await ledger.loseNewest();
  await ledger.startNew();
  await ledger.sequencerOf(SECOND).drain();
  notes = ledger.kept.notes.filter((note) => note.startsWith(`${FIRST.name}\n`));
});
afterAll(() => database.close());

/** An export, after a change of its closed log. */
async function exported(change: (closed: string) => void = () => {}): Promise<string> {
  const folder = join(temporaryDirectory(), "export");
  await exportDirectory(database, folder, { key: SECOND });
  change(join(folder, "closed/1"));
  return folder;
}

async function found(directory: string, kept?: string, ...keys: string[]): Promise<string[]> {
  const options = { folder: directory, keys, kept };
  const { findings } = await verifyDirectory(options, progressBar(testWorld()));
  return findings.map(({ kind, detail }) => `${kind}: ${detail}`);
}

test("an export has each closed log, up to the newest checkpoint whose entries are left", async () => {
  const folder = await exported();
  expect(await found(folder)).toEqual([]);
  const files = readdirSync(join(folder, "closed/1"), { recursive: true });
  expect(files).toEqual(
    expect.arrayContaining(["checkpoint", "covered-checkpoint", "places", "verifier-key"]),
  );
  const covered = readFileSync(join(folder, "closed/1/covered-checkpoint"), "utf8");
  expect(covered.startsWith("a/b\n2\n")).toBe(true);
  // Entry 0 of the new log is the event of the closed log; the two events that are left follow.
  expect(readFileSync(join(folder, "closed/1/places"), "utf8")).toBe("1\n2\n");
});

const LAST = "The last checkpoint of a/b is missing or not signed by its key.";

test.each<[string, (closed: string) => void, string]>([
  ["everything", (closed) => rmSync(closed, { recursive: true }), `changed: ${LAST}`],
  [
    "another checkpoint",
    (closed) => writeFileSync(join(closed, "checkpoint"), notes[0] ?? ""),
    "changed: The first event does not state the last checkpoint of a/b.",
  ],
  [
    "a place",
    (closed) => writeFileSync(join(closed, "places"), "2\n1\n"),
    "changed: Entry 0 of the closed log a/b is not the event that it names.",
  ],
  [
    "no places",
    (closed) => rmSync(join(closed, "places")),
    "changed: Entry 0 of the closed log a/b is not the event that it names.",
  ],
  [
    "an entry",
    (closed) => {
      const file = join(closed, "tile/entries/000.p/2");
      writeFileSync(
        file,
        readFileSync(file).map((byte, i) => (i === 9 ? byte ^ 1 : byte)),
      );
    },
    "changed: Entry 0 of the closed log a/b is not the event that it names.",
  ],
  [
    "the covered checkpoint",
    (closed) => writeFileSync(join(closed, "covered-checkpoint"), "not a note"),
    "changed: This is not a signed note: the signature block is missing or truncated.",
  ],
])("a change of a closed log in an export is found: %s", async (_, change, expected) => {
  expect(await found(await exported(change))).toContain(expected);
});

test("a saved checkpoint of a closed log is verified against that log", async () => {
  const folder = await exported();
  for (const note of notes) expect(await found(folder, note)).toEqual([]);
  const other = await newSignerKey(FIRST.name, "note", new Uint8Array(32).fill(8));
  const sign = async (size: number, fill: number, key = FIRST) => {
    const root = new Uint8Array(32).fill(fill);
    const text = formatCheckpoint({ origin: FIRST.name, size, root, extensions: [] });
    return signNote(text, [createSigner(key)]);
  };
  const refused = [await sign(1, 5), await sign(2, 5), await sign(3, 5), await sign(4, 5)];
  for (const note of [...refused, await sign(2, 5, other)]) {
    const [first = "", ...more] = await found(folder, note);
    expect([first.slice(0, 7), more]).toEqual(["forked:", []]);
  }
});

test("with a key of the new log given, the closed log is verified as well", async () => {
  expect(await found(await exported(), undefined, formatVerifierKey(SECOND))).toEqual([]);
});
