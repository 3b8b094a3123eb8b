import type { Machine } from "@indelible/domain";
import type { StoredDocument } from "@indelible/trail";
import type { ProcessAction, ProcessStep } from "./process.ts";

/** What a run executes of its process, and on which targets. */
export interface ProcessScope {
  readonly environmentId: string;
  readonly channelId: string | null;
  readonly tenantId: string | null;
  /** Ids of actions that are left out. */
  readonly skipActions: readonly string[];
  /** Machines to which a run is limited; empty for no limit. */
  readonly specificMachineIds: readonly string[];
  readonly excludedMachineIds: readonly string[];
}

/** Groups of steps that start together: a step that starts with the previous one is in its group. */
export function startGroups(steps: readonly ProcessStep[]): ProcessStep[][] {
  const groups: ProcessStep[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (step.startsWithPrevious && last !== undefined) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

/** The actions of a step that run in a scope. */
export function actionsWithin(step: ProcessStep, scope: ProcessScope): ProcessAction[] {
  const { environmentId, channelId, skipActions } = scope;
  return step.actions.filter(
    ({ id, isDisabled, environments, excludedEnvironments, channels }) =>
      !isDisabled &&
      !skipActions.includes(id) &&
      (environments.length === 0 || environments.includes(environmentId)) &&
      !excludedEnvironments.includes(environmentId) &&
      (channels.length === 0 || (channelId !== null && channels.includes(channelId))),
  );
}

/**
 * The machines that a step with roles runs on, ordered by name: the enabled ones of the environment
 * that have one of the roles.
 */
export function targetsOf(
  step: ProcessStep,
  scope: ProcessScope,
  machines: readonly StoredDocument<Machine>[],
): StoredDocument<Machine>[] {
  const { specificMachineIds, excludedMachineIds } = scope;
  const roles = new Set(step.targetRoles.map((role) => role.toLowerCase()));
  return machines
    .filter(({ id, body }) => {
      const isWanted = specificMachineIds.length === 0 || specificMachineIds.includes(id);
      return isWanted && !excludedMachineIds.includes(id) && !body.IsDisabled;
    })
    .filter(({ body }) => body.EnvironmentIds.includes(scope.environmentId))
    .filter(({ body }) => isForTenant(body, scope.tenantId))
    .filter(({ body }) => body.Roles.some((role) => roles.has(role.toLowerCase())))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** Machines for tenants only run nothing without a tenant, and untenanted ones nothing for a tenant. */
function isForTenant(machine: Machine, tenantId: string | null): boolean {
  const participation = machine.TenantedDeploymentParticipation;
  if (tenantId === null) return participation !== "Tenanted";
  return participation !== "Untenanted" && machine.TenantIds.includes(tenantId);
}

/** The items in their order, in windows of at most `size`; in one window when it is undefined. */
export function windowsOf<Item>(items: readonly Item[], size: number | undefined): Item[][] {
  const width = size ?? Math.max(1, items.length);
  const windows: Item[][] = [];
  for (let start = 0; start < items.length; start += width) {
    windows.push(items.slice(start, start + width));
  }
  return windows;
}
