import type { MachineResource } from "../resources.ts";
import type { StoryAct, World } from "../world.ts";

/** Machines are deleted only while there are more than this many. */
const MACHINES_KEPT = 8;

/** A machine is disabled, or enabled again. */
export const toggleMachine: StoryAct = (world) =>
  editMachine(world, (machine) => {
    machine.IsDisabled = !machine.IsDisabled;
  });

/** A machine gets a second role, or loses it. */
export const changeRoles: StoryAct = (world) =>
  editMachine(world, (machine) => {
    const [first = "app", ...others] = machine.Roles;
    machine.Roles = others.length > 0 ? [first] : [first, world.chance.pick(["canary", "batch"])];
  });

/** A machine is renamed. */
export const renameMachine: StoryAct = (world) =>
  editMachine(world, (machine) => {
    const stem = machine.Name.replace(/-\d+$/, "");
    machine.Name = `${stem}-${world.chance.between(1_000, 9_999)}`;
  });

/** A machine is added; if there are many, an old one is deleted. */
export const changeFleet: StoryAct = async (world) => {
  const isLarge = world.machineIds.length > 2 * MACHINES_KEPT;
  if (!isLarge) return addMachine(world, world.chance.pick(world.projects).role);
  const [id] = world.machineIds.splice(MACHINES_KEPT, 1);
  await world.as("fleet-bot").delete(`${world.space}/machines/${id}`);
};

/** Registers a machine with a role in one environment, by default a random one. */
export async function addMachine(
  world: World,
  role: string,
  environmentId = world.chance.pick(Object.values(world.environments)),
): Promise<void> {
  const Name = `${role}-${world.chance.between(1_000, 9_999)}`;
  const machine = await world.as("fleet-bot").post<MachineResource>(`${world.space}/machines`, {
    Name,
    Roles: [role],
    EnvironmentIds: [environmentId],
    Endpoint: { CommunicationStyle: "None" },
  });
  world.machineIds.push(machine.Id);
}

async function editMachine(world: World, edit: (machine: MachineResource) => void): Promise<void> {
  const path = `${world.space}/machines/${world.chance.pick(world.machineIds)}`;
  await world.edit<MachineResource>(world.chance.pick(["fleet-bot", "alice"]), path, edit);
}
