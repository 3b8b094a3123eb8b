import type { DocumentDefinition, PermissionScope } from "@indelible/domain";
import { type JsonObject, prefixOf, referencesOf } from "@indelible/trail";

/**
 * The scope in which a permission must be held for a document: its space, and the projects, project
 * groups, environments and tenants among the document itself and those it relates to.
 */
export function permissionScope(
  definition: DocumentDefinition,
  id: string,
  spaceId: string | null,
  body: JsonObject,
): PermissionScope {
  const related = referencesOf(definition, body)
    .filter(({ rule }) => rule.relates !== false)
    .map((reference) => reference.id);
  const ids = [...new Set([id, ...related])];
  const of = (prefix: string) => ids.filter((other) => prefixOf(other) === prefix);
  return {
    spaceId: definition.level === "system" ? null : spaceId,
    projects: of("Projects"),
    projectGroups: of("ProjectGroups"),
    environments: of("Environments"),
    tenants: of("Tenants"),
  };
}
