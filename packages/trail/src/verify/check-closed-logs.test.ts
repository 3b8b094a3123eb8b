import { afterEach, beforeEach, expect, test } from "vitest";
import {
  FIRST,
  type RestoredLedger,
  restoredLedger,
  SECOND,
} from "../../../../test/support/restored-ledger.ts";
import { openStore } from "../../../../test/support/stores.ts";
import type { Database } from "../database/database.ts";

let database: Database;
let ledger: RestoredLedger;

beforeEach(async () => {
  database = await openStore("postgres");
  ledger = await restoredLedger(database);
  await ledger.loseNewest();
  await ledger.startNew();
  await ledger.sequencerOf(SECOND).drain();
});
afterEach(() => database.close());

async function foundAfter(sql: string): Promise<string[]> {
  await database.script(
    `set session_replication_role = replica; ${sql}; set session_replication_role = origin`,
  );
  return (await ledger.findings()).map(({ kind, detail }) => `${kind}: ${detail}`);
}

const containing = (text: string) => expect.stringContaining(text);

test.each([
  ["the closed log", "delete from trail.closed_logs", "The closed log 1 is missing"],
  ["its size", "update trail.closed_logs set missing = 0", "is not what Events-4 states"],
  ["its key", "update trail.closed_logs set verifier_key = 'x'", "is not what Events-4 states"],
  ["its event", "update trail.closed_logs set event_id = 1", "is not stated by the first entry"],
  ["its note", "update trail.closed_logs set note = 'x'", "(size 3) is not signed by its key"],
  ["a checkpoint", "update trail.closed_checkpoints set note = 'x' where size = 2", "(size 2)"],
  ["an entry", "delete from trail.closed_entries where index = 1", "up to 2 are missing"],
  [
    "a digest",
    "update trail.closed_entries set digest = sha256('x') where index = 0",
    "with another digest",
  ],
  [
    "an added log",
    `insert into trail.closed_logs
     select 2, origin, verifier_key, size, root, note, missing, event_id, closed_on
     from trail.closed_logs`,
    "The closed log 2 is missing or has another origin",
  ],
])("a change of a closed log is found: %s", async (_, sql, detail) => {
  expect(await ledger.findings()).toEqual([]);
  expect(await foundAfter(sql)).toContainEqual(containing(detail));
});

test("a saved checkpoint of the closed log is compared with what is left of it", async () => {
  const notes = ledger.kept.notes.filter((note) => note.startsWith(`${FIRST.name}\n`));
  for (const note of notes) expect(await ledger.findings(note)).toEqual([]);
  const [, forged = ""] = notes.map((note) => note.replace(/— .*/, "— a/b AAAAAAAA\n"));
  expect(await ledger.findings(forged)).toMatchObject([{ kind: "forked" }]);
});
