import { projects, runbookSnapshots, runbooks } from "@indelible/domain";
import { freezeVariables, type SnapshotTools, takeSnapshots } from "@indelible/engine";
import type { Caller } from "@indelible/kernel";
import { fieldsAsJson, invalid, permissionScope } from "@indelible/kernel";
import type { Creation, DocumentChange, JsonObject, Trail } from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { searchedBy } from "../../documents/searched-by.ts";

/** Rules of runbooks: what one publishes is a snapshot of its own. */
export function runbookHooks(trail: Trail): DocumentHooks {
  return { check: (write) => checkPublished(trail, write) };
}

/**
 * Rules of runbook snapshots: each is of a runbook of its own project, and keeps its process and the
 * project's variables as they are when it is made. `publish` makes it the one that the runbook runs.
 */
export function runbookSnapshotHooks(tools: SnapshotTools): DocumentHooks {
  return {
    defaults: (fields) => fillProject(tools.trail, fieldsAsJson(fields)),
    check: (write) => checkProject(tools.trail, write),
    beforeCreate: (body) => freeze(tools, body),
    listFilters: searchedBy("searchByName"),
    extraChanges: { publish: (creation, caller) => publish(tools.trail, creation, caller) },
  };
}

async function checkPublished(trail: Trail, { before, body }: DocumentWrite): Promise<void> {
  const { PublishedRunbookSnapshotId: published = null } = body;
  if (published === (before?.body.PublishedRunbookSnapshotId ?? null)) return;
  const [snapshot] = await trail.documents([String(published)]);
  // One that does not exist is refused with the other references.
  if (snapshot?.type !== runbookSnapshots.prefix || snapshot.body.RunbookId === before?.id) return;
  throw invalid(
    `PublishedRunbookSnapshotId '${published}' is not a snapshot of this runbook: take one of it first.`,
  );
}

async function fillProject(trail: Trail, body: JsonObject): Promise<JsonObject> {
  if (body.ProjectId !== undefined || typeof body.RunbookId !== "string") return body;
  const [runbook] = await trail.documents([body.RunbookId]);
  if (runbook?.type !== runbooks.prefix) return body;
  return { ...body, ProjectId: runbook.body.ProjectId ?? null };
}

async function checkProject(trail: Trail, { before, body }: DocumentWrite): Promise<void> {
  if (before !== undefined) return;
  const { RunbookId, ProjectId } = body;
  const [runbook] = await trail.documents([String(RunbookId)]);
  if (runbook?.type !== runbooks.prefix || runbook.body.ProjectId === ProjectId) return;
  throw invalid(`RunbookId '${RunbookId}' is not a runbook of ProjectId '${ProjectId}'.`);
}

async function freeze(tools: SnapshotTools, body: JsonObject): Promise<JsonObject> {
  const runbook = await tools.trail.documentOf(runbooks, String(body.RunbookId));
  const project = await tools.trail.documentOf(projects, String(body.ProjectId));
  // Those that do not exist are refused with the other references.
  if (runbook === undefined || project === undefined) return body;
  const [process] = await takeSnapshots(tools, [runbook.body.RunbookProcessId ?? ""]);
  const variables = await freezeVariables(tools, project);
  return {
    ...body,
    FrozenRunbookProcessId: process ?? null,
    FrozenProjectVariableSetId: variables.ProjectVariableSetSnapshotId,
    ...variables,
  };
}

async function publish(
  trail: Trail,
  { id, spaceId, body }: Creation,
  caller: Caller,
): Promise<readonly DocumentChange[]> {
  const runbookId = String(body.RunbookId);
  const before = (await trail.read({ ids: [runbookId] })).document(runbookId);
  const scope = permissionScope(runbooks, runbookId, spaceId, before.body);
  caller.require(runbooks.permissions.edit, scope);
  const after = { ...before.body, PublishedRunbookSnapshotId: id };
  return [{ kind: "modify", type: runbooks, before, body: after }];
}
