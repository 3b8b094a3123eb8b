import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { holdDataFolder } from "./hold-data-folder.ts";

test("a folder is created, and locked by one at a time", async () => {
  const folder = join(temporaryDirectory(), "data");
  const held = await holdDataFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  await expect(holdDataFolder(folder)).rejects.toMatchObject({ code: "in-use" });
  await expect(holdDataFolder(join(folder, ".."))).resolves.toBeDefined();
  held.release();
  (await holdDataFolder(folder)).release();
});
