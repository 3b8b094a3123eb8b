import {
  type DocumentDefinition,
  grantsOf,
  type Permission,
  viewPermissionsOf,
} from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import type { DocumentReach } from "@indelible/trail";

/** What a caller may see of a type, in the form that the trail's lists take; undefined: everything. */
export function reachOf(
  caller: Caller,
  definition: DocumentDefinition,
): DocumentReach[] | undefined {
  const reach = viewPermissionsOf(definition).map(({ view, except }) => {
    return view === null ? undefined : reachBy(caller, view, except);
  });
  return reach.some((part) => part === undefined) ? undefined : reach.flatMap((part) => part ?? []);
}

/** A restriction to no document of a type leaves out all that relate to one. */
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
