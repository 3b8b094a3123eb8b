import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createVerifier, formatVerifierKey } from "@indelible/ledger";
import { expect, test } from "vitest";
import { FIRST, restoredLedger, SECOND } from "../../../../test/support/restored-ledger.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { testWorld } from "../../../../test/support/world.ts";
import { exportDirectory } from "../export/export-directory.ts";
import { progressBar } from "./progress-bar.ts";
import { verifyDirectory } from "./verify-directory.ts";

test("an export has the last checkpoint of each closed log, which is verified", async () => {
  const database = await openStore("postgres");
  const ledger = await restoredLedger(database);
  await ledger.loseNewest();
  await ledger.startNew();
  await ledger.sequencerOf(SECOND).drain();
  const folder = join(temporaryDirectory(), "export");
  const log = { origin: SECOND.name, verifiers: [createVerifier(SECOND)] };
  await exportDirectory(database, folder, log, formatVerifierKey(SECOND));
  await database.close();
  const details = async () => {
    const options = { folder, key: undefined, kept: undefined };
    const { findings } = await verifyDirectory(options, progressBar(testWorld()));
    return findings.map(({ detail }) => detail);
  };
  expect(await details()).toEqual([]);
  const [empty = ""] = ledger.kept.notes.filter((note) => note.startsWith(`${FIRST.name}\n0\n`));
  writeFileSync(join(folder, "closed/1/checkpoint"), empty);
  expect(await details()).toEqual(["The first event does not state the last checkpoint of a/b."]);
  rmSync(join(folder, "closed"), { recursive: true });
  expect(await details()).toEqual([
    "The last checkpoint of a/b is missing or not signed by its key.",
  ]);
});
