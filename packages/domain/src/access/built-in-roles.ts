import { AUTOMATION_ROLES } from "./built-in-roles/automation-roles.ts";
import { INFRASTRUCTURE_ROLES } from "./built-in-roles/infrastructure-roles.ts";
import {
  INSIGHTS_REPORT_MANAGER,
  SPACE_MANAGER,
  SYSTEM_ADMINISTRATOR,
  SYSTEM_MANAGER,
} from "./built-in-roles/management-roles.ts";
import { PROJECT_ROLES } from "./built-in-roles/project-roles.ts";
import { RUNBOOK_ROLES } from "./built-in-roles/runbook-roles.ts";
import type { BuiltInRole } from "./user-role.ts";

/**
 * The built-in user roles, in alphabetical order of their names; they cannot be deleted. Ids, names
 * and permissions are those of the page on default permissions in the documentation of Octopus
 * Deploy.
 */
export const BUILT_IN_ROLES: readonly BuiltInRole[] = [
  ...PROJECT_ROLES,
  ...AUTOMATION_ROLES,
  ...INFRASTRUCTURE_ROLES,
  ...RUNBOOK_ROLES,
  INSIGHTS_REPORT_MANAGER,
  SPACE_MANAGER,
  SYSTEM_MANAGER,
  SYSTEM_ADMINISTRATOR,
].sort((a, b) => (a.Name < b.Name ? -1 : 1));

const BY_ID = new Map(BUILT_IN_ROLES.map((role) => [role.Id, role]));

/** The built-in role with an id; undefined for any other id. */
export function findBuiltInRole(id: string): BuiltInRole | undefined {
  return BY_ID.get(id);
}
