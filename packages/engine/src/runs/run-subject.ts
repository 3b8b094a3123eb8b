import type { JsonObject, StoredDocument } from "@indelible/trail";
import { ActionError } from "../actions/action-error.ts";
import type { Task } from "../ports/task.ts";
import type { TrailReader } from "../ports/trail-reader.ts";
import { type FrozenTools, frozenDocuments } from "./frozen-documents.ts";
import type { ProcessSubject } from "./process-task.ts";
import type { RunVariable } from "./process-variables.ts";

/** A run with what it names, to find out what its process needs. */
export interface RunParts {
  readonly run: StoredDocument;
  readonly task: Task;
  /** The release or the runbook snapshot that it runs. */
  readonly source: StoredDocument;
  readonly project: StoredDocument;
  readonly environment: StoredDocument;
  readonly tenant: StoredDocument | undefined;
  /** The channel of a release. */
  readonly channel: StoredDocument | undefined;
  /** The runbook of a run. */
  readonly runbook: StoredDocument | undefined;
}

/** The documents that a run names, by the fields that name them; fails when one is gone. */
export async function runParts(
  { trail }: { readonly trail: TrailReader },
  run: StoredDocument,
  task: Task,
  sourceField: string,
): Promise<RunParts> {
  const idIn = (field: string) => String(run.body[field] ?? "");
  const fields = [sourceField, "ProjectId", "EnvironmentId", "TenantId", "ChannelId", "RunbookId"];
  const { documents } = await trail.read({ ids: fields.map(idIn) });
  const [source, project, environment, tenant, channel, runbook] = fields.map((field) =>
    documents.get(idIn(field)),
  );
  if (source !== undefined && project !== undefined && environment !== undefined) {
    return { run, task, source, project, environment, tenant, channel, runbook };
  }
  throw new ActionError("What was to be run, its project or the environment is no longer there.");
}

/** What the process of a run needs. */
export async function subjectOf(
  tools: FrozenTools,
  parts: RunParts,
  given: Readonly<Record<string, unknown>>,
): Promise<ProcessSubject> {
  const { run, source, project, tenant, runbook } = parts;
  return {
    body: run.body,
    spaceId: String(run.spaceId),
    links: linksOf(run),
    allowsNoTargets: allowsNoTargets(runbook, project),
    tenant,
    processOwner: runbook?.id ?? project.id,
    frozen: await frozenDocuments(tools, project, source.body),
    selectedPackages: (source.body.SelectedPackages ?? []) as JsonObject[],
    given: variablesOf({ ...sharedVariables(parts), ...given }),
  };
}

/** As the runbook says, or the project for its deployments. */
function allowsNoTargets(runbook: StoredDocument | undefined, project: StoredDocument): boolean {
  const policy = runbook?.body.ConnectivityPolicy ?? project.body.ProjectConnectivityPolicy ?? {};
  return (policy as JsonObject).AllowDeploymentsToNoTargets === true;
}

function linksOf({ id, type, body }: StoredDocument): JsonObject {
  const { ProjectId = null, EnvironmentId = null, TenantId = null } = body;
  const own = type === "Deployments" ? { DeploymentId: id } : { RunbookRunId: id };
  return { ...own, ProjectId, EnvironmentId, TenantId };
}

/** The variables that every run has, by the names that scripts of the field know. */
function sharedVariables({ run, task, project, environment, tenant }: RunParts) {
  return {
    "Octopus.Task.Id": task.id,
    "Octopus.Task.Name": task.description,
    "Octopus.Space.Id": run.spaceId,
    "Octopus.Project.Id": project.id,
    "Octopus.Project.Name": project.title,
    "Octopus.Environment.Id": environment.id,
    "Octopus.Environment.Name": environment.title,
    "Octopus.Deployment.Tenant.Id": tenant?.id,
    "Octopus.Deployment.Tenant.Name": tenant?.title,
  };
}

function variablesOf(named: Readonly<Record<string, unknown>>): RunVariable[] {
  return Object.entries(named).flatMap(([name, value]) =>
    typeof value === "string" ? [{ name, value, isSensitive: false }] : [],
  );
}
