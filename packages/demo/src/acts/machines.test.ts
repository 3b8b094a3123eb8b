import { expect, test } from "vitest";
import { SPACE, worldInMemory } from "../testing/world-in-memory.ts";
import { addMachine, changeFleet, changeRoles, renameMachine, toggleMachine } from "./machines.ts";

const PATH = `${SPACE}/machines/Machines-1`;

/** A world with one machine that can be edited. */
function worldWithMachine(seed = 1) {
  const machine = { Name: "web-1234", Roles: ["web"], IsDisabled: false };
  const world = worldInMemory({ [PATH]: machine }, seed);
  world.machineIds.push("Machines-1");
  return { world, machine };
}

test("a machine is disabled, then enabled", async () => {
  const { world, machine } = worldWithMachine();
  await toggleMachine(world);
  expect(machine.IsDisabled).toBe(true);
  await toggleMachine(world);
  expect(machine.IsDisabled).toBe(false);
  for (const { username } of world.requests) expect(["fleet-bot", "alice"]).toContain(username);
});

test.each([1, 2, 3])("a second role is added, then removed (seed %i)", async (seed) => {
  const { world, machine } = worldWithMachine(seed);
  await changeRoles(world);
  expect(machine.Roles).toEqual(["web", expect.stringMatching(/^(canary|batch)$/)]);
  await changeRoles(world);
  expect(machine.Roles).toEqual(["web"]);
});

test("a renamed machine keeps the stem of its name", async () => {
  const { world, machine } = worldWithMachine();
  await renameMachine(world);
  expect(machine.Name).toMatch(/^web-\d{4}$/);
  expect(machine.Name).not.toBe("web-1234");
});

test("a machine is registered with a role in one environment", async () => {
  const world = worldInMemory();
  await addMachine(world, "search", "Environments-2");
  expect(world.requests).toMatchObject([
    {
      username: "fleet-bot",
      path: `${SPACE}/machines`,
      body: {
        Name: expect.stringMatching(/^search-\d{4}$/),
        Roles: ["search"],
        EnvironmentIds: ["Environments-2"],
      },
    },
  ]);
  expect(world.machineIds).toEqual(["machines-1"]);
});

test("the fleet grows to a limit, then loses a machine that is not among the first", async () => {
  const world = worldInMemory();
  const first = Array.from({ length: 16 }, (_, i) => `Machines-${i + 1}`);
  world.machineIds.push(...first);
  await changeFleet(world);
  expect(world.machineIds).toHaveLength(17);
  await changeFleet(world);
  expect(world.requests.at(-1)).toEqual({
    username: "fleet-bot",
    method: "DELETE",
    path: `${SPACE}/machines/Machines-9`,
  });
  expect(world.machineIds.slice(0, 9)).toEqual([...first.slice(0, 8), "Machines-10"]);
});
