import type { JsonObject, StoredDocument } from "@indelible/trail";
import type { ProcessAction, ProcessStep } from "./process.ts";

/** What of a process runs, and where, besides what the process itself says. */
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

/** Steps that begin together: those after the first start with the one before them. */
export function startGroups(steps: readonly ProcessStep[]): ProcessStep[][] {
  const groups: ProcessStep[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (step.startsWithPrevious && last !== undefined) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

/** The actions of a step that the scope asks for. */
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

/** The machines that a step with roles runs on, by name: of the environment, with one of the roles. */
export function targetsOf(
  step: ProcessStep,
  scope: ProcessScope,
  machines: readonly StoredDocument[],
): StoredDocument[] {
  const { specificMachineIds, excludedMachineIds } = scope;
  const roles = new Set(step.targetRoles.map((role) => role.toLowerCase()));
  return machines
    .filter(({ id, body }) => {
      const isWanted = specificMachineIds.length === 0 || specificMachineIds.includes(id);
      return isWanted && !excludedMachineIds.includes(id) && body.IsDisabled !== true;
    })
    .filter(({ body }) => idsIn(body, "EnvironmentIds").includes(scope.environmentId))
    .filter(({ body }) => isForTenant(body, scope.tenantId))
    .filter(({ body }) => idsIn(body, "Roles").some((role) => roles.has(role.toLowerCase())))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** Machines for tenants alone stand aside when no tenant is deployed to, and the other way round. */
function isForTenant(body: JsonObject, tenantId: string | null): boolean {
  const participation = body.TenantedDeploymentParticipation;
  if (tenantId === null) return participation !== "Tenanted";
  const tenants = idsIn(body, "TenantIds");
  return participation !== "Untenanted" && tenants.includes(tenantId);
}

/** The items in their order, at most so many together; all of them when undefined. */
export function windowsOf<Item>(items: readonly Item[], size: number | undefined): Item[][] {
  const width = size ?? Math.max(1, items.length);
  const windows: Item[][] = [];
  for (let start = 0; start < items.length; start += width) {
    windows.push(items.slice(start, start + width));
  }
  return windows;
}

function idsIn(body: JsonObject, field: string): string[] {
  return (body[field] ?? []) as string[];
}
