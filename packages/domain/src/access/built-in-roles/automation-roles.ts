import { builtInRole } from "../user-role.ts";
import { PUBLISH_PACKAGES } from "./common-permissions.ts";

/** Narrow roles for service accounts: build, publish, release, deploy. */
export const AUTOMATION_ROLES = [
  builtInRole({
    name: "Release Creator",
    description: "Creates releases.",
    space: [
      "EnvironmentView",
      "FeedView",
      "ProcessView",
      "ProjectView",
      "ReleaseCreate",
      "ReleaseView",
      "RunbookView",
      "RunbookEdit",
    ],
  }),
  builtInRole({
    name: "Deployment Creator",
    description: "Deploys releases and runs runbooks.",
    space: [
      "DeploymentCreate",
      "DeploymentView",
      "EnvironmentView",
      "LifecycleView",
      "ProcessView",
      "ProjectView",
      "ReleaseView",
      "TaskView",
      "TenantView",
      "LibraryVariableSetView",
      "RunbookView",
      "RunbookRunView",
      "RunbookRunCreate",
    ],
  }),
  builtInRole({
    name: "Build Server",
    description: "Publishes packages, creates releases and deploys them.",
    space: [
      ...PUBLISH_PACKAGES,
      "DeploymentCreate",
      "DeploymentView",
      "EnvironmentView",
      "LibraryVariableSetView",
      "LifecycleView",
      "ProcessView",
      "ProjectView",
      "ReleaseCreate",
      "ReleaseView",
      "TaskView",
      "TenantView",
      "RunbookView",
      "RunbookEdit",
      "RunbookRunView",
      "RunbookRunCreate",
    ],
  }),
  builtInRole({
    name: "Package Publisher",
    description: "Adds packages and build information to the built-in feed.",
    space: PUBLISH_PACKAGES,
  }),
] as const;
