import {
  type DocumentDefinition,
  grantsOf,
  type Permission,
  viewPermissionsOf,
} from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import type { DocumentReach } from "@indelible/trail";

/**
 * The documents of a type that a caller may see, as a filter for `Trail.list`; undefined for all.
 */
export function reachOf(
  caller: Caller,
  definition: DocumentDefinition,
): DocumentReach[] | undefined {
  const reach = viewPermissionsOf(definition).map(({ view, except }) => {
    return view === null ? undefined : reachBy(caller, view, except);
  });
  return reach.some((part) => part === undefined) ? undefined : reach.flatMap((part) => part ?? []);
}

/** An empty list of owners excludes all documents that relate to one. */
function reachBy(
  caller: Caller,
  permission: Permission,
  except: readonly string[],
): DocumentReach[] {
  return grantsOf(caller.permissions, permission).map((grant) => ({
    SpaceId: grant.spaceId,
    Restrictions: {
      ...(grant.projects && { Projects: grant.projects }),
      ...(grant.projectGroups && { ProjectGroups: grant.projectGroups }),
      ...(grant.environments && { Environments: grant.environments }),
      ...(grant.tenants && { Tenants: grant.tenants }),
      ...Object.fromEntries(except.map((owner) => [owner, []])),
    },
  }));
}
