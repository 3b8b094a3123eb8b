import {
  projects,
  type Runbook,
  type RunbookSnapshot,
  runbookSnapshots,
  runbooks,
} from "@indelible/domain";
import { freezeVariables, type SnapshotTools, takeSnapshots } from "@indelible/engine";
import type { Caller, Fields } from "@indelible/kernel";
import { invalid, isChangeOf, permissionScope } from "@indelible/kernel";
import {
  type Creation,
  type DocumentChange,
  isOfType,
  modification,
  type Trail,
} from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { searchedBy } from "../../documents/searched-by.ts";

/** Hooks of runbooks: a runbook publishes only its own snapshots. */
export function runbookHooks(trail: Trail): DocumentHooks<Runbook> {
  return { check: (write) => checkPublished(trail, write) };
}

/**
 * Hooks of runbook snapshots: each belongs to a runbook of its project, and keeps snapshots of the
 * process and of the project's variables from when it was created. `publish` makes it the snapshot
 * that the runbook runs.
 */
export function runbookSnapshotHooks(tools: SnapshotTools): DocumentHooks<RunbookSnapshot> {
  return {
    defaults: (fields) => withProject(tools.trail, fields),
    check: (write) => checkProject(tools.trail, write),
    beforeCreate: (snapshot) => withSnapshots(tools, snapshot),
    listFilters: searchedBy("searchByName"),
    extraChanges: { publish: (creation, caller) => publish(tools.trail, creation, caller) },
  };
}

async function checkPublished(trail: Trail, { before, body }: DocumentWrite<Runbook>) {
  const published = body.PublishedRunbookSnapshotId;
  if (published === (before?.body.PublishedRunbookSnapshotId ?? null)) return;
  const snapshot = await trail.documentOf(runbookSnapshots, published ?? "");
  // A missing snapshot is refused with the other references.
  if (snapshot === undefined || snapshot.body.RunbookId === before?.id) return;
  throw invalid(
    `PublishedRunbookSnapshotId '${published}' is not a snapshot of this runbook: create one of it first.`,
  );
}

async function withProject(
  trail: Trail,
  fields: Fields<RunbookSnapshot>,
): Promise<Fields<RunbookSnapshot>> {
  const { ProjectId, RunbookId } = fields;
  if (ProjectId !== undefined || RunbookId === undefined) return fields;
  const runbook = await trail.documentOf(runbooks, RunbookId);
  return runbook === undefined ? fields : { ...fields, ProjectId: runbook.body.ProjectId };
}

async function checkProject(trail: Trail, { before, body }: DocumentWrite<RunbookSnapshot>) {
  if (before !== undefined) return;
  const { RunbookId, ProjectId } = body;
  const runbook = await trail.documentOf(runbooks, RunbookId);
  // A missing runbook is refused with the other references.
  if (runbook === undefined || runbook.body.ProjectId === ProjectId) return;
  throw invalid(`RunbookId '${RunbookId}' is not a runbook of ProjectId '${ProjectId}'.`);
}

async function withSnapshots(
  tools: SnapshotTools,
  snapshot: RunbookSnapshot,
): Promise<RunbookSnapshot> {
  const { documents } = await tools.trail.read({ ids: [snapshot.RunbookId, snapshot.ProjectId] });
  const found = [...documents.values()];
  const runbook = found.find((document) => isOfType(runbooks, document));
  const project = found.find((document) => isOfType(projects, document));
  // Missing documents are refused with the other references.
  if (runbook === undefined || project === undefined) return snapshot;
  const [process = null] = await takeSnapshots(tools, [runbook.body.RunbookProcessId ?? ""]);
  const variables = await freezeVariables(tools, project);
  return {
    ...snapshot,
    FrozenRunbookProcessId: process,
    FrozenProjectVariableSetId: variables.ProjectVariableSetSnapshotId,
    ...variables,
  };
}

async function publish(
  trail: Trail,
  creation: Creation,
  caller: Caller,
): Promise<readonly DocumentChange[]> {
  if (!isChangeOf(runbookSnapshots, creation)) return [];
  const { RunbookId } = creation.body;
  const before = (await trail.read({ ids: [RunbookId] })).documentOf(runbooks, RunbookId);
  const scope = permissionScope(runbooks, RunbookId, creation.spaceId, before.body);
  caller.require(runbooks.permissions.edit, scope);
  const body = { ...before.body, PublishedRunbookSnapshotId: creation.id };
  return [modification(runbooks, before, body)];
}
