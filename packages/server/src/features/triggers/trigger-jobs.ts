import type { ProjectTrigger, TriggerAction } from "@indelible/domain";
import { TAKE_MAX } from "@indelible/kernel";
import type { StoredDocument, Trail } from "@indelible/trail";
import { tenantsTagged } from "../runs/tagged-tenants.ts";

/**
 * One thing that a trigger does on its schedule: a run of a process in one place, or a new release.
 * Each job has its own schedule.
 */
export interface TriggerJob {
  /** The id of the schedule: the id of the trigger, and the place. */
  readonly id: string;
  readonly trigger: StoredDocument<ProjectTrigger>;
  /** Times before this one are not made up for. */
  readonly since: Date;
  /** Null for a new release, which is one job for all its places. */
  readonly place: Place | null;
}

/** Where a process runs, and for which tenant. */
export interface Place {
  readonly EnvironmentId: string;
  readonly TenantId: string | null;
}

/** A tenant that a trigger is for, or null for none in particular, and since when it is for it. */
interface TriggerTenant {
  readonly id: string | null;
  readonly modifiedOn: Date;
}

/** The jobs of a trigger: one for each environment and tenant, or one for a new release. */
export async function jobsOf(
  trail: Trail,
  trigger: StoredDocument<ProjectTrigger>,
): Promise<TriggerJob[]> {
  const { Action } = trigger.body;
  const since = trigger.modifiedOn;
  if (createsRelease(Action)) {
    return [{ id: jobId(trigger.id, Action.EnvironmentId, null), trigger, since, place: null }];
  }
  const tenants = await tenantsOf(trail, trigger);
  return environmentsOf(Action).flatMap((EnvironmentId) =>
    tenants.map(({ id: TenantId, modifiedOn }) => ({
      id: jobId(trigger.id, EnvironmentId, TenantId),
      trigger,
      since: modifiedOn > since ? modifiedOn : since,
      place: { EnvironmentId, TenantId },
    })),
  );
}

/**
 * The tenants of a trigger: those that it names, then those that have one of its tags. A trigger that
 * names neither is for no tenant in particular: one entry, with null for an id.
 */
export async function tenantsOf(
  trail: Trail,
  {
    body,
    modifiedOn,
    spaceId,
  }: Pick<StoredDocument<ProjectTrigger>, "body" | "modifiedOn" | "spaceId">,
): Promise<readonly TriggerTenant[]> {
  const { TenantIds, TenantTags } = body.Action;
  if (TenantIds.length + TenantTags.length === 0) return [{ id: null, modifiedOn }];
  const named = new Set(TenantIds);
  const query = tenantsTagged(String(spaceId), TenantTags, TAKE_MAX);
  const tagged = TenantTags.length === 0 ? [] : (await trail.list(query)).documents;
  return [
    ...[...named].map((id) => ({ id, modifiedOn })),
    // For a tenant that was tagged just now, times before that are not made up for.
    ...tagged.filter(({ id }) => !named.has(id)),
  ];
}

/** Whether an action creates a release. */
export function createsRelease({ ActionType }: TriggerAction): boolean {
  return ActionType === "CreateRelease" || ActionType === "DeployNewRelease";
}

/** The environments that an action names for its runs. */
export function environmentsOf(action: TriggerAction): readonly string[] {
  if (action.ActionType === "RunRunbook") return action.EnvironmentIds;
  const only = action.DestinationEnvironmentId ?? action.EnvironmentId;
  return only ? [only] : [];
}

function jobId(triggerId: string, environmentId: string | null, tenantId: string | null): string {
  return [triggerId, environmentId ?? "", tenantId ?? ""].join("/");
}
