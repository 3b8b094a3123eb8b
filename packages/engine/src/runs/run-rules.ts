import { type Project, serverTasks } from "@indelible/domain";
import { type Fields, Refusal } from "@indelible/kernel";
import {
  type Attachment,
  type Database,
  type DocumentChange,
  type DocumentType,
  equals,
  type JsonObject,
  type PartOf,
  type RowMacs,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import { PLAIN_TASK, type TaskRequest } from "../ports/task.ts";
import type { TrailReader } from "../ports/trail-reader.ts";
import { sql } from "../sql.ts";
import { queuedTasks } from "../tasks/task-changes.ts";
import { type FormValues, splitFormValues } from "./form-values.ts";
import { promptedVariables } from "./prompted-variables.ts";
import type { Run, RunSource } from "./run.ts";

/** Dependencies of the rules of runs. */
export interface RunRulesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly clock: () => Date;
}

/** Dependencies of queuing the task of a run. */
export interface RunTaskOptions extends RunRulesOptions {
  readonly sealer: RowMacs;
}

/** Runs that one command, or one occurrence of a trigger, may create. */
export const RUNS_MAX = 200;

const OPEN_TASK = sql.statement("open-task-of-run");

/** The fields that the server sets on every new run. */
export type FilledRun = FormValues & Pick<Run, "ProjectId" | "TaskId" | "Created" | "QueueTime">;

/**
 * A new run with the fields that the server sets: its task, when it may start, and the answers to the
 * prompted variables of `source`, its release or runbook snapshot. Fails as `splitFormValues` does.
 */
export async function filledRun<Sent extends Fields<Run>>(
  { trail, database, clock }: RunRulesOptions,
  body: Sent,
  project: Pick<StoredDocument<Project>, "id" | "body">,
  source: Pick<StoredDocument<RunSource>, "body">,
): Promise<Sent & FilledRun> {
  const snapshot = await trail.read({ newIds: { [serverTasks.prefix]: 1 } });
  const prompts = await promptedVariables({ trail, database }, project, source.body);
  const now = clock().toISOString();
  return {
    ...body,
    ...splitFormValues(prompts, body.FormValues ?? {}),
    ProjectId: project.id,
    TaskId: snapshot.takeId(serverTasks.prefix),
    Created: now,
    QueueTime: body.QueueTime ?? now,
  };
}

/**
 * A name that distinguishes runs with the same `shared` fields: `Deploy to Staging (#2)`. It counts
 * the stored runs with these fields, and those of `siblings`, the runs that the same command creates
 * before this one.
 */
export async function numberedName<Body extends JsonObject>(
  trail: TrailReader,
  type: DocumentType<Body>,
  name: string,
  shared: PartOf<NoInfer<Body>>,
  siblings: readonly Fields<NoInfer<Body>>[],
): Promise<string> {
  const { total } = await trail.list({ type, containing: [[shared]], skip: 0, take: 0 });
  const hasShared = (sibling: Fields<Body>) =>
    Object.keys(shared).every((field) => equals(sibling[field] ?? null, shared[field] ?? null));
  const before = total + siblings.filter(hasShared).length;
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

/** The task of a new run, as rows of the commit that creates the run; none for other changes. */
export function runTask<Body extends Run>(
  { sealer, clock }: RunTaskOptions,
  change: DocumentChange<Body>,
  taskOf: (
    id: string,
    body: Body,
  ) => Pick<TaskRequest, "name" | "queued_by" | "lane"> & Partial<TaskRequest>,
): Attachment[] {
  if (change.kind !== "create") return [];
  const { id, spaceId, body } = change;
  const now = clock();
  const task = {
    ...PLAIN_TASK,
    id: body.TaskId ?? "",
    space_id: spaceId,
    description: body.Name,
    project_id: body.ProjectId,
    environment_id: body.EnvironmentId,
    tenant_id: body.TenantId,
    queue_time: body.QueueTime ? new Date(body.QueueTime) : now,
    queue_time_expiry: body.QueueTimeExpiry ? new Date(body.QueueTimeExpiry) : null,
    ...taskOf(id, body),
  };
  return [queuedTasks([task], sealer, now)];
}
