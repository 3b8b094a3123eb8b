import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { replaceFile } from "./durable-file.ts";

test("a file is replaced as a whole, for its owner only, and nothing else is left", async () => {
  const folder = temporaryDirectory();
  const path = join(folder, "state");
  writeFileSync(`${path}.new`, "half of an earlier write, longer than the text");
  await replaceFile(path, "one");
  await replaceFile(path, "two");
  expect([readdirSync(folder), readFileSync(path, "utf8")]).toEqual([["state"], "two"]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("a missing folder fails", async () => {
  const path = join(temporaryDirectory(), "missing", "state");
  await expect(replaceFile(path, "one")).rejects.toMatchObject({ code: "ENOENT" });
});
