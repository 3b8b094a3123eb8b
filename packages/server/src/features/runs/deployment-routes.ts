import {
  deployments,
  environments,
  flag,
  list,
  name,
  object,
  projects,
  releases,
  text,
} from "@indelible/domain";
import type { Answer, Caller, Route, RouteRequest } from "@indelible/kernel";
import { invalid, readFields, withDefaults } from "@indelible/kernel";
import type { JsonObject, StoredDocument } from "@indelible/trail";
import { releaseOf } from "../releases/find-release.ts";
import {
  allNamed,
  checkCount,
  type RunCommandOptions,
  runCommandFields,
  runFieldsOf,
  tenantsAsked,
} from "./run-commands.ts";

const shared = {
  ...runCommandFields,
  ReleaseVersion: name(),
  ForcePackageRedeployment: flag(),
};

const UNTENANTED = object({ ...shared, EnvironmentNames: list(name()) });
const TENANTED = object({
  ...shared,
  EnvironmentName: text(),
  Tenants: list(name()),
  TenantTags: list(name()),
});

/** The commands by which clients deploy, with names in place of ids. API reference, section 6. */
export function deploymentRoutes(options: RunCommandOptions): Route[] {
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
  options: RunCommandOptions,
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
  options: RunCommandOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  caller.requireSomewhere(["DeploymentCreate"], [request.spaceId]);
  const command = withDefaults(TENANTED, readFields(TENANTED, request.body));
  const shared = await sharedBody(options, request, caller, command);
  const [environment] = await allNamed(options, request, caller, environments, [
    String(command.EnvironmentName),
  ]);
  const ids = await tenantsAsked(options, request, caller, command);
  const bodies = ids.map((TenantId) => ({
    ...shared,
    EnvironmentId: environment?.id ?? "",
    TenantId,
  }));
  return deploy(options, request, caller, bodies);
}

async function deploy(
  options: RunCommandOptions,
  request: RouteRequest,
  caller: Caller,
  bodies: readonly JsonObject[],
): Promise<Answer> {
  checkCount(bodies, "environment or tenant to deploy to", "deployments");
  const made = await options.service.createAll(caller, deployments, request.spaceId, bodies);
  const tasks = made.map(({ id, body }) => ({ DeploymentId: id, ServerTaskId: body.TaskId }));
  return { status: 201, body: { DeploymentServerTasks: tasks } };
}

/** What all deployments of a command share. */
async function sharedBody(
  options: RunCommandOptions,
  request: RouteRequest,
  caller: Caller,
  command: JsonObject,
): Promise<JsonObject> {
  const release = await releaseNamed(options, request, caller, command);
  return {
    ReleaseId: release.id,
    ForcePackageRedeployment: command.ForcePackageRedeployment ?? false,
    ...(await runFieldsOf(options, request, caller, command, release)),
  };
}

async function releaseNamed(
  { service, trail }: RunCommandOptions,
  { spaceId }: RouteRequest,
  caller: Caller,
  { ProjectName, ReleaseVersion }: JsonObject,
): Promise<StoredDocument> {
  const project = await service.get(caller, projects, spaceId, String(ProjectName));
  const version = String(ReleaseVersion);
  const found = await releaseOf(trail, project, version);
  if (found !== undefined) return service.get(caller, releases, spaceId, found.id);
  throw invalid(`Project '${project.title}' has no release '${version}'.`);
}
