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

/** The roles of people who work on projects, each what it is by what it adds to the first. */
export const PROJECT_ROLES = [
  builtInRole({
    name: "Project Viewer",
    description: "Sees projects, their releases, deployments and events; changes nothing.",
    space: VIEW,
    system: KNOW_PEOPLE,
  }),
  builtInRole({
    name: "Project Initiator",
    description: "Sees what a project viewer sees, and sets projects up and takes them down.",
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
    description: "Works on process, variables and runbooks; neither releases nor deploys.",
    space: CONTRIBUTE,
    system: KNOW_PEOPLE,
  }),
  builtInRole({
    name: "Project Deployer",
    description: "Does what a project contributor does, and deploys what others have released.",
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
    description: "Does what a project contributor does, and makes releases for others to deploy.",
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
