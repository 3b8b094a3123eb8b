import { type Permission, type User, users } from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import { notFound } from "@indelible/kernel";
import type { StoredDocument, Trail } from "@indelible/trail";

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
