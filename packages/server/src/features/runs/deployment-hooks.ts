import {
  type Deployment,
  deployments,
  promotionObstacle,
  type Release,
  releases,
} from "@indelible/domain";
import type { RunRulesOptions, RunTaskOptions } from "@indelible/engine";
import { completeBody, type Fields, invalid, readDocument } from "@indelible/kernel";
import { type Actor, type Creation, creation, type StoredDocument } from "@indelible/trail";
import type { DocumentHooks } from "../../documents/document-hooks.ts";
import { namedDocument } from "../releases/named-document.ts";
import { releaseProgress } from "../releases/release-progress.ts";
import { fieldsOfNewRun, runHooks } from "./run-hooks.ts";

/** The name of the task kind that deploys a release. API reference, section 6. */
export const DEPLOY_TASK = "Deploy";

/** Hooks of deployments: the lifecycle must allow the release in the environment. */
export function deploymentHooks(options: RunTaskOptions): DocumentHooks<Deployment> {
  return runHooks<Deployment>(options, {
    complete: async (fields, actor, siblings) => {
      const release = await namedDocument(options.trail, releases, fields.ReleaseId, "ReleaseId");
      return completed(options, release, fields, actor, siblings);
    },
    sourceOf: ({ ReleaseId }) => options.trail.documentOf(releases, ReleaseId),
    check: (deployment) => checkPromotion(options, deployment),
    taskOf: (id, deployment) => ({
      name: DEPLOY_TASK,
      arguments: { DeploymentId: id },
      deployment_id: id,
      queued_by: deployment.DeployedById,
      lane: laneOf(deployment),
    }),
  });
}

/** Deployments of one project to one environment, for one tenant, run one at a time. */
function laneOf({ ProjectId, EnvironmentId, TenantId }: Deployment): string {
  return ["deploy", ProjectId, EnvironmentId, TenantId ?? ""].join("/");
}

/**
 * A deployment of a release, to create in the same commit as the release; the commit assigns its id.
 * The caller must be allowed to create it. Fails as the hooks of deployments do.
 */
export async function deploymentOfNewRelease(
  options: RunRulesOptions,
  release: Creation<Release>,
  sent: unknown,
  actor: Actor,
): Promise<Creation<Deployment>> {
  const fields = readDocument(deployments, sent);
  const body = completeBody(deployments, await completed(options, release, fields, actor, []));
  await checkPromotion(options, body);
  return creation(deployments, { id: "", spaceId: release.spaceId, body });
}

async function completed(
  options: RunRulesOptions,
  release: Pick<StoredDocument<Release>, "id" | "body">,
  fields: Fields<Deployment>,
  actor: Actor,
  siblings: readonly Deployment[],
): Promise<Fields<Deployment>> {
  const started = await fieldsOfNewRun(options, {
    type: deployments,
    fields,
    siblings,
    sourceField: "ReleaseId",
    source: release,
    title: "Deploy to",
  });
  return {
    ...fields,
    ...started,
    ReleaseId: release.id,
    ChannelId: release.body.ChannelId,
    DeployedBy: actor.username,
    DeployedById: actor.userId,
  };
}

async function checkPromotion(options: RunRulesOptions, deployment: Deployment): Promise<void> {
  const progress = await releaseProgress(options, deployment.ReleaseId, deployment);
  const { project, lifecycle, deployedTo } = progress;
  if (project.body.IsDisabled) {
    throw invalid(`Project '${project.title}' is disabled: it cannot be deployed.`);
  }
  const obstacle = promotionObstacle(lifecycle.body.Phases, deployedTo, deployment.EnvironmentId);
  if (obstacle === undefined) return;
  throw invalid(
    obstacle.kind === "not-in-lifecycle"
      ? `Lifecycle '${lifecycle.title}' has no phase with this environment.`
      : `The release has not completed phase '${obstacle.phase}' of lifecycle '${lifecycle.title}' yet.`,
  );
}
