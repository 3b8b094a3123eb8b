import {
  type DocumentDefinition,
  deployments,
  releases,
  runbookRuns,
  type TriggerAction,
} from "@indelible/domain";
import type { Database, JsonObject, StoredDocument, Trail } from "@indelible/trail";
import { ActionError } from "../processes/action-error.ts";
import { sqlFile } from "../sql-file.ts";

/** One thing that a trigger does: a run of one process in one place. */
export interface Errand {
  /** The trigger's id and the place: each place has a schedule of its own. */
  readonly id: string;
  readonly trigger: StoredDocument;
  readonly environmentId: string;
  readonly tenantId: string | null;
}

/** What is to be made for an errand. */
export interface ErrandRequest {
  readonly definition: DocumentDefinition;
  readonly fields: JsonObject;
}

const LAST_DEPLOYED = sqlFile("last-deployed-release");

/** The errands of a trigger: one for each environment and, where it names tenants, each of them. */
export function errandsOf(trigger: StoredDocument): Errand[] {
  const action = trigger.body.Action as unknown as TriggerAction;
  const environments =
    action.ActionType === "RunRunbook"
      ? action.EnvironmentIds
      : [action.DestinationEnvironmentId ?? action.EnvironmentId];
  const tenants = action.TenantIds.length > 0 ? action.TenantIds : [null];
  return environments.flatMap((environmentId) =>
    tenants.flatMap((tenantId) => {
      if (typeof environmentId !== "string" || environmentId === "") return [];
      const id = [trigger.id, environmentId, tenantId ?? ""].join("/");
      return [{ id, trigger, environmentId, tenantId }];
    }),
  );
}

/** What to make for an errand; fails with a sentence when there is nothing to run. */
export async function requestFor(
  tools: { readonly trail: Trail; readonly database: Database },
  { trigger, environmentId, tenantId }: Errand,
): Promise<ErrandRequest> {
  const action = trigger.body.Action as unknown as TriggerAction;
  const place = {
    EnvironmentId: environmentId,
    TenantId: tenantId,
    FormValues: formValuesOf(action.Variables),
  };
  if (action.ActionType === "RunRunbook") {
    return { definition: runbookRuns, fields: { ...place, RunbookId: action.RunbookId } };
  }
  const ReleaseId = await releaseFor(tools, trigger, action);
  return { definition: deployments, fields: { ...place, ReleaseId } };
}

/** The newest release of the channel or, where sources are named, the last that was deployed to one. */
async function releaseFor(
  { trail, database }: { readonly trail: Trail; readonly database: Database },
  { body }: StoredDocument,
  action: TriggerAction,
): Promise<string> {
  const ProjectId = body.ProjectId ?? null;
  const channel = action.ChannelId ? { ChannelId: action.ChannelId } : {};
  if (action.ActionType === "DeployLatestRelease") {
    const values = [ProjectId, action.SourceEnvironmentIds];
    const [row] = await database.query<{ release_id: string }>(LAST_DEPLOYED, values);
    if (row !== undefined) return row.release_id;
    throw new ActionError("No release has been deployed to any of its source environments.");
  }
  if (action.ActionType !== "DeployLatestReleaseToEnvironment") {
    throw new ActionError(`This server cannot do what ${action.ActionType} asks for by schedule.`);
  }
  const { documents } = await trail.list({
    type: releases,
    containing: [[{ ProjectId, ...channel }]],
    newestFirst: true,
    skip: 0,
    take: 1,
  });
  if (documents[0] !== undefined) return documents[0].id;
  throw new ActionError("The project has no release yet.");
}

/** Values of prompted variables come as JSON in a text. */
function formValuesOf(variables: string | null): JsonObject {
  if (variables === null || variables.trim() === "") return {};
  try {
    return JSON.parse(variables) as JsonObject;
  } catch {
    throw new ActionError("The trigger's Variables are not a JSON object.");
  }
}
