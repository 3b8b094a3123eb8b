import {
  type EffectivePermissions,
  EVERYONE,
  effectivePermissions,
  type GrantedPermissions,
  type ProjectedTeam,
  type ScopedUserRole,
} from "@indelible/domain";
import { type Database, type JsonObject, type StoredDocument, storedOf } from "@indelible/trail";
import { sqlFile } from "../sql-file.ts";

/** A user, what they may do, and through which teams. */
export interface Access {
  /** Undefined for one who is gone, who is in no team but that of everyone. */
  readonly user: StoredDocument | undefined;
  readonly permissions: EffectivePermissions;
  readonly teams: readonly ProjectedTeam[];
}

/** A user has all columns of a document; the other kinds only those that they need. */
interface SourceRow {
  readonly kind: "user" | "team" | "held" | "role" | "project";
  readonly id: string;
  readonly space_id: string | null;
  readonly title: string | null;
  readonly body: JsonObject | null;
}

type UserRow = Parameters<typeof storedOf>[0];

const PERMISSION_SOURCES = sqlFile("permission-sources");

/** Loads a user and what they may do, in one round trip. */
export async function loadAccess(database: Database, userId: string): Promise<Access> {
  const rows = await database.query<SourceRow>(PERMISSION_SOURCES, [userId, EVERYONE.Id]);
  const of = (kind: SourceRow["kind"]) => rows.filter((row) => row.kind === kind);
  const projects = of("project");
  const groupProjects = (groupId: string) =>
    projects.filter(({ title }) => title === groupId).map(({ id }) => id);
  const permissions = effectivePermissions({
    memberships: of("team").map(({ id, space_id }) => ({ TeamId: id, SpaceId: space_id })),
    scopedRoles: of("held").map(scopedRole),
    roles: new Map(of("role").map(({ id, body }) => [id, body as unknown as GrantedPermissions])),
    groupProjects,
  });
  const [user] = of("user").map((row) => storedOf(row as unknown as UserRow));
  return { user, permissions, teams: of("team").map(projectedTeam) };
}

function scopedRole(row: SourceRow): ScopedUserRole {
  return { ...(row.body as unknown as ScopedUserRole), Id: row.id, SpaceId: row.space_id };
}

function projectedTeam(row: SourceRow): ProjectedTeam {
  return {
    Id: row.id,
    Name: row.title ?? row.id,
    SpaceId: row.space_id,
    IsDirectlyAssigned: row.id !== EVERYONE.Id,
    ExternalSecurityGroups: [],
  };
}
