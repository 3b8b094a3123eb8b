import type { EffectivePermissions } from "@indelible/domain";
import { Caller, Refusal, systemAct } from "@indelible/kernel";
import type { Trail } from "@indelible/trail";
import { neededRights } from "./needed-rights.ts";
import { type TriggerJob, tenantsOf } from "./trigger-jobs.ts";

/** Dependencies of acting with the rights of a user. */
export interface ActingTools {
  readonly trail: Trail;
  readonly newUuid: () => string;
  /** The permissions that a user has now; undefined for a user who was deleted or disabled. */
  readonly rightsOf: (userId: string) => Promise<EffectivePermissions | undefined>;
}

/**
 * The caller that runs a job: the server, with the current permissions of the user who saved the
 * trigger last. Fails with `forbidden` when there is no such user, and when they may no longer do
 * what the job does.
 */
export async function actingCaller(
  { trail, newUuid, rightsOf }: ActingTools,
  { trigger, place }: TriggerJob,
): Promise<Caller> {
  const permissions = await rightsOf(trigger.body.ActsAsUserId ?? "");
  if (permissions === undefined) {
    throw new Refusal(
      "forbidden",
      "The user who saved it last was deleted or disabled: another user has to save it.",
    );
  }
  const correlationId = newUuid();
  const { actor } = systemAct(correlationId, `Trigger '${trigger.title}'`);
  const caller = new Caller(actor, correlationId, permissions);
  const tenants =
    place === null ? (await tenantsOf(trail, trigger)).map(({ id }) => id) : [place.TenantId];
  const needed = neededRights(trigger, tenants);
  const lacking = needed.find(({ permission, scope }) => {
    const isOfJob = place === null || scope.environments?.includes(place.EnvironmentId);
    return isOfJob && !caller.may(permission, scope);
  });
  if (lacking !== undefined) {
    throw new Refusal("forbidden", `Missing permission: ${lacking.permission}`);
  }
  return caller;
}
