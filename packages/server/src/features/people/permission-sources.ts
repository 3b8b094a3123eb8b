import {
  apiKeys,
  type EffectivePermissions,
  EVERYONE,
  effectivePermissions,
  type GrantedPermissions,
  type ProjectedTeam,
  type ScopedUserRole,
} from "@indelible/domain";
import {
  type Database,
  type JsonObject,
  type StoredDocument,
  storedOf,
  uniqueKeysOf,
} from "@indelible/trail";
import { sql } from "./sql.ts";

/** A user, what they may do, and through which teams. */
export interface Access {
  /** Undefined for one who is gone, who is in no team but that of everyone. */
  readonly user: StoredDocument | undefined;
  /** The key they were found by. */
  readonly apiKey: StoredDocument | undefined;
  readonly permissions: EffectivePermissions;
  readonly teams: readonly ProjectedTeam[];
}

/** A user and a key have all columns of a document; the other kinds only those that they need. */
interface SourceRow {
  readonly kind: "user" | "key" | "team" | "held" | "role" | "project";
  readonly id: string;
  readonly space_id: string | null;
  readonly title: string | null;
  readonly body: JsonObject | null;
}

type WholeRow = Parameters<typeof storedOf>[0];

const PERMISSION_SOURCES = sql.statement("permission-sources");

/** Loads a user and what they may do, in one round trip. */
export function loadAccess(database: Database, userId: string): Promise<Access> {
  return load(database, userId, null);
}

/** The ids of the teams of a user. */
export async function teamIdsOf(database: Database, userId: string): Promise<string[]> {
  const { teams } = await loadAccess(database, userId);
  return teams.map(({ Id }) => Id);
}

/** The same of the user whom an API key belongs to, by the key's digest. */
export function loadAccessByKey(database: Database, digest: string): Promise<Access> {
  const [unique] = uniqueKeysOf(apiKeys, null, { KeyDigest: digest });
  return load(database, null, unique?.key ?? null);
}

async function load(
  database: Database,
  userId: string | null,
  uniqueKey: string | null,
): Promise<Access> {
  const values = [userId, EVERYONE.Id, uniqueKey];
  const rows = await database.query<SourceRow>(PERMISSION_SOURCES, values);
  const of = (kind: SourceRow["kind"]) => rows.filter((row) => row.kind === kind);
  const whole = (kind: SourceRow["kind"]) =>
    of(kind).map((row) => storedOf(row as unknown as WholeRow))[0];
  const projects = of("project");
  const groupProjects = (groupId: string) =>
    projects.filter(({ title }) => title === groupId).map(({ id }) => id);
  const permissions = effectivePermissions({
    memberships: of("team").map(({ id, space_id }) => ({ TeamId: id, SpaceId: space_id })),
    scopedRoles: of("held").map(scopedRole),
    roles: new Map(of("role").map(({ id, body }) => [id, body as unknown as GrantedPermissions])),
    groupProjects,
  });
  const teams = of("team").map(projectedTeam);
  return { user: whole("user"), apiKey: whole("key"), permissions, teams };
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
