/** The frozen trails of every format are verified offline. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { testWorld } from "../../../../test/support/world.ts";
import { runProgram } from "../program.ts";

const folderOf = (name: string) =>
  fileURLToPath(new URL(`../../../trail/testdata/${name}`, import.meta.url));
const RESTORE = folderOf("sample-restore");
const textOf = (path: string) => readFileSync(`${RESTORE}/${path}`, "utf8");

async function verified(name: string, ...args: string[]) {
  const world = testWorld();
  const code = await runProgram(world, ["verify", "--dir", folderOf(name), "--json", ...args]);
  const { findings, size } = JSON.parse(world.printed());
  return { code, findings, size, remarked: world.remarked() };
}

test.each([
  ["sample-trail", 11],
  ["sample-restore", 7],
])("%s verifies", async (name, size) => {
  expect(await verified(name)).toMatchObject({ code: 0, findings: [], size });
});

test("each key of the sample with a restore suffices, and both may be given", async () => {
  const keys = textOf("verifier-key").trimEnd().split("\n");
  for (const given of [...keys.map((key) => [key]), keys]) {
    const { code, remarked } = await verified("sample-restore", "--key", ...given);
    expect([code, remarked]).toEqual([0, expect.stringContaining("The log has 2 keys: ")]);
  }
  const repeated = keys.flatMap((key) => ["--key", key]);
  expect(await verified("sample-restore", ...repeated)).toMatchObject({ code: 0 });
});

test.each(["checkpoint", "closed/1/checkpoint", "closed/1/covered-checkpoint"])(
  "it extends the saved %s",
  async (path) => {
    const since = ["--since", `${RESTORE}/${path}`];
    expect(await verified("sample-restore", ...since)).toMatchObject({ code: 0, findings: [] });
  },
);
