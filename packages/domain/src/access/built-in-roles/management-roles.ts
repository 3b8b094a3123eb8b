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
 * All permissions that can be granted within a space. A space manager decides what others may do in
 * the space, and cannot grant a permission that they do not have.
 */
export const SPACE_MANAGER = builtInRole({
  name: "Space Manager",
  description: "Has every permission within a space, and manages the permissions of others there.",
  space: PERMISSION_IDS.filter((permission) => appliesAt(permission, "space")),
  system: KNOW_PEOPLE,
});

/** All permissions on the installation except running the server; none within a space. */
export const SYSTEM_MANAGER = builtInRole({
  name: "System Manager",
  description:
    "Manages users, teams, roles, spaces and settings; has no access to the contents of spaces.",
  system: MANAGE_SYSTEM,
});

/** The permissions of a system manager, and those to run the server; none within a space. */
export const SYSTEM_ADMINISTRATOR = builtInRole({
  name: "System Administrator",
  description:
    "Does what a system manager does, and runs the server; has no access to the contents of spaces.",
  system: [...MANAGE_SYSTEM, "AdministerSystem"],
});

/** For users who report on the work in a space. */
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
