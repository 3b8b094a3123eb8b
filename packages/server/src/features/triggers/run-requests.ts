import {
  type DocumentDefinition,
  deployments,
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
import { actionOf, type Place } from "./errands.ts";
import { sql } from "./sql.ts";

/** What is to be made for an errand. */
export interface RunRequest {
  readonly definition: DocumentDefinition;
  readonly fields: JsonObject;
}

const LAST_DEPLOYED = sql.statement("last-deployed-release");

/** What to make for a trigger in a place; fails with a sentence when there is nothing to run. */
export async function requestFor(
  tools: { readonly trail: Trail; readonly database: Database },
  trigger: StoredDocument,
  place: Place,
): Promise<RunRequest> {
  const action = actionOf(trigger);
  const fields = { ...place, FormValues: formValuesOf(action) };
  if (action.ActionType === "RunRunbook") {
    return { definition: runbookRuns, fields: { ...fields, RunbookId: action.RunbookId } };
  }
  const ReleaseId = await releaseFor(tools, trigger, action);
  return { definition: deployments, fields: { ...fields, ReleaseId } };
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
  const newest = await newestRelease(trail, { ProjectId, ...channel });
  if (newest !== undefined) return newest.id;
  throw new ActionError("The project has no release yet.");
}

/** Values of prompted variables, which come as JSON in a text. */
export function formValuesOf({ Variables }: TriggerAction): JsonObject {
  if (Variables === null || Variables.trim() === "") return {};
  const values = jsonOf(Variables);
  if (isObject(values)) return values;
  throw new ActionError("The trigger's Variables are not a JSON object.");
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
