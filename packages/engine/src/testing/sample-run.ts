import { type Deployment, deployments, type Interruption, interruptions } from "@indelible/domain";
import { completeBody } from "@indelible/kernel";
import type { PartOf } from "@indelible/trail";

/** The body of a deployment of `Releases-1` to `Environments-1`, with the task `ServerTasks-7`. */
export function sampleDeployment(init: PartOf<Deployment> = {}): Deployment {
  return completeBody(deployments, {
    Name: "Deploy to Staging",
    ReleaseId: "Releases-1",
    ProjectId: "Projects-1",
    EnvironmentId: "Environments-1",
    TaskId: "ServerTasks-7",
    ...init,
  });
}

/** The body of an open interruption of a deployment to `Environments-1`. */
export function sampleInterruption(init: PartOf<Interruption> = {}): Interruption {
  return completeBody(interruptions, {
    Title: "Approve",
    Form: { Values: {}, Elements: [] },
    TaskId: "ServerTasks-7",
    CorrelationId: "key",
    DeploymentId: "Deployments-1",
    ProjectId: "Projects-1",
    EnvironmentId: "Environments-1",
    ...init,
  });
}
