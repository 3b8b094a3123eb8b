import {
  type Deployment,
  deployments,
  type Environment,
  environments,
  isReached,
  phaseEnvironments,
  phaseProgress,
  type Release,
  releases,
  type Tenant,
  tenants,
} from "@indelible/domain";
import { DatabaseTaskStore, isCurrent, presentTask } from "@indelible/engine";
import type { Answer, Caller, Definitions, Route, RouteRequest } from "@indelible/kernel";
import { permissionScope, TAKE_MAX } from "@indelible/kernel";
import type { Database, JsonObject, StoredDocument, Trail } from "@indelible/trail";
import { documentAddress } from "../../documents/address.ts";
import type { DocumentService } from "../../documents/document-service.ts";
import { presentDocument } from "../../documents/present.ts";
import { mayDeployTo, type ReleaseProgress, releaseProgress } from "./release-progress.ts";

/** Dependencies of the routes of a release's progress. */
export interface ReleaseProgressRoutesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly definitions: Definitions;
  readonly service: DocumentService;
  readonly clock: () => Date;
}

/** A release with its progress, and the caller who requested it. */
interface Requested {
  readonly release: StoredDocument<Release>;
  readonly progress: ReleaseProgress;
  readonly caller: Caller;
}

/** The routes for where a release was deployed to, and may be deployed to. API reference, section 6. */
export function releaseProgressRoutes(options: ReleaseProgressRoutesOptions): Route[] {
  const route = (
    path: string,
    summary: string,
    answer: (options: ReleaseProgressRoutesOptions, requested: Requested) => Promise<JsonObject>,
  ): Route => ({
    method: "GET",
    path: `/releases/:id/${path}`,
    access: "signed-in",
    summary,
    handle: async (request, caller): Promise<Answer> => {
      return { body: await answer(options, await readRequested(options, request, caller)) };
    },
  });
  return [
    route("deployments/template", "Gets where one Release may be deployed to", template),
    route("progression", "Gets the progress of one Release in its lifecycle", progression),
  ];
}

async function readRequested(
  options: ReleaseProgressRoutesOptions,
  { params, spaceId }: RouteRequest,
  caller: Caller,
): Promise<Requested> {
  const release = await options.service.get(caller, releases, spaceId, params.id ?? "");
  const progress = await releaseProgress(options, release.id, release.body);
  return { release, progress, caller };
}

async function template(
  options: ReleaseProgressRoutesOptions,
  requested: Requested,
): Promise<JsonObject> {
  const { release, progress } = requested;
  const promotions = (await nextEnvironments(options, requested)).map((environment) => ({
    Id: environment.id,
    Name: environment.title,
    Links: { Self: documentAddress(environments, environment) },
  }));
  return {
    PromoteTo: promotions,
    TenantPromotions: (await tenantsOf(options, requested)).map(({ id, title, body }) => {
      const own = body.ProjectEnvironments[progress.project.id] ?? [];
      return { Id: id, Name: title, PromoteTo: promotions.filter(({ Id }) => own.includes(Id)) };
    }),
    ...(await changesSince(options, release.body)),
    IsGitResourceModified: false,
    DeploymentNotes: null,
    Links: { Release: documentAddress(releases, release) },
  };
}

/** What has changed in the project since the snapshots of a release were taken. */
async function changesSince({ trail }: ReleaseProgressRoutesOptions, release: Release) {
  // A release from before there were snapshots has none.
  const library = release.LibraryVariableSetSnapshotIds ?? [];
  const isSame = await Promise.all(library.map((id) => isCurrent(trail, id)));
  return {
    IsDeploymentProcessModified: !(await isCurrent(
      trail,
      release.ProjectDeploymentProcessSnapshotId,
    )),
    IsVariableSetModified: !(await isCurrent(trail, release.ProjectVariableSetSnapshotId)),
    IsLibraryVariableSetModified: isSame.includes(false),
  };
}

async function progression(
  options: ReleaseProgressRoutesOptions,
  requested: Requested,
): Promise<JsonObject> {
  const { lifecycle, deployedTo } = requested.progress;
  const phases = lifecycle.body.Phases;
  const states = phaseProgress(phases, deployedTo);
  const done = await deploymentsOf(options, requested);
  const next = (await nextEnvironments(options, requested)).map(({ id }) => id);
  const current = phases.find((phase) => !isReached(phase, deployedTo));
  return {
    Phases: phases.map((phase, at) => ({
      ...phase,
      Blocked: false,
      Progress: states[at] ?? "Pending",
      Deployments: done
        .filter(({ environmentId }) => phaseEnvironments(phase).includes(environmentId))
        .map(({ shown }) => shown),
    })),
    NextDeployments: next.filter((id) => !deployedTo.has(id)),
    NextDeploymentsMinimumRequired: current?.MinimumEnvironmentsBeforePromotion ?? 0,
    HasUnresolvedDefect: false,
    Links: { Release: documentAddress(releases, requested.release) },
  };
}

/** The environments that the release may be deployed to now, as far as the caller may see them. */
async function nextEnvironments(
  { trail, service }: ReleaseProgressRoutesOptions,
  { release, progress, caller }: Requested,
): Promise<StoredDocument<Environment>[]> {
  const spaceIds = [String(release.spaceId)];
  const { documents } = await trail.list({ type: environments, spaceIds, skip: 0, take: TAKE_MAX });
  return documents.filter((one) => mayDeployTo(progress, one.id) && service.maySee(caller, one));
}

/** The tenants that the project is deployed for, as far as the caller may see them. */
async function tenantsOf(
  { trail, service }: ReleaseProgressRoutesOptions,
  { progress, caller }: Requested,
): Promise<StoredDocument<Tenant>[]> {
  const containing = [[{ ProjectEnvironments: { [progress.project.id]: [] } }]];
  const { documents } = await trail.list({ type: tenants, containing, skip: 0, take: TAKE_MAX });
  return documents.filter((tenant) => service.maySee(caller, tenant));
}

/** A deployment of a release as the API shows it, with its task if the caller may see that. */
interface ShownDeployment {
  readonly environmentId: string;
  readonly shown: { readonly Deployment: JsonObject; readonly Task: JsonObject | null };
}

/** The deployments of the release that the caller may see, newest first. */
async function deploymentsOf(
  options: ReleaseProgressRoutesOptions,
  { release, caller }: Requested,
): Promise<ShownDeployment[]> {
  const { trail, database, service, definitions, clock } = options;
  const containing = [[{ ReleaseId: release.id }]];
  const query = { type: deployments, containing, newestFirst: true, skip: 0, take: TAKE_MAX };
  const { documents } = await trail.list(query);
  const visible = documents.filter((deployment) => service.maySee(caller, deployment));
  const tasks = await new DatabaseTaskStore(database, clock).get(visible.map(taskIdOf));
  const byId = new Map(tasks.map((task) => [task.id, presentTask(task, clock())]));
  return visible.map((deployment) => {
    const { id, spaceId, body } = deployment;
    const maySeeTask = caller.may("TaskView", permissionScope(deployments, id, spaceId, body));
    const Task = maySeeTask ? (byId.get(taskIdOf(deployment)) ?? null) : null;
    return {
      environmentId: body.EnvironmentId,
      shown: { Deployment: presentDocument(definitions, deployment), Task },
    };
  });
}

function taskIdOf({ body }: StoredDocument<Deployment>): string {
  return body.TaskId ?? "";
}
