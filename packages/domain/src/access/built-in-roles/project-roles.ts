import type { Permission } from "../permissions.ts";
import { builtInRole } from "../user-role.ts";
import {
  KNOW_PEOPLE,
  MANAGE_LIBRARY_SETS,
  MANAGE_TEMPLATES,
  MANAGE_TRIGGERS,
} from "./common-permissions.ts";

const VIEW: readonly Permission[] = [
  "ReleaseView",
  "ProjectView",
  "DeploymentView",
  "ProcessView",
  "EnvironmentView",
  "ArtifactView",
  "EventView",
  "ProjectGroupView",
  "LibraryVariableSetView",
  "TeamView",
  "TaskView",
  "InterruptionView",
  "LifecycleView",
  "MachinePolicyView",
  "TenantView",
  "TriggerView",
  "CertificateView",
  "RunbookView",
  "RunbookRunView",
];

const CONTRIBUTE: readonly Permission[] = [
  ...VIEW,
  ...MANAGE_TEMPLATES,
  ...MANAGE_LIBRARY_SETS,
  ...MANAGE_TRIGGERS,
  "ArtifactCreate",
  "ProcessEdit",
  "ProjectEdit",
  "FeedView",
  "TaskCreate",
  "InterruptionViewSubmitResponsible",
  "MachineView",
  "DefectReport",
  "DefectResolve",
  "VariableView",
  "VariableEdit",
  "RunbookEdit",
];

/** Roles for users who work on projects. Each adds permissions to those of the first. */
export const PROJECT_ROLES = [
  builtInRole({
    name: "Project Viewer",
    description: "Views projects, their releases, deployments and events; changes nothing.",
    space: VIEW,
    system: KNOW_PEOPLE,
  }),
  builtInRole({
    name: "Project Initiator",
    description: "Views what a project viewer views; creates and deletes projects.",
    space: [
      ...VIEW,
      "ProjectCreate",
      "ProjectEdit",
      "ProjectDelete",
      "DefectReport",
      "DefectResolve",
    ],
    system: KNOW_PEOPLE,
  }),
  builtInRole({
    name: "Project Contributor",
    description: "Edits processes, variables and runbooks; creates no releases and no deployments.",
    space: CONTRIBUTE,
    system: KNOW_PEOPLE,
  }),
  builtInRole({
    name: "Project Deployer",
    description: "Does what a project contributor does, and deploys existing releases.",
    space: [
      ...CONTRIBUTE,
      "DeploymentCreate",
      "InterruptionSubmit",
      "TaskCancel",
      "RunbookRunCreate",
    ],
    system: KNOW_PEOPLE,
  }),
  builtInRole({
    name: "Project Lead",
    description: "Does what a project contributor does, and creates releases for others to deploy.",
    space: [
      ...CONTRIBUTE,
      "ReleaseCreate",
      "ReleaseEdit",
      "ReleaseDelete",
      "ArtifactEdit",
      "ArtifactDelete",
    ],
    system: KNOW_PEOPLE,
  }),
] as const;
