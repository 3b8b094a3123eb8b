import type { MachineResource, ProcessResource, VariableSetResource } from "../resources.ts";
import type { World } from "../world.ts";
import { createReleaseOf } from "./releases.ts";

const MINUTE = 60_000;

/**
 * A night on which the first project fails: the user on call disables machines, increases timeout
 * and instances, skips a step, creates a release, and enables the machines again.
 */
export async function nightIncident(world: World): Promise<void> {
  const [project] = world.projects;
  if (project === undefined) return;
  const path = `${world.space}/projects/${project.id}`;
  const failing = world.machineIds.slice(0, 2);
  for (const id of failing) await setDisabled(world, id, true);
  await setVariable(world, path, "TimeoutSeconds", "120");
  await setVariable(world, path, "Instances", "8");
  await setVariable(world, path, "LogLevel", "debug");
  await world.edit<ProcessResource>("chidi", `${path}/deploymentprocesses`, ({ Steps }) => {
    const [action] = Steps.at(-1)?.Actions ?? [];
    if (action !== undefined) action.IsDisabled = action.IsDisabled !== true;
  });
  world.clock.pass(12 * MINUTE);
  await createReleaseOf(world, project);
  world.clock.pass(25 * MINUTE);
  for (const id of failing) await setDisabled(world, id, false);
  await setVariable(world, path, "LogLevel", "warning");
}

async function setDisabled(world: World, id: string, isDisabled: boolean): Promise<void> {
  await world.edit<MachineResource>("chidi", `${world.space}/machines/${id}`, (machine) => {
    machine.IsDisabled = isDisabled;
  });
  world.clock.pass(3 * MINUTE);
}

async function setVariable(world: World, path: string, name: string, value: string) {
  await world.edit<VariableSetResource>("chidi", `${path}/variables`, ({ Variables }) => {
    for (const variable of Variables) if (variable.Name === name) variable.Value = value;
  });
  world.clock.pass(4 * MINUTE);
}
