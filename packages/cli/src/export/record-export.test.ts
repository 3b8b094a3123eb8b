import { resolve } from "node:path";
import { formatHash } from "@indelible/ledger";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { testWorld } from "../../../../test/support/world.ts";
import { SERVER_PROGRAM } from "../server-program.ts";
import { recordExport } from "./record-export.ts";

const MASTER_KEY = Buffer.alloc(32, 7).toString("base64");

/** Records an export; returns how the server's program was called, and the remarks. */
async function recorded(environment: Record<string, string>, exitCode = 0) {
  const calls: (readonly string[])[] = [];
  const world = testWorld({
    environment,
    runNode: async (args) => {
      calls.push(args);
      return exitCode;
    },
  });
  const root = new Uint8Array(32).fill(3);
  const dataFolder = temporaryDirectory();
  await recordExport(world, { size: 7, root, folder: "copy", dataFolder });
  return { calls, remarked: world.remarked() };
}

test("the server's program records an export with its checkpoint and folder", async () => {
  const root = formatHash(new Uint8Array(32).fill(3));
  expect(await recorded({ MASTER_KEY })).toEqual({
    calls: [[SERVER_PROGRAM, "record-export", "7", root, resolve("copy")]],
    remarked: "",
  });
});

test("an export without the master key is remarked as not recorded", async () => {
  const { calls, remarked } = await recorded({});
  expect(calls).toEqual([]);
  expect(remarked).toContain("not recorded as an event, for lack of the master key");
});

test("a failure to record is remarked", async () => {
  const { remarked } = await recorded({ MASTER_KEY }, 1);
  expect(remarked).toContain("The export is complete, but is not recorded");
});
