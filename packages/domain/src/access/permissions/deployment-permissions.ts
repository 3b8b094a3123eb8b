import { both, space, system } from "./permission-info.ts";

/** Permissions on deployments, runbook runs, tasks, and on their interruptions and artifacts. */
export const DEPLOYMENT_PERMISSIONS = {
  DeploymentView: space("See deployments", "Projects", "Environments", "Tenants"),
  DeploymentCreate: space("Deploy releases", "Projects", "Environments", "Tenants"),
  DeploymentDelete: space("Remove deployments", "Projects", "Environments", "Tenants"),
  DeploymentFreezeAdminister: system("Manage deployment freezes and deploy during one"),
  RunbookRunView: space("See runs of runbooks", "Projects", "Environments", "Tenants"),
  RunbookRunCreate: space("Run runbooks", "Projects", "Environments", "Tenants"),
  RunbookRunDelete: space("Remove runs of runbooks", "Projects", "Environments", "Tenants"),
  TaskView: both("See server tasks in outline", "Projects", "Environments", "Tenants"),
  TaskCreate: both("Start server tasks by hand", "Projects", "Environments", "Tenants"),
  TaskCancel: both("Stop server tasks", "Projects", "Environments", "Tenants"),
  TaskEdit: both("Change the state of server tasks", "Projects", "Environments", "Tenants"),
  TaskPrioritize: space("Move deployments ahead of others in the queue"),
  InterruptionView: space(
    "See the questions that running tasks ask",
    "Projects",
    "Environments",
    "Tenants",
  ),
  InterruptionSubmit: space(
    "Take and answer the questions that running tasks ask",
    "Projects",
    "Environments",
    "Tenants",
  ),
  InterruptionViewSubmitResponsible: space(
    "Take and answer those questions that are assigned to one of the user's teams",
    "Projects",
    "Environments",
    "Tenants",
  ),
  ArtifactView: space("See the artifacts of tasks", "Projects", "Environments", "Tenants"),
  ArtifactCreate: space("Add artifacts to tasks", "Projects", "Environments", "Tenants"),
  ArtifactEdit: space("Change the description of artifacts", "Projects", "Environments", "Tenants"),
  ArtifactDelete: space("Remove the artifacts of tasks", "Projects", "Environments", "Tenants"),
  DeployedResourceAdminister: space(
    "Manage the resources that deployments have created",
    "Projects",
    "Environments",
    "Tenants",
  ),
  AiAgentTranscriptView: space(
    "See the transcripts of AI agents",
    "Projects",
    "Environments",
    "Tenants",
  ),
} as const;
