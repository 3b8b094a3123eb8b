import type { EffectivePermissions, Permission, PermissionScope } from "@indelible/domain";
import {
  allows,
  grantsOf,
  missingPermissionMessage,
  permissionLacking,
  spacesReached,
  visibilityOf,
} from "@indelible/domain";
import type { Act, Actor, Visibility } from "@indelible/trail";
import { Refusal } from "./refusal.ts";

/** Whoever makes a request: who they are, how that is known, and what they may do. */
export class Caller {
  readonly actor: Actor;
  /** Joins everything that one request does. */
  readonly correlationId: string;
  readonly permissions: EffectivePermissions;

  constructor(actor: Actor, correlationId: string, permissions: EffectivePermissions) {
    this.actor = actor;
    this.correlationId = correlationId;
    this.permissions = permissions;
  }

  /** The act under which the trail records what this request does. */
  act(comment?: string): Act {
    const { actor, correlationId } = this;
    return comment === undefined ? { actor, correlationId } : { actor, correlationId, comment };
  }

  /** Which events they may see. */
  get visibility(): Visibility {
    return visibilityOf(this.permissions);
  }

  /** Whether they hold a permission within a scope. Null stands for what everyone may do. */
  may(permission: Permission | null, scope: PermissionScope): boolean {
    return permission === null || allows(this.permissions, permission, scope);
  }

  /** Refuses with 403, naming the permission, unless they hold it within the scope. */
  require(permission: Permission | null, scope: PermissionScope): void {
    if (!this.may(permission, scope) && permission !== null) throw refusal(permission);
  }

  /**
   * Refuses with 403, naming the first, unless they hold one of some permissions somewhere in a space
   * (null: at system level).
   */
  requireSomewhere(
    permissions: readonly (Permission | null)[],
    spaceIds: readonly (string | null)[],
  ): void {
    const [first = null] = permissions;
    if (first === null || permissions.some((one) => this.#holds(one, spaceIds))) return;
    throw refusal(first);
  }

  #holds(permission: Permission | null, spaceIds: readonly (string | null)[]): boolean {
    if (permission === null) return true;
    return grantsOf(this.permissions, permission).some(({ spaceId }) => spaceIds.includes(spaceId));
  }

  /** Refuses with 403 unless they hold everything that they are about to give to somebody. */
  requireToGive(given: EffectivePermissions): void {
    const lacking = permissionLacking(this.permissions, given);
    if (lacking === undefined) return;
    const reason = "Nobody can give a permission that they do not hold as widely themselves.";
    throw new Refusal("forbidden", `${missingPermissionMessage(lacking)}. ${reason}`);
  }

  /** Whether they may know that a space exists: because they hold something there, or see all. */
  knowsSpace(spaceId: string): boolean {
    const reached = spacesReached(this.permissions).includes(spaceId);
    return reached || this.may("SpaceView", { spaceId: null });
  }
}

function refusal(permission: Permission): Refusal {
  return new Refusal("forbidden", missingPermissionMessage(permission));
}
