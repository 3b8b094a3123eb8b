import {
  type BodyOf,
  list,
  name,
  object,
  projects,
  type Runbook,
  type RunbookSnapshot,
  runbookRuns,
  runbookSnapshots,
  runbooks,
  text,
} from "@indelible/domain";
import type { Answer, Caller, Route, RouteRequest } from "@indelible/kernel";
import { invalid, readCommand } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";
import {
  type CommandContext,
  createRuns,
  environmentsNamed,
  fieldsOfCommand,
  placesIn,
  type RunCommandOptions,
  type RunNames,
  runCommandFields,
  tenantFields,
  tenantsNamed,
} from "./run-commands.ts";

const command = object({
  ...runCommandFields,
  RunbookName: name(),
  /** The name of a snapshot; empty for the published one. */
  Snapshot: text(),
  EnvironmentNames: list(name()),
  ...tenantFields,
});

const NAMES: RunNames = { one: "RunbookRun", many: "runs", place: "environment to run on" };

/** The command that runs runbooks, with names in place of ids. API reference, section 6. */
export function runbookRunRoutes(options: RunCommandOptions): Route[] {
  return [
    {
      method: "POST",
      path: "/runbook-runs/create/v1",
      access: "signed-in",
      mutates: true,
      summary: "Runs a runbook in environments, all given by name",
      body: command,
      handle: (request, caller) => runRunbook(options, request, caller),
    },
  ];
}

async function runRunbook(
  options: RunCommandOptions,
  { spaceId, body }: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  caller.requireSomewhere(["RunbookRunCreate"], [spaceId]);
  const context = { ...options, spaceId, caller };
  const sent = readCommand(command, body);
  const { runbook, snapshot } = await runbookNamed(context, sent);
  const fields = {
    RunbookId: runbook.id,
    RunbookSnapshotId: snapshot.id,
    ...(await fieldsOfCommand(context, sent, snapshot)),
  };
  const environmentIds = await environmentsNamed(context, sent.EnvironmentNames);
  const tenantIds = await tenantsNamed(context, sent);
  const places = placesIn(environmentIds, tenantIds.length === 0 ? [null] : tenantIds);
  return createRuns(context, runbookRuns, fields, places, NAMES);
}

/** The runbook that a command names, and the snapshot of it that it runs. */
async function runbookNamed(
  { service, trail, caller, spaceId }: CommandContext,
  { ProjectName, RunbookName, Snapshot }: BodyOf<typeof command>,
): Promise<{
  readonly runbook: StoredDocument<Runbook>;
  readonly snapshot: StoredDocument<RunbookSnapshot>;
}> {
  const { id: ProjectId } = await service.get(caller, projects, spaceId, ProjectName);
  const named = await trail.findByUniqueValue(runbooks, spaceId, { ProjectId, Name: RunbookName });
  const runbook = await service.get(caller, runbooks, spaceId, named?.id ?? RunbookName);
  const wanted = { ProjectId, Name: Snapshot };
  const found = Snapshot
    ? await trail.findByUniqueValue(runbookSnapshots, spaceId, wanted)
    : undefined;
  const id = found?.id ?? (Snapshot || runbook.body.PublishedRunbookSnapshotId);
  if (!id) throw invalid(`Runbook '${runbook.title}' has published no snapshot yet.`);
  return { runbook, snapshot: await service.get(caller, runbookSnapshots, spaceId, id) };
}
