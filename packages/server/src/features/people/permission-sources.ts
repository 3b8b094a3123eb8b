import {
  type ApiKey,
  apiKeys,
  type EffectivePermissions,
  EVERYONE,
  effectivePermissions,
  type GrantedPermissions,
  type ProjectedTeam,
  type ScopedUserRoleBody,
  type User,
  users,
} from "@indelible/domain";
import {
  type Database,
  type DocumentType,
  isOfType,
  type JsonObject,
  type StoredDocument,
  storedOf,
  uniqueKeysOf,
} from "@indelible/trail";
import { scopedRoleOf } from "./given-rights.ts";
import { sql } from "./sql.ts";

/** A user, their permissions, and the teams that give them. */
export interface Access {
  /** Undefined for a user who no longer exists; only the team Everyone is left then. */
  readonly user: StoredDocument<User> | undefined;
  /** The API key that the user was found by. */
  readonly apiKey: StoredDocument<ApiKey> | undefined;
  readonly permissions: EffectivePermissions;
  readonly teams: readonly ProjectedTeam[];
}

/** The columns of a whole document: those of a user and of an API key. */
type DocumentRow = Parameters<typeof storedOf>[0];

interface NamedRow {
  readonly id: string;
  readonly space_id: string | null;
  readonly title: string | null;
}

interface BodyRow<Body> extends NamedRow {
  readonly body: Body;
}

/** The rows of each kind that `permission-sources.sql` returns. */
interface SourceRows {
  readonly user: DocumentRow;
  readonly key: DocumentRow;
  readonly team: NamedRow;
  /** A scoped user role. */
  readonly held: BodyRow<ScopedUserRoleBody>;
  readonly role: BodyRow<GrantedPermissions>;
  /** A project; its title is the id of its group. */
  readonly project: NamedRow;
}

type SourceRow = {
  [Kind in keyof SourceRows]: { readonly kind: Kind } & SourceRows[Kind];
}[keyof SourceRows];

const PERMISSION_SOURCES = sql.statement("permission-sources");

/** Loads a user and their permissions, in one round trip. */
export function loadAccess(database: Database, userId: string): Promise<Access> {
  return load(database, userId, []);
}

/** The ids of the teams of a user. */
export async function teamIdsOf(database: Database, userId: string): Promise<string[]> {
  const { teams } = await loadAccess(database, userId);
  return teams.map(({ Id }) => Id);
}

/**
 * Loads the user of an API key and their permissions, by the digests that the key may have: the
 * first one that is stored counts.
 */
export function loadAccessByKey(database: Database, digests: readonly string[]): Promise<Access> {
  const keys = digests.flatMap((KeyDigest) => uniqueKeysOf(apiKeys, null, { KeyDigest }));
  return load(
    database,
    null,
    keys.map(({ key }) => key),
  );
}

async function load(
  database: Database,
  userId: string | null,
  uniqueKeys: readonly string[],
): Promise<Access> {
  const values = [userId, EVERYONE.Id, uniqueKeys];
  const rows = await database.query<SourceRow>(PERMISSION_SOURCES, values);
  const teams = ofKind(rows, "team");
  const projects = ofKind(rows, "project");
  const permissions = effectivePermissions({
    memberships: teams.map(({ id, space_id }) => ({ TeamId: id, SpaceId: space_id })),
    scopedRoles: ofKind(rows, "held").map(({ id, space_id, body }) =>
      scopedRoleOf({ id, spaceId: space_id, body }),
    ),
    roles: new Map(ofKind(rows, "role").map(({ id, body }) => [id, body])),
    groupProjects: (groupId) =>
      projects.filter(({ title }) => title === groupId).map(({ id }) => id),
  });
  return {
    user: documentIn(ofKind(rows, "user"), users),
    apiKey: documentIn(ofKind(rows, "key"), apiKeys),
    permissions,
    teams: teams.map(projectedTeam),
  };
}

function ofKind<Kind extends SourceRow["kind"]>(rows: readonly SourceRow[], kind: Kind) {
  return rows.filter((row): row is Extract<SourceRow, { kind: Kind }> => row.kind === kind);
}

function documentIn<Body extends JsonObject>(
  rows: readonly DocumentRow[],
  type: DocumentType<Body>,
): StoredDocument<Body> | undefined {
  return rows.map(storedOf).find((document) => isOfType(type, document));
}

function projectedTeam(row: NamedRow): ProjectedTeam {
  return {
    Id: row.id,
    Name: row.title ?? row.id,
    SpaceId: row.space_id,
    IsDirectlyAssigned: row.id !== EVERYONE.Id,
    ExternalSecurityGroups: [],
  };
}
