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
  return { code: await runProgram(world, ["migrate", ...args]), calls };
}

const SERVER = expect.stringMatching(/server\/dist\/main\.js$/);

test("the server's program does it, and is told the role", async () => {
  expect(await run(0, [])).toEqual({ code: 0, calls: [[SERVER, "migrate"]] });
  const { calls } = await run(0, ["--runtime-role", "app"]);
  expect(calls).toEqual([[SERVER, "migrate", "--runtime-role", "app"]]);
});

test("its failure is the command's", async () => {
  expect((await run(1, [])).code).toBe(2);
  expect((await run(0, ["--unknown"])).calls).toEqual([]);
});
