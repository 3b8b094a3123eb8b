import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { unrecordedStarts } from "./unrecorded-starts.ts";

test("the number is kept in a file, which 0 removes", () => {
  const folder = temporaryDirectory();
  const starts = unrecordedStarts(folder);
  expect(starts.count()).toBe(0);
  starts.keep(12);
  expect(unrecordedStarts(folder).count()).toBe(12);
  starts.keep(0);
  starts.keep(0);
  expect(existsSync(join(folder, "unrecorded-starts"))).toBe(false);
});

test("a damaged file counts as none", () => {
  const folder = temporaryDirectory();
  for (const text of ["", "-1\n", "12", "1e9\n", "9999999999\n"]) {
    writeFileSync(join(folder, "unrecorded-starts"), text);
    expect(unrecordedStarts(folder).count()).toBe(0);
  }
});
