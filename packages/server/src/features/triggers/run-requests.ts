import {
  type DocumentDefinition,
  deployments,
  type ProjectTrigger,
  runbookRuns,
  type TriggerAction,
} from "@indelible/domain";
import { ActionError } from "@indelible/engine";
import {
  type Database,
  isObject,
  type Json,
  type JsonObject,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import { newestRelease } from "../releases/find-release.ts";
import { sql } from "./sql.ts";
import type { Place } from "./trigger-jobs.ts";

/** The document to create for a job: its type, and its fields as a client would send them. */
export interface RunRequest {
  readonly definition: DocumentDefinition;
  readonly fields: JsonObject;
}

interface RequestTools {
  readonly trail: Trail;
  readonly database: Database;
}

const LAST_DEPLOYED = sql.statement("last-deployed-release");

/** The run that a trigger asks for in a place; fails with `ActionError` when there is nothing to run. */
export async function requestFor(
  tools: RequestTools,
  { body }: StoredDocument<ProjectTrigger>,
  place: Place,
): Promise<RunRequest> {
  const { Action } = body;
  const fields = { ...place, FormValues: formValuesOf(Action) };
  if (Action.ActionType === "RunRunbook") {
    return { definition: runbookRuns, fields: { ...fields, RunbookId: Action.RunbookId } };
  }
  const ReleaseId = await releaseFor(tools, body);
  return { definition: deployments, fields: { ...fields, ReleaseId } };
}

/** The newest release of the channel, or the last one that was deployed to a source environment. */
async function releaseFor(
  { trail, database }: RequestTools,
  { ProjectId, Action }: ProjectTrigger,
): Promise<string> {
  if (Action.ActionType === "DeployLatestRelease") {
    const values = [ProjectId, Action.SourceEnvironmentIds];
    const [row] = await database.query<{ release_id: string }>(LAST_DEPLOYED, values);
    if (row !== undefined) return row.release_id;
    throw new ActionError("No release has been deployed to any of its source environments.");
  }
  if (Action.ActionType !== "DeployLatestReleaseToEnvironment") {
    throw new ActionError(`This server does not support ${Action.ActionType} on a schedule.`);
  }
  const channel = Action.ChannelId ? { ChannelId: Action.ChannelId } : {};
  const newest = await newestRelease(trail, { ProjectId, ...channel });
  if (newest !== undefined) return newest.id;
  throw new ActionError("The project has no release yet.");
}

/**
 * The values of prompted variables, which an action has as a JSON text. Fails with `ActionError` for a
 * text that is not a JSON object.
 */
export function formValuesOf({ Variables }: Pick<TriggerAction, "Variables">): JsonObject {
  if (Variables === null || Variables.trim() === "") return {};
  const values = jsonOf(Variables);
  if (isObject(values)) return values;
  throw new ActionError("The trigger's Variables are not a JSON object.");
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
