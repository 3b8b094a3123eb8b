import type { EffectivePermissions, Permission, PermissionScope } from "@indelible/domain";
import {
  allows,
  grantsOf,
  missingPermissionMessage,
  permissionAbove,
  permissionLacking,
  spacesReached,
  visibilityOf,
} from "@indelible/domain";
import type { Act, Actor, Visibility } from "@indelible/trail";
import { Refusal } from "./refusal.ts";

/** The caller of a request: the user, how they were authenticated, and their permissions. */
export class Caller {
  readonly actor: Actor;
  /** The same for everything that one request does. */
  readonly correlationId: string;
  readonly permissions: EffectivePermissions;

  constructor(actor: Actor, correlationId: string, permissions: EffectivePermissions) {
    this.actor = actor;
    this.correlationId = correlationId;
    this.permissions = permissions;
  }

  /** The act under which the trail records the changes of this request. */
  act(comment?: string): Act {
    const { actor, correlationId } = this;
    return comment === undefined ? { actor, correlationId } : { actor, correlationId, comment };
  }

  /** The events that the caller may see. */
  get visibility(): Visibility {
    return visibilityOf(this.permissions);
  }

  /** Whether the caller has a permission within a scope; null requires none. */
  may(permission: Permission | null, scope: PermissionScope): boolean {
    return permission === null || allows(this.permissions, permission, scope);
  }

  /** Fails with 403 and the name of the permission unless the caller has it within the scope. */
  require(permission: Permission | null, scope: PermissionScope): void {
    if (!this.may(permission, scope) && permission !== null) throw forbidden(permission);
  }

  /**
   * Fails with 403 and the name of the first permission unless the caller has one of the permissions
   * somewhere in one of the spaces (null: at system level).
   */
  requireSomewhere(
    permissions: readonly (Permission | null)[],
    spaceIds: readonly (string | null)[],
  ): void {
    const [first = null] = permissions;
    if (first === null || permissions.some((one) => this.#holds(one, spaceIds))) return;
    throw forbidden(first);
  }

  #holds(permission: Permission | null, spaceIds: readonly (string | null)[]): boolean {
    if (permission === null) return true;
    return grantsOf(this.permissions, permission).some(({ spaceId }) => spaceIds.includes(spaceId));
  }

  /** Fails with 403 unless the caller has all permissions that they are about to give to a user. */
  requireToGive(given: EffectivePermissions): void {
    const lacking = permissionLacking(this.permissions, given);
    if (lacking === undefined) return;
    const reason = "Nobody can give a permission that they do not hold as widely themselves.";
    throw new Refusal("forbidden", `${missingPermissionMessage(lacking)}. ${reason}`);
  }

  /**
   * Fails with 403 when a user, or the members of a team, have a permission that puts them above the
   * caller: nobody changes users and teams of a higher rank.
   */
  requireToChange(held: EffectivePermissions): void {
    const above = permissionAbove(this.permissions, held);
    if (above === undefined) return;
    const reason =
      "Users and teams with permissions that you do not have cannot be changed by you.";
    throw new Refusal("forbidden", `${missingPermissionMessage(above)}. ${reason}`);
  }

  /** Whether the caller may know that a space exists: with any permission in it, or with SpaceView. */
  knowsSpace(spaceId: string): boolean {
    const reached = spacesReached(this.permissions).includes(spaceId);
    return reached || this.may("SpaceView", { spaceId: null });
  }
}

/** The refusal (403) that names a permission which the caller lacks. */
export function forbidden(permission: Permission): Refusal {
  return new Refusal("forbidden", missingPermissionMessage(permission));
}
