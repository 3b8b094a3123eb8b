import type { Permission, PermissionScope, ProjectTrigger, TriggerAction } from "@indelible/domain";
import type { StoredDocument } from "@indelible/trail";
import { createsRelease, environmentsOf } from "./trigger-jobs.ts";

/** A permission that a trigger needs, and where. */
export interface NeededRight {
  readonly permission: Permission;
  readonly scope: PermissionScope;
}

/** The permission to create the runs of each type of action; none for those that create no runs. */
const RUNS: Readonly<Record<TriggerAction["ActionType"], Permission | undefined>> = {
  DeployLatestRelease: "DeploymentCreate",
  DeployLatestReleaseToEnvironment: "DeploymentCreate",
  DeployNewRelease: "DeploymentCreate",
  AutoDeploy: "DeploymentCreate",
  RunRunbook: "RunbookRunCreate",
  CreateRelease: undefined,
};

/**
 * What the user whose rights a trigger acts with must be allowed: to create its release, and its
 * runs in each environment for each tenant; null stands for no tenant.
 */
export function neededRights(
  { spaceId, body }: Pick<StoredDocument<ProjectTrigger>, "spaceId" | "body">,
  tenantIds: readonly (string | null)[],
): NeededRight[] {
  const { Action, ProjectId } = body;
  const scope = { spaceId, projects: [ProjectId] };
  const release: NeededRight[] = createsRelease(Action)
    ? [{ permission: "ReleaseCreate", scope }]
    : [];
  const permission = RUNS[Action.ActionType];
  if (permission === undefined) return release;
  const runs = environmentsIn(body).flatMap((environment) =>
    tenantIds.map((tenant): NeededRight => {
      const tenants = tenant === null ? [] : [tenant];
      return { permission, scope: { ...scope, environments: [environment], tenants } };
    }),
  );
  return [...release, ...runs];
}

/** A trigger that deploys automatically names its environments in its filter. */
function environmentsIn({ Action, Filter }: ProjectTrigger): readonly string[] {
  return Action.ActionType === "AutoDeploy" ? Filter.EnvironmentIds : environmentsOf(Action);
}
