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

/** The roles of people who run runbooks, and of those who write them. */
export const RUNBOOK_ROLES = [
  builtInRole({
    name: "Runbook Consumer",
    description: "Sees runbooks and runs them.",
    space: CONSUME,
  }),
  builtInRole({
    name: "Runbook Producer",
    description: "Writes runbooks and runs them.",
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
