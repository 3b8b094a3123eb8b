import type { Permission } from "../permissions.ts";
import { builtInRole } from "../user-role.ts";
import { MANAGE_LIBRARY_SETS, MANAGE_TEMPLATES, MANAGE_TRIGGERS } from "./common-permissions.ts";

const CONSUME: readonly Permission[] = [
  "ProjectView",
  "EnvironmentView",
  "ArtifactView",
  "EventView",
  "ProjectGroupView",
  "LibraryVariableSetView",
  "TeamView",
  "FeedView",
  "TaskView",
  "InterruptionView",
  "MachinePolicyView",
  "TenantView",
  "TriggerView",
  "CertificateView",
  "MachineView",
  "RunbookView",
  "RunbookRunView",
  "RunbookRunCreate",
];

/** Roles for users who run runbooks, and for users who write them. */
export const RUNBOOK_ROLES = [
  builtInRole({
    name: "Runbook Consumer",
    description: "Views and runs runbooks.",
    space: CONSUME,
  }),
  builtInRole({
    name: "Runbook Producer",
    description: "Writes and runs runbooks.",
    space: [
      ...CONSUME,
      ...MANAGE_TEMPLATES,
      ...MANAGE_LIBRARY_SETS,
      ...MANAGE_TRIGGERS,
      "ProjectCreate",
      "ProjectEdit",
      "ProjectDelete",
      "LifecycleView",
      "TaskCreate",
      "TaskCancel",
      "InterruptionViewSubmitResponsible",
      "InterruptionSubmit",
      "VariableView",
      "VariableEdit",
      "RunbookEdit",
      "RunbookRunDelete",
      "ArtifactCreate",
      "ArtifactEdit",
      "ArtifactDelete",
    ],
  }),
] as const;
