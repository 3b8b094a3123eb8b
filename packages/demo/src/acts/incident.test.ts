import { expect, test } from "vitest";
import type { ProcessResource, VariableSetResource } from "../resources.ts";
import { SPACE, WEB_SHOP, worldInMemory } from "../testing/world-in-memory.ts";
import { nightIncident } from "./incident.ts";
import { firstSteps } from "./processes.ts";
import { firstVariables } from "./variables.ts";

function worldBeforeIncident() {
  const world = worldInMemory();
  world.machineIds.push("Machines-1", "Machines-2", "Machines-3");
  for (const id of world.machineIds) {
    world.resources.set(`${SPACE}/machines/${id}`, { Id: id, IsDisabled: false });
  }
  const process: ProcessResource = { Steps: firstSteps() };
  const variables: VariableSetResource = { Variables: firstVariables("web", world) };
  world.resources.set(`${WEB_SHOP}/deploymentprocesses`, process);
  world.resources.set(`${WEB_SHOP}/variables`, variables);
  return { world, process, variables };
}

test("two machines are disabled, and enabled after a release", async () => {
  const { world } = worldBeforeIncident();
  await nightIncident(world);
  const steps = world.requests.map(({ path, body }) => {
    if (path.includes("/machines/")) {
      return `${path.split("/").at(-1)} ${(body as { IsDisabled: boolean }).IsDisabled}`;
    }
    return path.split("/").at(-1);
  });
  expect(steps).toEqual([
    "Machines-1 true",
    "Machines-2 true",
    "variables",
    "variables",
    "variables",
    "deploymentprocesses",
    "releases",
    "Machines-1 false",
    "Machines-2 false",
    "variables",
  ]);
});

test("the user on call changes variables and skips the last step", async () => {
  const { world, process, variables } = worldBeforeIncident();
  await nightIncident(world);
  const users = world.requests.filter(({ method }) => method === "PUT");
  expect(new Set(users.map(({ username }) => username))).toEqual(new Set(["chidi"]));
  const values = Object.fromEntries(variables.Variables.map(({ Name, Value }) => [Name, Value]));
  expect(values).toMatchObject({ TimeoutSeconds: "120", Instances: "8", LogLevel: "warning" });
  const skipped = process.Steps.map(({ Actions }) => Actions[0]?.IsDisabled === true);
  expect(skipped).toEqual([false, false, true]);
});

test("without projects nothing happens", async () => {
  const { world } = worldBeforeIncident();
  await nightIncident({ ...world, projects: [] });
  expect(world.requests).toEqual([]);
});
