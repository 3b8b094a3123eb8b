import { appliesAt, PERMISSION_IDS, type Permission } from "../permissions.ts";
import { builtInRole } from "../user-role.ts";
import { KNOW_PEOPLE } from "./common-permissions.ts";

const MANAGE_SYSTEM: readonly Permission[] = [
  "ConfigureServer",
  "EventRetentionDelete",
  "EventRetentionView",
  "EventView",
  "TeamCreate",
  "TeamView",
  "TeamEdit",
  "TeamDelete",
  "TaskView",
  "TaskCreate",
  "TaskCancel",
  "TaskEdit",
  "SpaceView",
  "SpaceEdit",
  "SpaceCreate",
  "SpaceDelete",
  "UserView",
  "UserInvite",
  "UserEdit",
  "UserRoleView",
  "UserRoleEdit",
];

/**
 * Everything that can be granted within a space. So a space manager, who lays down what others may
 * do in the space, can never hand out more than they hold.
 */
export const SPACE_MANAGER = builtInRole({
  name: "Space Manager",
  description: "Does everything within a space, and says who else may do what there.",
  space: PERMISSION_IDS.filter((permission) => appliesAt(permission, "space")),
  system: KNOW_PEOPLE,
});

/** Everything about the installation but running the server itself; nothing within a space. */
export const SYSTEM_MANAGER = builtInRole({
  name: "System Manager",
  description: "Looks after users, teams, roles, spaces and settings; sees into no space.",
  system: MANAGE_SYSTEM,
});

/** A system manager who also runs the server. Like that role, it sees into no space. */
export const SYSTEM_ADMINISTRATOR = builtInRole({
  name: "System Administrator",
  description: "Does what a system manager does, and runs the server; sees into no space.",
  system: [...MANAGE_SYSTEM, "AdministerSystem"],
});

/** Who reports on the work of a space. */
export const INSIGHTS_REPORT_MANAGER = builtInRole({
  name: "Insights Report Manager",
  description: "Writes insights reports.",
  space: [
    "InsightsReportView",
    "InsightsReportCreate",
    "InsightsReportEdit",
    "InsightsReportDelete",
    "EnvironmentView",
    "ProcessView",
    "ProjectGroupView",
    "ProjectView",
    "TenantView",
  ],
});
