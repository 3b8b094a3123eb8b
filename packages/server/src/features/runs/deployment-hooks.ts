import {
  type Deployment,
  deployments,
  environments,
  projects,
  promotionObstacle,
  releases,
} from "@indelible/domain";
import {
  checkEnded,
  filledRun,
  namedDocument,
  numberedName,
  type RunRulesOptions,
  runTask,
  taskOfRun,
} from "@indelible/engine";
import type { Caller } from "@indelible/kernel";
import { completeBody, type Fields, invalid, readDocument } from "@indelible/kernel";
import type { Actor, Creation, JsonObject, StoredDocument } from "@indelible/trail";
import type { DocumentHooks } from "../../documents/document-hooks.ts";
import { releaseProgress } from "../releases/release-progress.ts";

/** The kind of task that a deployment queues. API reference, section 6. */
export const DEPLOY_TASK = "Deploy";

/**
 * Rules of deployments: each brings a release of its project to an environment that its lifecycle
 * allows, and queues the task that does it.
 */
export function deploymentHooks(options: RunRulesOptions): DocumentHooks<Deployment> {
  return {
    defaults: (body, caller, _spaceId, siblings) => {
      return fillDeployment(options, body, caller, siblings);
    },
    check: ({ body }) => checkPromotion(options, body),
    checkDelete: (deployment) => checkEnded(options.database, deployment),
    relatedIds: taskOfRun,
    attachments: (change) =>
      runTask(options, change, (id, body) => ({
        name: DEPLOY_TASK,
        arguments: { DeploymentId: id },
        deployment_id: id,
        queued_by: body.DeployedById,
        lane: laneOf(body),
      })),
  };
}

/** One deployment of a project to an environment, for one tenant, runs at a time. */
function laneOf({ ProjectId, EnvironmentId, TenantId }: Deployment): string {
  return ["deploy", ProjectId, EnvironmentId, TenantId ?? ""].join("/");
}

/**
 * A deployment of a release that is about to be made, to land with it under an id that it is given
 * then; for an act whose right to do so is settled. Fails as the rules of deployments do.
 */
export async function deploymentAlong(
  options: RunRulesOptions,
  release: Creation,
  sent: JsonObject,
  actor: Actor,
): Promise<Creation> {
  const fields = readDocument(deployments, sent);
  const filled = await filledDeployment(options, release, fields, actor, []);
  const body = completeBody(deployments, filled);
  await checkPromotion(options, body);
  return { kind: "create", type: deployments, id: "", spaceId: release.spaceId, body };
}

async function fillDeployment(
  options: RunRulesOptions,
  body: Fields<Deployment>,
  { actor }: Pick<Caller, "actor">,
  siblings: readonly Deployment[],
): Promise<Fields<Deployment>> {
  const release = await namedDocument(options.trail, releases, body.ReleaseId, "ReleaseId");
  return filledDeployment(options, release, body, actor, siblings);
}

async function filledDeployment(
  options: RunRulesOptions,
  release: Pick<StoredDocument, "id" | "body">,
  body: Fields<Deployment>,
  actor: Actor,
  siblings: readonly Deployment[],
): Promise<Fields<Deployment>> {
  const { trail } = options;
  const project = await namedDocument(trail, projects, release.body.ProjectId, "ProjectId");
  const { EnvironmentId = "", TenantId = null } = body;
  const environment = await namedDocument(trail, environments, EnvironmentId, "EnvironmentId");
  const alike = { ReleaseId: release.id, EnvironmentId, TenantId };
  const name = `Deploy to ${environment.title}`;
  return {
    ...(await filledRun(options, body, project, release)),
    ReleaseId: release.id,
    Name: await numberedName(trail, deployments, name, alike, siblings),
    ChannelId: String(release.body.ChannelId),
    DeployedBy: actor.username,
    DeployedById: actor.userId,
  };
}

async function checkPromotion(options: RunRulesOptions, body: JsonObject): Promise<void> {
  const progress = await releaseProgress(options, String(body.ReleaseId), body);
  const { project, lifecycle, phases, deployedTo } = progress;
  if (project.body.IsDisabled === true) {
    throw invalid(`Project '${project.title}' is disabled, so that nothing of it is deployed.`);
  }
  const obstacle = promotionObstacle(phases, deployedTo, String(body.EnvironmentId));
  if (obstacle === undefined) return;
  throw invalid(
    obstacle.kind === "not-in-lifecycle"
      ? `Lifecycle '${lifecycle.title}' has no phase with this environment.`
      : `The release has not completed phase '${obstacle.phase}' of lifecycle '${lifecycle.title}' yet.`,
  );
}
