import { deployments, type ProjectTrigger, releases, type TriggerAction } from "@indelible/domain";
import { ActionError, RUNS_MAX } from "@indelible/engine";
import { type Caller, isChangeOf } from "@indelible/kernel";
import {
  type Creation,
  type Database,
  isObject,
  type Json,
  type JsonObject,
  type StoredDocument,
} from "@indelible/trail";
import type { CreationOptions } from "../../documents/creations.ts";
import { createRelease, type ReleaseTools } from "../releases/create-release.ts";
import { deploymentOfNewRelease } from "../runs/deployment-hooks.ts";
import { formValuesOf } from "./run-requests.ts";
import { tenantsOf } from "./trigger-jobs.ts";

/** Dependencies of creating releases on a schedule. */
export interface NewReleaseTools extends ReleaseTools {
  readonly database: Database;
}

/**
 * Creates the release that a trigger asks for and, when it asks for them too, its deployments for all
 * tenants. Everything is one commit, together with what `options` add, so that there is never a
 * release without its deployments. Fails with the first refusal, and creates nothing then.
 */
export async function createScheduledRelease(
  tools: NewReleaseTools,
  caller: Caller,
  trigger: StoredDocument<ProjectTrigger>,
  options: CreationOptions,
): Promise<void> {
  const { Action, ProjectId } = trigger.body;
  const requests = await deploymentRequests(tools, trigger);
  const { relatedIds = [] } = options;
  const deploymentsOf = async (release: Creation) => {
    if (!isChangeOf(releases, release)) return [];
    const made = requests.map(async (sent) => {
      await tools.service.checkNaming(caller, deployments, release.spaceId, sent);
      const deployment = await deploymentOfNewRelease(tools, release, sent, caller.actor);
      return { ...deployment, relatedIds };
    });
    return Promise.all(made);
  };
  const command = {
    ProjectName: ProjectId,
    ChannelName: Action.ChannelId,
    GitRef: gitRefOf(Action),
  };
  await createRelease(tools, caller, String(trigger.spaceId), command, {
    ...options,
    extraChanges: deploymentsOf,
  });
}

/** The fields of the deployments that a trigger asks for. */
async function deploymentRequests(
  { trail }: NewReleaseTools,
  trigger: StoredDocument<ProjectTrigger>,
): Promise<JsonObject[]> {
  const { Action } = trigger.body;
  if (Action.ActionType !== "DeployNewRelease") return [];
  const tenants = await tenantsOf(trail, trigger);
  if (tenants.length === 0) throw new ActionError("No tenant has any of its tags.");
  if (tenants.length > RUNS_MAX) {
    throw new ActionError(`One occurrence makes at most ${RUNS_MAX} deployments.`);
  }
  const FormValues = formValuesOf(Action);
  const { EnvironmentId } = Action;
  return tenants.map(({ id: TenantId }) => ({ EnvironmentId, TenantId, FormValues }));
}

/** The branch or tag that an action names. Creating a release refuses one: no project is in Git. */
function gitRefOf({ VersionControlReference }: TriggerAction): Json {
  return isObject(VersionControlReference) ? (VersionControlReference.GitRef ?? null) : null;
}
