import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { keptCheckpoint, keptVerified, keptVerifierState } from "./kept-file.ts";

test("the newest checkpoint is kept, for its owner only, in a folder with no other file", async () => {
  const folder = temporaryDirectory();
  const file = keptCheckpoint(folder);
  expect(file.load()).toBeUndefined();
  await file.keep("first\n");
  await file.keep("second\n");
  expect(file.load()).toBe("second\n");
  expect(keptCheckpoint(folder).load()).toBe("second\n");
  expect(readdirSync(folder)).toEqual(["ledger.checkpoint"]);
  expect(statSync(join(folder, "ledger.checkpoint")).mode & 0o777).toBe(0o600);
});

test("errors of the system are passed on", async () => {
  const folder = join(temporaryDirectory(), "none");
  await expect(keptCheckpoint(folder).keep("first\n")).rejects.toMatchObject({ code: "ENOENT" });
});

test("each file has its own name", async () => {
  const folder = temporaryDirectory();
  await keptVerified(folder).keep("verified\n");
  await keptVerifierState(folder).keep("state\n");
  expect(readdirSync(folder).toSorted()).toEqual(["ledger.verified", "ledger.verifier"]);
  expect(keptVerified(folder).load()).toBe("verified\n");
});
