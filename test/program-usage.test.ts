import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { buildPrograms } from "./support/server-process.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);

beforeAll(buildPrograms);

// Every program and script that people run.
test.each([
  "packages/server/dist/programs/server.js",
  "packages/demo/dist/programs/demo.js",
  "packages/cli/bin/indelible.mjs",
  "scripts/prepare.mjs",
  "bench/main.mjs",
  "bench/deployments.mjs",
  "bench/ledger.mjs",
  "bench/masking.mjs",
])("%s has --help and --version, which do nothing else", async (program) => {
  const output = async (option: string) =>
    (await run(process.execPath, [program, option], { cwd: ROOT })).stdout;
  expect(await output("--help")).toMatch(/^Usage: /);
  expect(await output("--version")).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test.each([
  ["packages/server/dist/programs/server.js", "There is no command 'srat'"],
  ["packages/demo/dist/programs/demo.js", "There is no option 'srat'"],
])("%s refuses what it does not know", async (program, message) => {
  const refused = run(process.execPath, [program, "srat"], { cwd: ROOT });
  await expect(refused).rejects.toMatchObject({ stderr: expect.stringContaining(message) });
});
