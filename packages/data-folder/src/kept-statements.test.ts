import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { keptStatements } from "./kept-statements.ts";

const NOTES = ["one\n\n— a AAAA\n", "two\nlines\n\n— a AAAA\n— b BBBB\n", "three\n\n— a AAAA\n"];

test("statements are added once, in order, for their owner only", async () => {
  const folder = temporaryDirectory();
  const file = keptStatements(folder);
  expect(file.load()).toEqual([]);
  await file.add(NOTES.slice(0, 1));
  await file.add(NOTES.slice(0, 2));
  await file.add(NOTES);
  expect(keptStatements(folder).load()).toEqual(NOTES);
  expect(statSync(join(folder, "ledger.keys")).mode & 0o777).toBe(0o600);
});
