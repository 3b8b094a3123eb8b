import { expect, test } from "vitest";
import type { ProcessResource, StepResource } from "../resources.ts";
import { WEB_SHOP, worldInMemory } from "../testing/world-in-memory.ts";
import { editProcess, firstSteps } from "./processes.ts";

const SCRIPT_BODY = "Octopus.Action.Script.ScriptBody";

test("a process starts with three Bash steps", () => {
  const steps = firstSteps();
  expect(steps.map(({ Name }) => Name)).toEqual([
    "Migrate the database",
    "Deploy the package",
    "Smoke test",
  ]);
  for (const { Actions } of steps) {
    expect(Actions).toMatchObject([
      { ActionType: "Octopus.Script", Properties: { "Octopus.Action.Script.Syntax": "Bash" } },
    ]);
    expect(Actions[0]?.Properties[SCRIPT_BODY]).not.toBe("");
  }
});

/** The versions of a process after each of many edits, the first before them. */
async function editedMany(count: number) {
  const process: ProcessResource = { Steps: firstSteps() };
  const world = worldInMemory();
  const projects = world.projects.slice(0, 1);
  world.resources.set(`${WEB_SHOP}/deploymentprocesses`, process);
  const versions: StepResource[][] = [structuredClone(process.Steps)];
  for (let i = 0; i < count; i++) {
    await editProcess({ ...world, projects });
    versions.push(structuredClone(process.Steps));
  }
  return { world, versions };
}

test("edits by members of the team keep a process valid", async () => {
  const { world, versions } = await editedMany(400);
  const users = new Set(world.requests.map(({ username }) => username));
  expect(users).toEqual(new Set(["bela", "dana"]));
  for (const steps of versions) {
    const names = steps.map(({ Name }) => Name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(firstSteps().map(({ Name }) => Name)));
    for (const { Environments, Properties } of steps.flatMap(({ Actions }) => Actions)) {
      expect([undefined, "Environments-3"]).toContain(Environments?.[0]);
      expect(Properties[SCRIPT_BODY]).not.toMatch(/\b0\b/);
    }
  }
});

test("many edits add and remove steps, move them, skip them and limit them", async () => {
  const { versions } = await editedMany(400);
  const lengths = versions.map((steps) => steps.length);
  expect(Math.max(...lengths)).toBe(6);
  expect(lengths.some((length, i) => length < (lengths[i - 1] ?? 0))).toBe(true);
  const actions = versions.flat().flatMap(({ Actions }) => Actions);
  expect(actions.some(({ IsDisabled }) => IsDisabled === true)).toBe(true);
  expect(actions.some(({ Environments }) => Environments?.[0] === "Environments-3")).toBe(true);
  expect(
    actions.some(({ Properties }) => /^date --utc$/m.test(Properties[SCRIPT_BODY] ?? "")),
  ).toBe(true);
  const orders = new Set(versions.map((steps) => steps.map(({ Name }) => Name).join()));
  expect(orders.size).toBeGreaterThan(10);
});
