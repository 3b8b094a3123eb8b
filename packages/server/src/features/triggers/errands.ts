import type { TriggerAction } from "@indelible/domain";
import { TAKE_MAX } from "@indelible/kernel";
import type { StoredDocument, Trail } from "@indelible/trail";
import { tenantsTagged } from "../runs/tagged-tenants.ts";

/** One thing that a trigger does at its times: a run of one process in one place, or a new release. */
export interface Errand {
  /** The trigger's id and the place: each place has a schedule of its own. */
  readonly id: string;
  readonly trigger: StoredDocument;
  /** The times at which it should have run before are over. */
  readonly since: Date;
  /** Null for a new release, which is one for all its places. */
  readonly place: Place | null;
}

/** Where a process runs, and for whom. */
export interface Place {
  readonly EnvironmentId: string;
  readonly TenantId: string | null;
}

/** What a trigger does. */
export function actionOf({ body }: StoredDocument): TriggerAction {
  return body.Action as unknown as TriggerAction;
}

/** The errands of a trigger: one for each environment and, where it is for tenants, each of them. */
export async function errandsOf(trail: Trail, trigger: StoredDocument): Promise<Errand[]> {
  const action = actionOf(trigger);
  const since = trigger.modifiedOn;
  if (makesRelease(action)) {
    const id = errandId(trigger, action.EnvironmentId, null);
    return [{ id, trigger, since, place: null }];
  }
  const tenants = await tenantsOf(trail, trigger);
  return environmentsOf(action).flatMap((EnvironmentId) =>
    tenants.map(({ id: TenantId, modifiedOn }) => ({
      id: errandId(trigger, EnvironmentId, TenantId),
      trigger,
      since: modifiedOn > since ? modifiedOn : since,
      place: { EnvironmentId, TenantId },
    })),
  );
}

/**
 * Whom a trigger is for: the tenants that it names, those that have one of its tags, or null for
 * nobody in particular, each with the time since when.
 */
export async function tenantsOf(
  trail: Trail,
  trigger: StoredDocument,
): Promise<readonly { readonly id: string | null; readonly modifiedOn: Date }[]> {
  const { TenantIds, TenantTags } = actionOf(trigger);
  const { modifiedOn, spaceId } = trigger;
  if (TenantIds.length + TenantTags.length === 0) return [{ id: null, modifiedOn }];
  const named = new Set(TenantIds);
  const query = tenantsTagged(String(spaceId), TenantTags, TAKE_MAX);
  const tagged = TenantTags.length === 0 ? [] : (await trail.list(query)).documents;
  return [
    ...[...named].map((id) => ({ id, modifiedOn })),
    // One that was tagged a moment ago does not make up for what ran before.
    ...tagged.filter(({ id }) => !named.has(id)),
  ];
}

function makesRelease({ ActionType }: TriggerAction): boolean {
  return ActionType === "CreateRelease" || ActionType === "DeployNewRelease";
}

function environmentsOf(action: TriggerAction): readonly string[] {
  if (action.ActionType === "RunRunbook") return action.EnvironmentIds;
  const only = action.DestinationEnvironmentId ?? action.EnvironmentId;
  return only ? [only] : [];
}

function errandId(
  { id }: StoredDocument,
  environmentId: string | null,
  tenantId: string | null,
): string {
  return [id, environmentId ?? "", tenantId ?? ""].join("/");
}
