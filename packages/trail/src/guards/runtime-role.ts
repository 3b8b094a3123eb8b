import type { Database } from "../database/database.ts";
import { sqlFile, sqlText } from "../database/sql-file.ts";
import { TrailError } from "../errors.ts";

/** What a database role can do that a server should not be able to. */
export interface RolePowers {
  readonly role: string;
  /** Superuser, owner of the trail's tables or a member of that role: can take the guards away. */
  readonly isOwner: boolean;
  /** May change or remove events as far as grants go; the triggers still refuse. */
  readonly mayRewrite: boolean;
}

/** Bytes of a role's name: PostgreSQL cuts longer ones. */
const ROLE_NAME_BYTES_MAX = 63;

const NAME_ROLE = {
  name: "",
  text: "select set_config('indelible.runtime_role', $1, true)",
};
const GRANT = sqlText("grant-runtime-role.sql");
const POWERS = sqlFile("role-powers");

/**
 * Makes `role` the one that servers run as: only reading and adding on the trail's tables (I4), what
 * a server needs elsewhere, and nothing it may have held before. A role that is missing is made,
 * able to log in but without a password, which is the operator's to set. To be run by the owner of
 * the schemas, after each migration. Fails with `input` for a name that cannot be one or is the
 * owner's own, whose rights cannot be taken.
 */
export async function grantRuntimeRole(database: Database, role: string): Promise<void> {
  if (role === "" || Buffer.byteLength(role) > ROLE_NAME_BYTES_MAX || role.includes("\0")) {
    throw new TrailError("input", `A role has a name of 1 to ${ROLE_NAME_BYTES_MAX} bytes.`);
  }
  await database.transaction(async (connection) => {
    await connection.query(NAME_ROLE, [role]);
    await connection.script(GRANT);
    const { isOwner } = await rolePowers(connection, role);
    if (!isOwner) return;
    const reason = "it owns the trail's tables or is a superuser, and could take the guards away";
    throw new TrailError(
      "input",
      `The role ${role} cannot be the one that servers run as: ${reason}.`,
    );
  });
}

/** What a role of this database, the connection's own unless named, can do to the trail. */
export async function rolePowers(database: Database, role?: string): Promise<RolePowers> {
  const [row] = await database.query<RolePowers>(POWERS, [role ?? null]);
  return row ?? { role: role ?? "", isOwner: false, mayRewrite: false };
}
