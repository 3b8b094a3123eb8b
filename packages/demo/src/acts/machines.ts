import type { MachineResource } from "../resources.ts";
import type { StoryAct, World } from "../world.ts";

/** Machines below this number are left alone by deletion. */
const MACHINES_KEPT = 8;

/** A machine is taken out of use, or brought back. */
export const toggleMachine: StoryAct = (world) =>
  editMachine(world, (machine) => {
    machine.IsDisabled = !machine.IsDisabled;
  });

/** A machine gets another role besides its own, or loses it. */
export const changeRoles: StoryAct = (world) =>
  editMachine(world, (machine) => {
    const [first = "app", ...others] = machine.Roles;
    machine.Roles = others.length > 0 ? [first] : [first, world.chance.pick(["canary", "batch"])];
  });

/** A machine gets a new name. */
export const renameMachine: StoryAct = (world) =>
  editMachine(world, (machine) => {
    const stem = machine.Name.replace(/-\d+$/, "");
    machine.Name = `${stem}-${world.chance.between(1_000, 9_999)}`;
  });

/** The fleet grows by a machine, or loses the oldest one that is not needed. */
export const changeFleet: StoryAct = async (world) => {
  const isLarge = world.machineIds.length > 2 * MACHINES_KEPT;
  if (!isLarge) return addMachine(world, world.chance.pick(world.projects).role);
  const [id] = world.machineIds.splice(MACHINES_KEPT, 1);
  await world.as("fleet-bot").delete(`${world.space}/machines/${id}`);
};

/** Registers a machine of a role in one environment. */
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
