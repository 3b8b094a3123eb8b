import { aboutDeployment, type Deployment, deployments, type Release } from "@indelible/domain";
import type { ProcessTools, TaskKind } from "@indelible/engine";
import { type RunParts, runParts, runTaskKind, subjectOf } from "@indelible/engine";
import { DEPLOY_TASK } from "./deployment-hooks.ts";

/** The kind of task that deploys a release to an environment. */
export function deployTask(tools: ProcessTools): TaskKind {
  return runTaskKind(tools, {
    name: DEPLOY_TASK,
    type: deployments,
    idOf: ({ deployment_id }) => deployment_id,
    moments: {
      started: { category: "DeploymentStarted", verb: "started" },
      resumed: { category: "DeploymentResumed", verb: "resumed" },
      succeeded: { category: "DeploymentSucceeded", verb: "succeeded" },
      failed: { category: "DeploymentFailed", verb: "failed" },
      cancelled: { category: "TaskCanceled", verb: "was cancelled" },
      stopped: undefined,
      expired: { category: "DeploymentFailed", verb: "was not started in time" },
    },
    about: aboutDeployment,
    subjectOf: async (run, task) => {
      const parts = await runParts(tools, run, task, "ReleaseId");
      return subjectOf(tools, parts, givenVariables(parts));
    },
  });
}

/** The variables that every deployment has, by the names that scripts of the field know. */
function givenVariables({ run, source: release, channel }: RunParts<Deployment, Release>) {
  return {
    "Octopus.Deployment.Id": run.id,
    "Octopus.Deployment.Name": run.title,
    "Octopus.Deployment.Comments": run.body.Comments,
    "Octopus.Deployment.Created": run.body.Created,
    "Octopus.Deployment.CreatedBy.Id": run.body.DeployedById,
    "Octopus.Deployment.CreatedBy.Username": run.body.DeployedBy,
    "Octopus.Release.Id": release.id,
    "Octopus.Release.Number": release.title,
    "Octopus.Release.Notes": release.body.ReleaseNotes,
    "Octopus.Release.Channel.Id": channel?.id,
    "Octopus.Release.Channel.Name": channel?.title,
  };
}
