import type { Visibility, VisibilityGrant } from "@indelible/trail/pure";
import { type EffectivePermissions, type Grant, grantsOf } from "./grants.ts";

/**
 * Which events a user may see: their grants of EventView, as every reader of the trail takes them.
 * A grant in a space shows events of that space, one at system level those of no space; no
 * permission but EventView shows any.
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
