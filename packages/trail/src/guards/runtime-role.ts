import type { Database } from "../database/database.ts";
import { sqlFile, sqlText } from "../database/sql-file.ts";
import { TrailError } from "../errors.ts";

/** Powers of a database role that a server should not have. */
export interface RolePowers {
  readonly role: string;
  /** Superuser, owner of the trail's tables or a member of that role: can remove the guards. */
  readonly isOwner: boolean;
  /** Has grants to change or remove events; the triggers still refuse. */
  readonly mayRewrite: boolean;
}

/** Maximum bytes of a role's name: PostgreSQL truncates longer ones. */
const ROLE_NAME_BYTES_MAX = 63;

const NAME_ROLE = {
  name: "",
  text: "select set_config('indelible.runtime_role', $1, true)",
};
const GRANT = sqlText("grant-runtime-role.sql");
const POWERS = sqlFile("role-powers");

/**
 * Sets the grants of `role` to those that servers need: only reading and inserting on the trail's
 * tables (I4). Other grants are revoked. A missing role is created, with login but without a
 * password, which the operator sets. Must be run by the owner of the schemas, after each migration.
 * Fails with `input` for an invalid name, and for the owner, whose rights cannot be revoked.
 */
export async function grantRuntimeRole(database: Database, role: string): Promise<void> {
  if (role === "" || Buffer.byteLength(role) > ROLE_NAME_BYTES_MAX || role.includes("\0")) {
    throw new TrailError(
      "input",
      `The name of a role must have 1 to ${ROLE_NAME_BYTES_MAX} bytes.`,
    );
  }
  await database.transaction(async (connection) => {
    await connection.query(NAME_ROLE, [role]);
    await connection.script(GRANT);
    const { isOwner } = await rolePowers(connection, role);
    if (!isOwner) return;
    const reason = "it owns the trail's tables or is a superuser, and could remove the guards";
    throw new TrailError(
      "input",
      `The role ${role} cannot be the one that servers run as: ${reason}.`,
    );
  });
}

/** The powers of a role of this database, by default the connection's own. */
export async function rolePowers(database: Database, role?: string): Promise<RolePowers> {
  const [row] = await database.query<RolePowers>(POWERS, [role ?? null]);
  return row ?? { role: role ?? "", isOwner: false, mayRewrite: false };
}
