import {
  deployments,
  environments,
  flag,
  list,
  machines,
  map,
  name,
  object,
  optionalText,
  projects,
  releases,
  tenants,
  text,
  time,
} from "@indelible/domain";
import type { JsonObject, StoredDocument, Trail } from "@indelible/trail";
import type { DocumentService } from "../documents/document-service.ts";
import { badRequest } from "../http/http-problem.ts";
import { readFields, withDefaults } from "../http/read-fields.ts";
import type { Answer, Route, RouteRequest } from "../http/route.ts";
import type { Caller } from "../identity/caller.ts";
import { frozenDocuments } from "../processes/frozen-documents.ts";
import type { SnapshotTools } from "../snapshots/snapshots.ts";

/** What the routes of deployments stand on. */
export interface DeploymentRoutesOptions extends SnapshotTools {
  readonly trail: Trail;
  readonly service: DocumentService;
}

/** Deployments that one command may make. */
const DEPLOYMENTS_MAX = 200;

const shared = {
  ProjectName: name(),
  ReleaseVersion: name(),
  ForcePackageRedeployment: flag(),
  ForcePackageDownload: flag(),
  SpecificMachineNames: list(name()),
  ExcludedMachineNames: list(name()),
  SkipStepNames: list(name()),
  UseGuidedFailure: flag(),
  RunAt: time(),
  NoRunAfter: time(),
  Variables: map(optionalText()),
};

const UNTENANTED = object({ ...shared, EnvironmentNames: list(name()) });
const TENANTED = object({
  ...shared,
  EnvironmentName: text(),
  Tenants: list(name()),
  TenantTags: list(name()),
});

/** The commands by which clients deploy, with names in place of ids. API reference, section 6. */
export function deploymentRoutes(options: DeploymentRoutesOptions): Route[] {
  return [
    {
      method: "POST",
      path: "/deployments/create/untenanted/v1",
      access: "signed-in",
      mutates: true,
      summary: "Deploys a release to environments, all by name",
      body: UNTENANTED,
      handle: (request, caller) => deployUntenanted(options, request, caller),
    },
    {
      method: "POST",
      path: "/deployments/create/tenanted/v1",
      access: "signed-in",
      mutates: true,
      summary: "Deploys a release to an environment for tenants, all by name",
      body: TENANTED,
      handle: (request, caller) => deployTenanted(options, request, caller),
    },
  ];
}

async function deployUntenanted(
  options: DeploymentRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  caller.requireSomewhere(["DeploymentCreate"], [request.spaceId]);
  const command = withDefaults(UNTENANTED, readFields(UNTENANTED, request.body));
  const shared = await sharedBody(options, request, caller, command);
  const names = command.EnvironmentNames as string[];
  const found = await allNamed(options, request, caller, environments, names);
  return deploy(
    options,
    request,
    caller,
    found.map(({ id }) => ({ ...shared, EnvironmentId: id })),
  );
}

async function deployTenanted(
  options: DeploymentRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  caller.requireSomewhere(["DeploymentCreate"], [request.spaceId]);
  const command = withDefaults(TENANTED, readFields(TENANTED, request.body));
  const shared = await sharedBody(options, request, caller, command);
  const [environment] = await allNamed(options, request, caller, environments, [
    String(command.EnvironmentName),
  ]);
  const tags = command.TenantTags as string[];
  const named = await allNamed(options, request, caller, tenants, command.Tenants as string[]);
  const tagged = tags.length === 0 ? [] : await tenantsWith(options, request, caller, tags);
  const ids = new Set([...named, ...tagged].map(({ id }) => id));
  const bodies = [...ids].map((TenantId) => ({
    ...shared,
    EnvironmentId: environment?.id ?? "",
    TenantId,
  }));
  return deploy(options, request, caller, bodies);
}

