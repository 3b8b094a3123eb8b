import {
  type BodyOf,
  type Deployment,
  deployments,
  flag,
  list,
  name,
  object,
  projects,
  type Release,
  releases,
  text,
} from "@indelible/domain";
import type { Answer, Caller, Fields, Route, RouteRequest } from "@indelible/kernel";
import { invalid, readCommand } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";
import { releaseOf } from "../releases/find-release.ts";
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

const shared = {
  ...runCommandFields,
  ReleaseVersion: name(),
  ForcePackageRedeployment: flag(),
};

const command = object(shared);
const untenantedCommand = object({ ...shared, EnvironmentNames: list(name()) });
const tenantedCommand = object({ ...shared, EnvironmentName: text(), ...tenantFields });

const NAMES: RunNames = {
  one: "Deployment",
  many: "deployments",
  place: "environment or tenant to deploy to",
};

/** The commands that deploy releases, with names in place of ids. API reference, section 6. */
export function deploymentRoutes(options: RunCommandOptions): Route[] {
  return [
    {
      method: "POST",
      path: "/deployments/create/untenanted/v1",
      access: "signed-in",
      mutates: true,
      summary: "Deploys a release to environments, all given by name",
      body: untenantedCommand,
      handle: (request, caller) => deployUntenanted(options, request, caller),
    },
    {
      method: "POST",
      path: "/deployments/create/tenanted/v1",
      access: "signed-in",
      mutates: true,
      summary: "Deploys a release to an environment for tenants, all given by name",
      body: tenantedCommand,
      handle: (request, caller) => deployTenanted(options, request, caller),
    },
  ];
}

async function deployUntenanted(
  options: RunCommandOptions,
  { spaceId, body }: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  caller.requireSomewhere(["DeploymentCreate"], [spaceId]);
  const context = { ...options, spaceId, caller };
  const sent = readCommand(untenantedCommand, body);
  const fields = await fieldsOf(context, sent);
  const environmentIds = await environmentsNamed(context, sent.EnvironmentNames);
  return createRuns(context, deployments, fields, placesIn(environmentIds, [null]), NAMES);
}

async function deployTenanted(
  options: RunCommandOptions,
  { spaceId, body }: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  caller.requireSomewhere(["DeploymentCreate"], [spaceId]);
  const context = { ...options, spaceId, caller };
  const sent = readCommand(tenantedCommand, body);
  const fields = await fieldsOf(context, sent);
  const environmentIds = await environmentsNamed(context, [sent.EnvironmentName]);
  const tenantIds = await tenantsNamed(context, sent);
  return createRuns(context, deployments, fields, placesIn(environmentIds, tenantIds), NAMES);
}

/** The fields that all deployments of a command share. */
async function fieldsOf(
  context: CommandContext,
  sent: BodyOf<typeof command>,
): Promise<Fields<Deployment>> {
  const release = await releaseNamed(context, sent);
  return {
    ReleaseId: release.id,
    ForcePackageRedeployment: sent.ForcePackageRedeployment,
    ...(await fieldsOfCommand(context, sent, release)),
  };
}

async function releaseNamed(
  { service, trail, caller, spaceId }: CommandContext,
  { ProjectName, ReleaseVersion }: BodyOf<typeof command>,
): Promise<StoredDocument<Release>> {
  const project = await service.get(caller, projects, spaceId, ProjectName);
  const found = await releaseOf(trail, project, ReleaseVersion);
  if (found !== undefined) return service.get(caller, releases, spaceId, found.id);
  throw invalid(`Project '${project.title}' has no release '${ReleaseVersion}'.`);
}
