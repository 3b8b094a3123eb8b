import { invalid, Refusal } from "@indelible/kernel";
import {
  type Attachment,
  type Database,
  type DocumentChange,
  type DocumentType,
  equals,
  type Json,
  type JsonObject,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import { PLAIN_TASK, type TaskRequest } from "../ports/task.ts";
import type { TrailReader } from "../ports/trail-reader.ts";
import { sql } from "../sql.ts";
import { queuedTasks } from "../tasks/task-changes.ts";
import { splitFormValues } from "./form-values.ts";
import { promptedVariables } from "./prompted-variables.ts";

/** What the rules of runs stand on. */
export interface RunRulesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly clock: () => Date;
}

/** Runs that one command, or one occurrence of a trigger, may make. */
export const RUNS_MAX = 200;

const OPEN_TASK = sql.statement("open-task-of-run");

/** The document of a type that a field of a request names; fails with 400 when there is none. */
export async function namedDocument(
  trail: TrailReader,
  type: DocumentType,
  id: Json | undefined,
  field: string,
): Promise<StoredDocument> {
  if (typeof id !== "string" || id === "") throw invalid(`${field} is required.`);
  const [found] = await trail.documents([id]);
  if (found?.type === type.prefix) return found;
  throw invalid(`${field}: there is no ${type.label} document '${id}'.`);
}

/**
 * What the server says of every new run: its task, when it may begin, and the answers to what the
 * frozen variables of `source`, a release or a runbook snapshot, ask for.
 */
export async function filledRun(
  { trail, database, clock }: RunRulesOptions,
  body: JsonObject,
  project: StoredDocument,
  source: Pick<StoredDocument, "body">,
): Promise<JsonObject> {
  const snapshot = await trail.read({ newIds: { ServerTasks: 1 } });
  const prompts = await promptedVariables({ trail, database }, project, source.body);
  const now = clock().toISOString();
  return {
    ...body,
    ...splitFormValues(prompts, (body.FormValues ?? {}) as JsonObject),
    ProjectId: project.id,
    TaskId: snapshot.takeId("ServerTasks"),
    Created: now,
    QueueTime: body.QueueTime ?? now,
  };
}

/**
 * A name that tells runs of the same to the same, for the same tenant, apart: `Deploy to Staging (#2)`.
 * Counted are the runs stored, and of `siblings`, which the same command makes before this one, those
 * that have the fields of `alike` too.
 */
export async function numberedName(
  trail: TrailReader,
  type: DocumentType,
  name: string,
  alike: JsonObject,
  siblings: readonly JsonObject[],
): Promise<string> {
  const { total } = await trail.list({ type, containing: [[alike]], skip: 0, take: 0 });
  const isAlike = (sibling: JsonObject) =>
    Object.entries(alike).every(([field, value]) => equals(sibling[field] ?? null, value));
  const before = total + siblings.filter(isAlike).length;
  return before === 0 ? name : `${name} (#${before + 1})`;
}

/** Fails with 409 while the task of a run has not ended. */
export async function checkEnded(database: Database, run: StoredDocument): Promise<void> {
  const open = await database.query(OPEN_TASK, [run.id]);
  if (open.length === 0) return;
  throw new Refusal(
    "conflict",
    `${run.title} has not ended: cancel its task before you delete it.`,
  );
}

/** The task of a run that comes to be, as rows to land with it. */
export function runTask(
  { clock }: RunRulesOptions,
  change: DocumentChange,
  taskOf: (
    id: string,
    body: JsonObject,
  ) => Pick<TaskRequest, "name" | "queued_by" | "lane"> & Partial<TaskRequest>,
): Attachment[] {
  if (change.kind !== "create") return [];
  const { spaceId, body } = change;
  const text = (field: string) => (body[field] as string | null | undefined) ?? null;
  const task = {
    ...PLAIN_TASK,
    id: String(body.TaskId),
    space_id: spaceId,
    description: String(body.Name),
    project_id: text("ProjectId"),
    environment_id: text("EnvironmentId"),
    tenant_id: text("TenantId"),
    queue_time: new Date(String(body.QueueTime)),
    queue_time_expiry: body.QueueTimeExpiry ? new Date(String(body.QueueTimeExpiry)) : null,
    ...taskOf(change.id, body),
  };
  return [queuedTasks([task], clock())];
}

/** The task of a run, for its events to relate to. */
export async function taskOfRun(change: DocumentChange): Promise<string[]> {
  const body = "body" in change ? change.body : change.before.body;
  return [String(body.TaskId)];
}