async function tenantsWith(
  { service }: DeploymentRoutesOptions,
  { spaceId }: RouteRequest,
  caller: Caller,
  tags: readonly string[],
): Promise<readonly StoredDocument[]> {
  const containing = [tags.map((tag) => ({ TenantTags: [tag] }))];
  const query = { type: tenants, spaceIds: [spaceId], containing, skip: 0, take: DEPLOYMENTS_MAX };
  return (await service.list(caller, tenants, query)).documents;
}

async function deploy(
  { service }: DeploymentRoutesOptions,
  { spaceId }: RouteRequest,
  caller: Caller,
  bodies: readonly JsonObject[],
): Promise<Answer> {
  if (bodies.length === 0)
    throw badRequest("Name at least one environment or tenant to deploy to.");
  if (bodies.length > DEPLOYMENTS_MAX) {
    throw badRequest(`One command makes at most ${DEPLOYMENTS_MAX} deployments.`);
  }
  const made: StoredDocument[] = [];
  for (const body of bodies) made.push(await service.create(caller, deployments, spaceId, body));
  const tasks = made.map(({ id, body }) => ({ DeploymentId: id, ServerTaskId: body.TaskId }));
  return { status: 201, body: { DeploymentServerTasks: tasks } };
}

/** What all deployments of a command share. */
async function sharedBody(
  options: DeploymentRoutesOptions,
  request: RouteRequest,
  caller: Caller,
  command: JsonObject,
): Promise<JsonObject> {
  const release = await releaseNamed(options, request, caller, command);
  const idsOf = async (field: string) =>
    (await allNamed(options, request, caller, machines, command[field] as string[])).map(
      ({ id }) => id,
    );
  return {
    ReleaseId: release.id,
    ForcePackageRedeployment: command.ForcePackageRedeployment ?? false,
    ForcePackageDownload: command.ForcePackageDownload ?? false,
    SpecificMachineIds: await idsOf("SpecificMachineNames"),
    ExcludedMachineIds: await idsOf("ExcludedMachineNames"),
    SkipActions: await skippedActions(options, release, command.SkipStepNames as string[]),
    UseGuidedFailure: command.UseGuidedFailure ?? false,
    ...(command.RunAt ? { QueueTime: command.RunAt } : {}),
    ...(command.NoRunAfter ? { QueueTimeExpiry: command.NoRunAfter } : {}),
    FormValues: command.Variables ?? {},
  };
}

async function releaseNamed(
  { service, trail }: DeploymentRoutesOptions,
  { spaceId }: RouteRequest,
  caller: Caller,
  { ProjectName, ReleaseVersion }: JsonObject,
): Promise<StoredDocument> {
  const project = await service.get(caller, projects, spaceId, String(ProjectName));
  const Version = String(ReleaseVersion);
  const found = await trail.findByUniqueValue(releases, spaceId, {
    ProjectId: project.id,
    Version,
  });
  if (found !== undefined) return service.get(caller, releases, spaceId, found.id);
  throw badRequest(`Project '${project.title}' has no release '${Version}'.`);
}

async function allNamed(
  { service }: DeploymentRoutesOptions,
  { spaceId }: RouteRequest,
  caller: Caller,
  definition: Parameters<DocumentService["get"]>[1],
  references: readonly string[],
): Promise<StoredDocument[]> {
  const found: StoredDocument[] = [];
  for (const reference of references) {
    found.push(await service.get(caller, definition, spaceId, reference));
  }
  return found;
}

/** The actions of the steps, or by the names, that a command leaves out. */
async function skippedActions(
  options: DeploymentRoutesOptions,
  release: StoredDocument,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const [project] = await options.trail.documents([String(release.body.ProjectId)]);
  if (project === undefined) return [];
  const { process } = await frozenDocuments(options, project, release.body);
  const wanted = new Set(names.map((one) => one.toLowerCase()));
  const isNamed = ({ Name }: JsonObject) => wanted.has(String(Name).toLowerCase());
  return ((process.body.Steps ?? []) as JsonObject[]).flatMap((step) =>
    ((step.Actions ?? []) as JsonObject[])
      .filter((action) => isNamed(step) || isNamed(action))
      .map(({ Id }) => String(Id)),
  );
}
