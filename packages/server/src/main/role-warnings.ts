import { type Database, rolePowers } from "@indelible/trail";

/**
 * What an operator should know about the database role that a server runs as; nothing when it is as
 * it should be. An embedded database has no other role, and whoever reads its files owns it.
 */
export async function roleWarnings(database: Database): Promise<string[]> {
  if (database.kind === "pglite") return [];
  const { role, isOwner, mayRewrite } = await rolePowers(database);
  const remedy =
    "Run 'indelible migrate --runtime-role NAME' as the owner and start servers as that role.";
  if (isOwner) {
    return [`The database role ${role} owns the trail and could take its guards away. ${remedy}`];
  }
  if (!mayRewrite) return [];
  return [`The database role ${role} holds rights to change or delete events. ${remedy}`];
}
