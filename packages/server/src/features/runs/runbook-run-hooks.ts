import {
  environments,
  type LifecyclePhase,
  lifecycles,
  projects,
  promotionObstacle,
  type RunbookRun,
  type RunbookSnapshot,
  runbookRuns,
  runbookSnapshots,
  runbooks,
} from "@indelible/domain";
import {
  checkEnded,
  filledRun,
  namedDocument,
  numberedName,
  type RunRulesOptions,
  runTask,
  taskOfRun,
} from "@indelible/engine";
import type { Caller } from "@indelible/kernel";
import { type Fields, invalid } from "@indelible/kernel";
import type { JsonObject, StoredDocument, Trail } from "@indelible/trail";
import type { DocumentHooks } from "../../documents/document-hooks.ts";

/** The kind of task that a run of a runbook queues. API reference, section 6. */
export const RUNBOOK_TASK = "RunbookRun";

/**
 * Rules of runs of runbooks: each runs a snapshot of its runbook, the published one unless told, on
 * an environment that the runbook is for, and queues the task that does it.
 */
export function runbookRunHooks(options: RunRulesOptions): DocumentHooks<RunbookRun> {
  return {
    defaults: (fields, caller, _spaceId, siblings) => fillRun(options, fields, caller, siblings),
    check: ({ body }) => checkEnvironment(options.trail, body),
    checkDelete: (run) => checkEnded(options.database, run),
    relatedIds: taskOfRun,
    attachments: (change) =>
      runTask(options, change, (id, body) => ({
        name: RUNBOOK_TASK,
        arguments: { RunbookRunId: id },
        runbook_run_id: id,
        runbook_id: body.RunbookId,
        queued_by: body.RunById,
        lane: null,
      })),
  };
}

async function fillRun(
  options: RunRulesOptions,
  body: Fields<RunbookRun>,
  { actor }: Pick<Caller, "actor">,
  siblings: readonly RunbookRun[],
): Promise<Fields<RunbookRun>> {
  const { trail } = options;
  const runbook = await namedDocument(trail, runbooks, body.RunbookId, "RunbookId");
  const snapshot = await snapshotOf(trail, runbook, body);
  const project = await namedDocument(trail, projects, runbook.body.ProjectId, "ProjectId");
  const { EnvironmentId = "", TenantId = null } = body;
  const environment = await namedDocument(trail, environments, EnvironmentId, "EnvironmentId");
  const alike = { RunbookSnapshotId: snapshot.id, EnvironmentId, TenantId };
  const name = `Run ${runbook.title} on ${environment.title}`;
  return {
    ...(await filledRun(options, body, project, snapshot)),
    Name: await numberedName(trail, runbookRuns, name, alike, siblings),
    RunbookSnapshotId: snapshot.id,
    FrozenRunbookProcessId: snapshot.body.FrozenRunbookProcessId,
    RunBy: actor.username,
    RunById: actor.userId,
  };
}

async function snapshotOf(
  trail: Trail,
  runbook: StoredDocument,
  body: JsonObject,
): Promise<StoredDocument<RunbookSnapshot>> {
  const wanted = body.RunbookSnapshotId ?? runbook.body.PublishedRunbookSnapshotId;
  if (typeof wanted !== "string" || wanted === "") {
    throw invalid(`Runbook '${runbook.title}' has published no snapshot yet: publish one first.`);
  }
  const snapshot = await namedDocument(trail, runbookSnapshots, wanted, "RunbookSnapshotId");
  if (snapshot.body.RunbookId === runbook.id) return snapshot;
  throw invalid(`RunbookSnapshotId '${wanted}' is not a snapshot of RunbookId '${runbook.id}'.`);
}

async function checkEnvironment(trail: Trail, body: JsonObject): Promise<void> {
  const runbook = await namedDocument(trail, runbooks, body.RunbookId, "RunbookId");
  const id = String(body.EnvironmentId);
  if (await isFor(trail, runbook, id)) return;
  throw invalid(`Runbook '${runbook.title}' is not for the environment '${id}'.`);
}

async function isFor(trail: Trail, { body }: StoredDocument, id: string): Promise<boolean> {
  if (body.EnvironmentScope === "Specified") return (body.Environments as string[]).includes(id);
  if (body.EnvironmentScope !== "FromProjectLifecycles") return true;
  const project = await namedDocument(trail, projects, body.ProjectId, "ProjectId");
  const lifecycle = await namedDocument(trail, lifecycles, project.body.LifecycleId, "LifecycleId");
  const phases = (lifecycle.body.Phases ?? []) as unknown as LifecyclePhase[];
  return promotionObstacle(phases, new Set(), id)?.kind !== "not-in-lifecycle";
}
