import { type Deployment, deployments, type Release } from "@indelible/domain";
import type { ProcessTools, TaskKind } from "@indelible/engine";
import { type RunParts, runParts, runTaskKind, subjectOf } from "@indelible/engine";
import type { StoredDocument } from "@indelible/trail";
import { DEPLOY_TASK } from "./deployment-hooks.ts";
import { runEvents, runVariables } from "./run-events.ts";

/** The kind of task that deploys a release to an environment. */
export function deployTask(tools: ProcessTools): TaskKind {
  return runTaskKind(tools, {
    name: DEPLOY_TASK,
    type: deployments,
    idOf: ({ deployment_id }) => deployment_id,
    moments: runEvents("Deployment"),
    subjectOf: async (run, task) => {
      const parts = await runParts(tools, run, task, "ReleaseId");
      return subjectOf(tools, parts, givenVariables(run, parts));
    },
  });
}

/** The variables of every deployment, by the names that scripts for Octopus Deploy use. */
function givenVariables(
  deployment: StoredDocument<Deployment>,
  { source: release, channel }: RunParts<Deployment, Release>,
) {
  return {
    ...runVariables("Deployment", deployment),
    "Octopus.Deployment.CreatedBy.Id": deployment.body.DeployedById,
    "Octopus.Deployment.CreatedBy.Username": deployment.body.DeployedBy,
    "Octopus.Release.Id": release.id,
    "Octopus.Release.Number": release.title,
    "Octopus.Release.Notes": release.body.ReleaseNotes,
    "Octopus.Release.Channel.Id": channel?.id,
    "Octopus.Release.Channel.Name": channel?.title,
  };
}
