import {
  lifecycles,
  projects,
  promotionObstacle,
  type Runbook,
  type RunbookRun,
  type RunbookSnapshot,
  runbookRuns,
  runbookSnapshots,
  runbooks,
} from "@indelible/domain";
import type { RunRulesOptions, RunTaskOptions } from "@indelible/engine";
import { type Fields, invalid } from "@indelible/kernel";
import type { Actor, StoredDocument, Trail } from "@indelible/trail";
import type { DocumentHooks } from "../../documents/document-hooks.ts";
import { namedDocument } from "../releases/named-document.ts";
import { fieldsOfNewRun, runHooks } from "./run-hooks.ts";

/** The name of the task kind that runs a runbook. API reference, section 6. */
export const RUNBOOK_TASK = "RunbookRun";

/**
 * Hooks of runbook runs: each runs a snapshot of its runbook, by default the published one, in an
 * environment that the runbook allows.
 */
export function runbookRunHooks(options: RunTaskOptions): DocumentHooks<RunbookRun> {
  return runHooks<RunbookRun>(options, {
    complete: (fields, actor, siblings) => completed(options, fields, actor, siblings),
    sourceOf: ({ RunbookSnapshotId }) =>
      options.trail.documentOf(runbookSnapshots, RunbookSnapshotId),
    check: (run) => checkEnvironment(options.trail, run),
    taskOf: (id, run) => ({
      name: RUNBOOK_TASK,
      arguments: { RunbookRunId: id },
      runbook_run_id: id,
      runbook_id: run.RunbookId,
      queued_by: run.RunById,
      lane: null,
    }),
  });
}

async function completed(
  options: RunRulesOptions,
  fields: Fields<RunbookRun>,
  actor: Actor,
  siblings: readonly RunbookRun[],
): Promise<Fields<RunbookRun>> {
  const runbook = await namedDocument(options.trail, runbooks, fields.RunbookId, "RunbookId");
  const snapshot = await snapshotOf(options.trail, runbook, fields);
  const started = await fieldsOfNewRun(options, {
    type: runbookRuns,
    fields,
    siblings,
    sourceField: "RunbookSnapshotId",
    source: snapshot,
    title: `Run ${runbook.title} on`,
  });
  return {
    ...fields,
    ...started,
    RunbookSnapshotId: snapshot.id,
    FrozenRunbookProcessId: snapshot.body.FrozenRunbookProcessId,
    RunBy: actor.username,
    RunById: actor.userId,
  };
}

async function snapshotOf(
  trail: Trail,
  runbook: StoredDocument<Runbook>,
  fields: Fields<RunbookRun>,
): Promise<StoredDocument<RunbookSnapshot>> {
  const wanted = fields.RunbookSnapshotId ?? runbook.body.PublishedRunbookSnapshotId;
  if (!wanted) {
    throw invalid(`Runbook '${runbook.title}' has published no snapshot yet: publish one first.`);
  }
  const snapshot = await namedDocument(trail, runbookSnapshots, wanted, "RunbookSnapshotId");
  if (snapshot.body.RunbookId === runbook.id) return snapshot;
  throw invalid(`RunbookSnapshotId '${wanted}' is not a snapshot of RunbookId '${runbook.id}'.`);
}

async function checkEnvironment(trail: Trail, run: RunbookRun): Promise<void> {
  const runbook = await namedDocument(trail, runbooks, run.RunbookId, "RunbookId");
  if (await allowsEnvironment(trail, runbook.body, run.EnvironmentId)) return;
  throw invalid(`Runbook '${runbook.title}' is not for the environment '${run.EnvironmentId}'.`);
}

async function allowsEnvironment(trail: Trail, runbook: Runbook, id: string): Promise<boolean> {
  if (runbook.EnvironmentScope === "All") return true;
  if (runbook.EnvironmentScope === "Specified") return runbook.Environments.includes(id);
  const project = await namedDocument(trail, projects, runbook.ProjectId, "ProjectId");
  const lifecycle = await namedDocument(trail, lifecycles, project.body.LifecycleId, "LifecycleId");
  const obstacle = promotionObstacle(lifecycle.body.Phases, new Set(), id);
  return obstacle?.kind !== "not-in-lifecycle";
}
