import { type Database, rolePowers } from "@indelible/trail";

/**
 * Warnings about the rights of the database role that a server runs as. None for an embedded
 * database, which has a single role.
 */
export async function roleWarnings(database: Database): Promise<string[]> {
  if (database.kind === "pglite") return [];
  const { role, isOwner, mayRewrite } = await rolePowers(database);
  const remedy =
    "Run 'indelible migrate --runtime-role NAME' as the owner and start servers as that role.";
  if (isOwner) {
    return [`The database role ${role} owns the trail and could remove its guards. ${remedy}`];
  }
  if (!mayRewrite) return [];
  return [`The database role ${role} has rights to change or delete events. ${remedy}`];
}
