import { type Permission, type User, users } from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import { notFound } from "@indelible/kernel";
import type { Database, StoredDocument, Trail } from "@indelible/trail";
import { loadAccess } from "./permission-sources.ts";

/**
 * The user with an id, or the caller for `me`. Every other user requires the permission at system
 * level: without it the answer is 403, whether or not the user exists. Fails with 404.
 */
export async function addressedUser(
  trail: Trail,
  caller: Caller,
  reference: string,
  permission: Permission,
): Promise<StoredDocument<User>> {
  const { userId } = caller.actor;
  const isSelf = reference === userId || reference.toLowerCase() === "me";
  if (!isSelf) caller.require(permission, { spaceId: null });
  const user = await trail.documentOf(users, isSelf ? userId : reference);
  if (user === undefined) throw notFound(reference);
  return user;
}

/**
 * The user with an id, to change it: the caller, or for callers with UserEdit another user who holds
 * no more than they do. Fails with 403 and 404.
 */
export async function changeableUser(
  { trail, database }: { readonly trail: Trail; readonly database: Database },
  caller: Caller,
  reference: string,
): Promise<StoredDocument<User>> {
  const user = await addressedUser(trail, caller, reference, "UserEdit");
  if (user.id === caller.actor.userId) return user;
  caller.requireToChange((await loadAccess(database, user.id)).permissions);
  return user;
}
