import { join } from "node:path";
import { formatVerifierKey, newSignerKey, parseVerifierKey } from "@indelible/ledger";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { type TestWorld, testWorld } from "../../../../test/support/world.ts";
import { runProgram } from "../program.ts";

const seed = (fill: number) => new Uint8Array(32).fill(fill);
const logKey = formatVerifierKey(await newSignerKey("example.org/log", "note", seed(1)));
const otherKey = formatVerifierKey(await newSignerKey("example.org/other", "note", seed(2)));
const cosignerKey = formatVerifierKey(await newSignerKey("w", "cosignature", seed(3)));

/** Runs `witness` until it would wait for a signal, and calls `whileUp` with its address then. */
async function run(args: readonly string[], whileUp?: (address: string) => Promise<void>) {
  const world: TestWorld = testWorld({
    untilSignal: async () => whileUp?.(/http:\S+/.exec(world.printed())?.[0] ?? ""),
  });
  const code = await runProgram(world, ["witness", ...args]);
  return { code, printed: world.printed(), remarked: world.remarked() };
}

test("it listens, prints its address and key, and stops on a signal", async () => {
  const state = join(temporaryDirectory(), "state");
  const args = ["--state", state, "--log", logKey, otherKey, "--port", "0", "--name", "w1"];
  let answered = 0;
  const first = await run(args, async (address) => {
    answered = (await fetch(`${address}/add-checkpoint`)).status;
  });
  expect([first.code, answered]).toEqual([0, 405]);
  const [, text = ""] = /Verifier key (\S+)/.exec(first.printed) ?? [];
  expect(parseVerifierKey(text)).toMatchObject({ name: "w1", type: "cosignature" });
  expect((await run(args)).printed).toContain(text);
});

test("unknown addresses and methods are refused", async () => {
  const args = ["--state", temporaryDirectory(), "--log", logKey, "--port", "0"];
  const statuses: number[] = [];
  const { remarked } = await run(args, async (address) => {
    for (const path of [
      "/",
      "/elsewhere",
      `/${"0".repeat(64)}/checkpoint`,
      "/add-checkpoint/more",
    ]) {
      statuses.push((await fetch(address + path)).status);
    }
    const body = "x".repeat(1_200_000);
    statuses.push((await fetch(`${address}/add-checkpoint`, { method: "POST", body })).status);
  });
  expect(statuses).toEqual([200, 404, 404, 404, 400]);
  expect(remarked).toBe("");
});

test.each([
  ["a witness's key in place of a log's", ["--log", cosignerKey], "a witness's key (04) was given"],
  ["an invalid key", ["--log", "nonsense"], "This is not a key"],
  ["no log", [], "required option '--log"],
  ["an invalid port", ["--log", logKey, "--port", "99999"], "The port must be a number"],
])("%s is refused with a message", async (_, args, sentence) => {
  const { code, remarked } = await run(["--state", temporaryDirectory(), ...args]);
  expect(code).toBe(2);
  expect(remarked).toContain(sentence);
});

test("a second witness on the same state is refused with a message", async () => {
  const state = temporaryDirectory();
  const args = ["--state", state, "--log", logKey, otherKey, "--port", "0"];
  let second = { code: 0, printed: "", remarked: "" };
  await run(args, async () => {
    second = await run(args);
  });
  expect(second).toEqual({
    code: 2,
    printed: "",
    remarked: `${state} is in use by another process; stop that one. Two witnesses must never share a state.\n`,
  });
});

test("it never changes its name", async () => {
  const args = ["--state", temporaryDirectory(), "--log", logKey, "--port", "0"];
  await run([...args, "--name", "w1"]);
  const { code, remarked } = await run([...args, "--name", "w2"]);
  expect(code).toBe(2);
  expect(remarked).toContain("contains the key of 'w1'");
});
