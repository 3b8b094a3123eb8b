import { expect, test } from "vitest";
import { testWorld } from "../../../../test/support/world.ts";
import { runProgram } from "../program.ts";

async function run(exitCode: number, args: readonly string[]) {
  const calls: (readonly string[])[] = [];
  const world = testWorld({
    runNode: async (programAndArgs) => {
      calls.push(programAndArgs);
      return exitCode;
    },
  });
  return { code: await runProgram(world, args), calls };
}

const SERVER = expect.stringMatching(/server\/dist\/programs\/server\.js$/);

test.each([
  "migrate",
  "rotate-ledger-key",
  "rotate-master-key",
  "show-master-key",
  "administrator",
])("the server's program runs %s, and its failure is the command's", async (command) => {
  expect(await run(0, [command])).toEqual({ code: 0, calls: [[SERVER, command]] });
  expect((await run(1, [command])).code).toBe(2);
  expect((await run(0, [command, "--unknown"])).calls).toEqual([]);
});

test("migrate passes the role", async () => {
  const { calls } = await run(0, ["migrate", "--runtime-role", "app"]);
  expect(calls).toEqual([[SERVER, "migrate", "--runtime-role", "app"]]);
});

test("the commands about the ledger are passed to the server's program", async () => {
  expect((await run(0, ["ledger", "accept-restore"])).calls).toEqual([
    [SERVER, "ledger-accept-restore"],
  ]);
  expect((await run(0, ["ledger", "new-log", "--key-lost", "a+b+c"])).calls).toEqual([
    [SERVER, "ledger-new-log", "a+b+c"],
  ]);
  expect(await run(0, ["ledger", "new-log"])).toEqual({ code: 2, calls: [] });
});
