import type { Visibility, VisibilityGrant } from "@indelible/trail/pure";
import { type EffectivePermissions, type Grant, grantsOf } from "./grants.ts";

/**
 * Which events a user may see: their grants of EventView, in the form that all queries of the trail
 * accept. A grant in a space shows events of that space, one at system level those of no space. No
 * other permission shows events.
 */
export function visibilityOf(effective: EffectivePermissions): Visibility {
  return grantsOf(effective, "EventView").map(visibilityGrant);
}

function visibilityGrant({ spaceId, projects, environments, tenants }: Grant): VisibilityGrant {
  return {
    SpaceId: spaceId,
    Restrictions: {
      ...(projects && { Projects: projects }),
      ...(environments && { Environments: environments }),
      ...(tenants && { Tenants: tenants }),
    },
  };
}
