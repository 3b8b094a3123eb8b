import type { EffectivePermissions } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import { loadAccess } from "./permission-sources.ts";

/** The permissions that a user has now; undefined for a user who was deleted or disabled. */
export async function rightsOf(
  database: Database,
  userId: string,
): Promise<EffectivePermissions | undefined> {
  const { user, permissions } = await loadAccess(database, userId);
  return user?.body.IsActive === true ? permissions : undefined;
}
