import {
  deployments,
  environments,
  isReached,
  type LifecyclePhase,
  phaseEnvironments,
  phaseProgress,
  type Release,
  releases,
  tenants,
} from "@indelible/domain";
import { DatabaseTaskStore, isCurrent, presentTask } from "@indelible/engine";
import type { Answer, Caller, Definitions, Route, RouteRequest } from "@indelible/kernel";
import { permissionScope, TAKE_MAX } from "@indelible/kernel";
import type { Database, JsonObject, StoredDocument, Trail } from "@indelible/trail";
import { documentAddress } from "../../documents/address.ts";
import type { DocumentService } from "../../documents/document-service.ts";
import { presentDocument } from "../../documents/present.ts";
import { mayGoTo, type ReleaseProgress, releaseProgress } from "./release-progress.ts";

/** What the routes of a release's progress stand on. */
export interface ReleaseProgressRoutesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly definitions: Definitions;
  readonly service: DocumentService;
  readonly clock: () => Date;
}

/** A release as its progress is asked for: by whom, and what it is. */
interface Asked {
  readonly release: StoredDocument<Release>;
  readonly progress: ReleaseProgress;
  readonly caller: Caller;
}

/** Where a release has been, and where it may go. API reference, section 6. */
export function releaseProgressRoutes(options: ReleaseProgressRoutesOptions): Route[] {
  const made = (
    path: string,
    summary: string,
    answer: (options: ReleaseProgressRoutesOptions, asked: Asked) => Promise<JsonObject>,
  ): Route => ({
    method: "GET",
    path: `/releases/:id/${path}`,
    access: "signed-in",
    summary,
    handle: async (request, caller): Promise<Answer> => {
      return { body: await answer(options, await askedFor(options, request, caller)) };
    },
  });
  return [
    made("deployments/template", "Tells where one Release may be deployed to", template),
    made("progression", "Tells how far one Release has come in its lifecycle", progression),
  ];
}

async function askedFor(
  options: ReleaseProgressRoutesOptions,
  { params, spaceId }: RouteRequest,
  caller: Caller,
): Promise<Asked> {
  const release = await options.service.get(caller, releases, spaceId, params.id ?? "");
  const progress = await releaseProgress(options, release.id, release.body);
  return { release, progress, caller };
}

async function template(options: ReleaseProgressRoutesOptions, asked: Asked): Promise<JsonObject> {
  const { trail, definitions } = options;
  const { release, progress } = asked;
  const promotions = (await placesFor(options, asked)).map((environment) => ({
    Id: environment.id,
    Name: environment.title,
    Links: { Self: documentAddress(definitions.get(environment.type), environment) },
  }));
  const isSame = (field: "ProjectDeploymentProcessSnapshotId" | "ProjectVariableSetSnapshotId") =>
    isCurrent(trail, release.body[field]);
  const library = (release.body.LibraryVariableSetSnapshotIds ?? []) as string[];
  const current = await Promise.all(library.map((id) => isCurrent(trail, id)));
  return {
    PromoteTo: promotions,
    TenantPromotions: (await tenantsOf(options, asked)).map(({ id, title, body }) => {
      const own = (body.ProjectEnvironments as Record<string, string[]>)[progress.project.id] ?? [];
      return { Id: id, Name: title, PromoteTo: promotions.filter(({ Id }) => own.includes(Id)) };
    }),
    IsDeploymentProcessModified: !(await isSame("ProjectDeploymentProcessSnapshotId")),
    IsVariableSetModified: !(await isSame("ProjectVariableSetSnapshotId")),
    IsLibraryVariableSetModified: current.includes(false),
    IsGitResourceModified: false,
    DeploymentNotes: null,
    Links: { Release: documentAddress(releases, release) },
  };
}

async function progression(
  options: ReleaseProgressRoutesOptions,
  asked: Asked,
): Promise<JsonObject> {
  const { phases, deployedTo } = asked.progress;
  const states = phaseProgress(phases, deployedTo);
  const done = await deploymentsOf(options, asked);
  const places = await placesFor(options, asked);
  const next = places.map(({ id }) => id).filter((id) => !deployedTo.has(id));
  const current = phases.find((phase) => !isReached(phase, deployedTo));
  return {
    Phases: phases.map((phase, at) => ({
      ...(phase as unknown as JsonObject),
      Blocked: false,
      Progress: states[at] ?? "Pending",
      Deployments: done.filter(({ Deployment }) => isIn(phase, Deployment)),
    })),
    NextDeployments: next,
    NextDeploymentsMinimumRequired: current?.MinimumEnvironmentsBeforePromotion ?? 0,
    HasUnresolvedDefect: false,
    Links: { Release: documentAddress(releases, asked.release) },
  };
}

function isIn(phase: LifecyclePhase, { EnvironmentId }: JsonObject): boolean {
  return phaseEnvironments(phase).includes(String(EnvironmentId));
}

/** The environments that the release may go to now, as far as the caller may see them. */
async function placesFor(
  { trail, service }: ReleaseProgressRoutesOptions,
  { release, progress, caller }: Asked,
): Promise<StoredDocument[]> {
  const spaceIds = [String(release.spaceId)];
  const { documents } = await trail.list({ type: environments, spaceIds, skip: 0, take: TAKE_MAX });
  return documents.filter((one) => mayGoTo(progress, one.id) && service.maySee(caller, one));
}

/** The tenants that the project is deployed for, as far as the caller may see them. */
async function tenantsOf(
  { trail, service }: ReleaseProgressRoutesOptions,
  { progress, caller }: Asked,
): Promise<StoredDocument[]> {
  const containing = [[{ ProjectEnvironments: { [progress.project.id]: [] } }]];
  const { documents } = await trail.list({ type: tenants, containing, skip: 0, take: TAKE_MAX });
  return documents.filter((tenant) => service.maySee(caller, tenant));
}

/** The deployments of the release, newest first, each with its task for who may see that. */
async function deploymentsOf(
  options: ReleaseProgressRoutesOptions,
  { release, caller }: Asked,
): Promise<{ Deployment: JsonObject; Task: JsonObject | null }[]> {
  const { trail, database, service, definitions, clock } = options;
  const containing = [[{ ReleaseId: release.id }]];
  const query = { type: deployments, containing, newestFirst: true, skip: 0, take: TAKE_MAX };
  const { documents } = await trail.list(query);
  const shown = documents.filter((deployment) => service.maySee(caller, deployment));
  const tasks = await new DatabaseTaskStore(database, clock).get(
    shown.map(({ body }) => String(body.TaskId)),
  );
  const byId = new Map(tasks.map((task) => [task.id, presentTask(task, clock())]));
  return shown.map((deployment) => {
    const { id, spaceId, body } = deployment;
    const mayWatch = caller.may("TaskView", permissionScope(deployments, id, spaceId, body));
    return {
      Deployment: presentDocument(definitions, deployment),
      Task: mayWatch ? (byId.get(String(body.TaskId)) ?? null) : null,
    };
  });
}
