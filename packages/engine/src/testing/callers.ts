import { appliesAt, type Grant, PERMISSION_IDS, type Permission } from "@indelible/domain";
import { Caller, systemAct } from "@indelible/kernel";

/** A caller with only these permissions, in `Spaces-1`. */
export function holding(...permissions: readonly Permission[]): Caller {
  return limitedTo({ spaceId: "Spaces-1" }, ...permissions);
}

/** A caller with only these permissions, within the limits of a grant. */
export function limitedTo(grant: Grant, ...permissions: readonly Permission[]): Caller {
  const grants = new Map(permissions.map((permission) => [permission, [grant]] as const));
  return new Caller(systemAct("request-1").actor, "request-1", grants);
}

/** A caller who may do everything in `Spaces-1`. */
export function anyone(): Caller {
  return holding(...PERMISSION_IDS.filter((permission) => appliesAt(permission, "space")));
}
