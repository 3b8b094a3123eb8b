import { type Permission, users } from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import { notFound } from "@indelible/kernel";
import type { StoredDocument, Trail } from "@indelible/trail";

/**
 * The user of an id, or of `me`: oneself, or another for whoever holds the permission. Without it the
 * answer is the same whether or not there is such a user.
 */
export async function addressedUser(
  trail: Trail,
  caller: Caller,
  reference: string,
  permission: Permission,
): Promise<StoredDocument> {
  const { userId } = caller.actor;
  const isSelf = reference === userId || reference.toLowerCase() === "me";
  if (!isSelf) caller.require(permission, { spaceId: null });
  const [user] = await trail.documents([isSelf ? userId : reference]);
  if (user === undefined || user.type !== users.prefix) throw notFound(reference);
  return user;
}
