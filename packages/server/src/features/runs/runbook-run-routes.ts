import {
  environments,
  list,
  name,
  object,
  projects,
  runbookRuns,
  runbookSnapshots,
  runbooks,
  text,
} from "@indelible/domain";
import type { Answer, Caller, Route, RouteRequest } from "@indelible/kernel";
import { invalid, readFields, withDefaults } from "@indelible/kernel";
import type { JsonObject, StoredDocument } from "@indelible/trail";
import {
  allNamed,
  checkCount,
  type RunCommandOptions,
  runCommandFields,
  runFieldsOf,
  tenantsAsked,
} from "./run-commands.ts";

const COMMAND = object({
  ...runCommandFields,
  RunbookName: name(),
  /** The name of a snapshot; the published one where it is blank. */
  Snapshot: text(),
  EnvironmentNames: list(name()),
  Tenants: list(name()),
  TenantTags: list(name()),
});

/** The command by which clients run runbooks, with names in place of ids. API reference, section 6. */
export function runbookRunRoutes(options: RunCommandOptions): Route[] {
  return [
    {
      method: "POST",
      path: "/runbook-runs/create/v1",
      access: "signed-in",
      mutates: true,
      summary: "Runs a runbook on environments, all by name",
      body: COMMAND,
      handle: (request, caller) => runRunbook(options, request, caller),
    },
  ];
}

async function runRunbook(
  options: RunCommandOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  caller.requireSomewhere(["RunbookRunCreate"], [request.spaceId]);
  const command = withDefaults(COMMAND, readFields(COMMAND, request.body));
  const { runbook, snapshot } = await whatToRun(options, request, caller, command);
  const fields = {
    ...(await runFieldsOf(options, request, caller, command, snapshot)),
    RunbookId: runbook.id,
    RunbookSnapshotId: snapshot.id,
  };
  const places = await placesAsked(options, request, caller, command);
  const bodies = places.map((place) => ({ ...fields, ...place }));
  const made = await options.service.createAll(caller, runbookRuns, request.spaceId, bodies);
  const tasks = made.map(({ id, body }) => ({ RunbookRunId: id, ServerTaskId: body.TaskId }));
  return { status: 201, body: { RunbookRunServerTasks: tasks } };
}

/** Each environment, for each tenant where any are named. */
async function placesAsked(
  options: RunCommandOptions,
  request: RouteRequest,
  caller: Caller,
  command: JsonObject,
): Promise<JsonObject[]> {
  const names = command.EnvironmentNames as string[];
  const found = await allNamed(options, request, caller, environments, names);
  const ids = await tenantsAsked(options, request, caller, command);
  const places = found.flatMap(({ id }) =>
    (ids.length === 0 ? [null] : ids).map((TenantId) => ({ EnvironmentId: id, TenantId })),
  );
  checkCount(places, "environment to run on", "runs");
  return places;
}

async function whatToRun(
  { service, trail }: RunCommandOptions,
  { spaceId }: RouteRequest,
  caller: Caller,
  { ProjectName, RunbookName, Snapshot }: JsonObject,
): Promise<{ runbook: StoredDocument; snapshot: StoredDocument }> {
  const project = await service.get(caller, projects, spaceId, String(ProjectName));
  const body = { ProjectId: project.id, Name: RunbookName ?? null };
  const named = await trail.findByUniqueValue(runbooks, spaceId, body);
  const runbook = await service.get(caller, runbooks, spaceId, named?.id ?? String(RunbookName));
  const wanted = { ProjectId: project.id, Name: Snapshot ?? null };
  const found = Snapshot
    ? await trail.findByUniqueValue(runbookSnapshots, spaceId, wanted)
    : undefined;
  const id = found?.id ?? (Snapshot || runbook.body.PublishedRunbookSnapshotId);
  if (!id) throw invalid(`Runbook '${runbook.title}' has published no snapshot yet.`);
  return { runbook, snapshot: await service.get(caller, runbookSnapshots, spaceId, String(id)) };
}
