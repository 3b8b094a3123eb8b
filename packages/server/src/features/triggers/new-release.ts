import type { TriggerAction } from "@indelible/domain";
import { ActionError, RUNS_MAX } from "@indelible/engine";
import type { Caller } from "@indelible/kernel";
import type { Creation, Database, JsonObject, StoredDocument } from "@indelible/trail";
import type { CreationOptions } from "../../documents/creations.ts";
import { createRelease, type ReleaseTools } from "../releases/create-release.ts";
import { deploymentAlong } from "../runs/deployment-hooks.ts";
import { actionOf, tenantsOf } from "./errands.ts";
import { formValuesOf } from "./run-requests.ts";

/** What making releases by schedule stands on. */
export interface NewReleaseTools extends ReleaseTools {
  readonly database: Database;
}

/**
 * Makes the release that a trigger asks for and, where it asks for that too, deploys it for all its
 * tenants: in one commit with what is to land with it, so that there is never a release without its
 * deployments. Fails with a sentence, and makes nothing, when one of them is refused.
 */
export async function makeNewRelease(
  tools: NewReleaseTools,
  caller: Caller,
  trigger: StoredDocument,
  landing: CreationOptions,
): Promise<void> {
  const action = actionOf(trigger);
  const requests = await deploymentsAsked(tools, trigger, action);
  const extraChanges = (release: Creation) =>
    Promise.all(
      requests.map(async (fields) => {
        const deployment = await deploymentAlong(tools, release, fields, caller.actor);
        return { ...deployment, relatedIds: landing.relatedIds ?? [] };
      }),
    );
  const command = {
    ProjectName: trigger.body.ProjectId,
    ChannelName: action.ChannelId,
    GitRef: gitRefOf(action),
  };
  await createRelease(tools, caller, String(trigger.spaceId), command, {
    ...landing,
    extraChanges,
  });
}

/** The fields of the deployments that a trigger asks for. */
async function deploymentsAsked(
  { trail }: NewReleaseTools,
  trigger: StoredDocument,
  action: TriggerAction,
): Promise<JsonObject[]> {
  if (action.ActionType !== "DeployNewRelease") return [];
  const tenants = await tenantsOf(trail, trigger);
  if (tenants.length === 0) throw new ActionError("No tenant has any of its tags.");
  if (tenants.length > RUNS_MAX) {
    throw new ActionError(`One occurrence makes at most ${RUNS_MAX} deployments.`);
  }
  const FormValues = formValuesOf(action);
  const { EnvironmentId } = action;
  return tenants.map(({ id: TenantId }) => ({ EnvironmentId, TenantId, FormValues }));
}

/** The branch or tag of a project that is kept in Git; making a release says that none is. */
function gitRefOf({ VersionControlReference }: TriggerAction): unknown {
  return (VersionControlReference as { readonly GitRef?: unknown } | null)?.GitRef;
}
