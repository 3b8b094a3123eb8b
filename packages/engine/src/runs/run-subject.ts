import {
  type Channel,
  channels,
  type DocumentDefinition,
  deployments,
  type Environment,
  environments,
  type Project,
  projects,
  type Release,
  type Runbook,
  type RunbookSnapshot,
  releases,
  runbookSnapshots,
  runbooks,
  type Tenant,
  tenants,
} from "@indelible/domain";
import {
  type DocumentType,
  isOfType,
  type JsonObject,
  type StoredDocument,
} from "@indelible/trail";
import { ActionError } from "../actions/action-error.ts";
import type { Task } from "../ports/task.ts";
import type { TrailReader } from "../ports/trail-reader.ts";
import { type FrozenTools, frozenDocuments } from "./frozen-documents.ts";
import type { ProcessSubject } from "./process-task.ts";
import type { RunVariable } from "./process-variables.ts";
import type { Run, RunLinks, RunSource } from "./run.ts";

/** What a run executes, by the field of the run that names it. */
interface Sources {
  readonly ReleaseId: Release;
  readonly RunbookSnapshotId: RunbookSnapshot;
}

const SOURCES: { readonly [Field in keyof Sources]: DocumentDefinition<Sources[Field]> } = {
  ReleaseId: releases,
  RunbookSnapshotId: runbookSnapshots,
};

/** A run with the documents that it names. */
export interface RunParts<
  Body extends Run = Run,
  Source extends RunSource & JsonObject = RunSource,
> {
  readonly run: StoredDocument<Body>;
  readonly task: Task;
  /** The release or the runbook snapshot that it runs. */
  readonly source: StoredDocument<Source>;
  readonly project: StoredDocument<Project>;
  readonly environment: StoredDocument<Environment>;
  readonly tenant: StoredDocument<Tenant> | undefined;
  /** The channel of a release. */
  readonly channel: StoredDocument<Channel> | undefined;
  /** The runbook of a run. */
  readonly runbook: StoredDocument<Runbook> | undefined;
}

/** The documents that a run names; fails with ActionError when one that it needs was deleted. */
export async function runParts<
  Field extends keyof Sources,
  Body extends Run & Readonly<Record<Field, string>>,
>(
  { trail }: { readonly trail: TrailReader },
  run: StoredDocument<Body>,
  task: Task,
  sourceField: Field,
): Promise<RunParts<Body, Sources[Field]>> {
  const { ProjectId, EnvironmentId, TenantId, ChannelId, RunbookId, [sourceField]: id } = run.body;
  const ids = [id, ProjectId, EnvironmentId, TenantId, ChannelId, RunbookId];
  const { documents } = await trail.read({ ids: ids.filter((one) => typeof one === "string") });
  const find = <Found extends JsonObject>(type: DocumentType<Found>, wanted = "") => {
    const found = documents.get(wanted);
    return found && isOfType(type, found) ? found : undefined;
  };
  const source = find(SOURCES[sourceField], id);
  const project = find(projects, ProjectId);
  const environment = find(environments, EnvironmentId);
  if (source === undefined || project === undefined || environment === undefined) {
    throw new ActionError("What the task runs, its project or its environment was deleted.");
  }
  return {
    run,
    task,
    source,
    project,
    environment,
    tenant: find(tenants, TenantId ?? ""),
    channel: find(channels, ChannelId ?? ""),
    runbook: find(runbooks, RunbookId),
  };
}

/** What the process of a run needs; `given` are variables in addition to those of every run. */
export async function subjectOf(
  tools: FrozenTools,
  parts: RunParts,
  given: Readonly<Record<string, unknown>>,
): Promise<ProcessSubject> {
  const { run, source, project, tenant, runbook } = parts;
  return {
    body: run.body,
    spaceId: run.spaceId ?? "",
    links: linksOf(run),
    allowsNoTargets: allowsNoTargets(runbook, project),
    tenant,
    processOwner: runbook?.id ?? project.id,
    frozen: await frozenDocuments(tools, project, source.body),
    selectedPackages: source.body.SelectedPackages ?? [],
    given: variablesOf({ ...sharedVariables(parts), ...given }),
  };
}

/** Set by the runbook, or by the project for its deployments. */
function allowsNoTargets(
  runbook: StoredDocument<Runbook> | undefined,
  project: StoredDocument<Project>,
): boolean {
  const policy = runbook?.body.ConnectivityPolicy ?? project.body.ProjectConnectivityPolicy;
  return policy?.AllowDeploymentsToNoTargets ?? false;
}

function linksOf({ id, type, body }: StoredDocument<Run>): RunLinks {
  const { ProjectId, EnvironmentId, TenantId, ReleaseId = null, RunbookId = null } = body;
  const own =
    type === deployments.prefix ? { DeploymentId: id, ReleaseId } : { RunbookRunId: id, RunbookId };
  return { ...own, ProjectId, EnvironmentId, TenantId };
}

/** The variables that every run has, by the names that Octopus Deploy gives them. */
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
