import type { DocumentDefinition } from "@indelible/domain";
import {
  ADMINISTRATORS,
  apiKeys,
  BUILT_IN_ROLES,
  BUILT_IN_TEAMS,
  initialRoleOfTeam,
  scopedUserRoles,
  spaces,
  teamBody,
  teams,
  userRoles,
  users,
} from "@indelible/domain";
import { systemAct, withDefaults } from "@indelible/kernel";
import type { Creation, JsonObject, Trail } from "@indelible/trail";
import type { DocumentService } from "../documents/document-service.ts";
import { digestOfKey, hintOfKey, newApiKey } from "../features/people/api-key.ts";

/** What a first start makes, and what it shows once. */
export interface FirstStart {
  readonly password: string;
  readonly apiKey: string;
  /** Whether each was made here, and so must be shown. */
  readonly madePassword: boolean;
  readonly madeApiKey: boolean;
}

/** What bootstrapping needs. */
export interface BootstrapOptions {
  readonly trail: Trail;
  readonly service: DocumentService;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly adminUsername: string;
  readonly adminPassword: string | undefined;
  readonly adminApiKey: string | undefined;
}

const PASSWORD_BYTES = 15;

/**
 * Makes what every installation begins with, in one commit: the built-in roles and teams, the
 * administrator with an API key, and the default space. Undefined when all that exists already.
 */
export async function bootstrap(options: BootstrapOptions): Promise<FirstStart | undefined> {
  const { trail, service, random } = options;
  const existing = await trail.list({ type: spaces, skip: 0, take: 1 });
  if (existing.total > 0) return undefined;
  const password =
    options.adminPassword ?? Buffer.from(random(PASSWORD_BYTES)).toString("base64url");
  const apiKey = options.adminApiKey ?? newApiKey(random);
  const snapshot = await trail.read({
    newIds: { Users: 1, ApiKeys: 1, ScopedUserRoles: BUILT_IN_TEAMS.length },
  });
  const adminId = snapshot.takeId("Users");
  const now = options.clock().toISOString();
  const admin = { Username: options.adminUsername, Password: password };
  const key = {
    UserId: adminId,
    Purpose: "First start",
    Created: now,
    Hint: hintOfKey(apiKey),
    KeyDigest: digestOfKey(apiKey),
  };
  const act = systemAct("first-start");
  await trail.commit(act, snapshot, [
    ...BUILT_IN_ROLES.map(({ Id, ...role }) => creation(userRoles, Id, role, now)),
    creation(users, adminId, admin, now),
    creation(apiKeys, snapshot.takeId("ApiKeys"), key, now),
    ...BUILT_IN_TEAMS.flatMap((team) => {
      const MemberUserIds = team.Id === ADMINISTRATORS.Id ? [adminId] : [];
      const UserRoleId = initialRoleOfTeam(team.Id);
      const held = { TeamId: team.Id, UserRoleId: UserRoleId ?? "" };
      return [
        creation(teams, team.Id, { ...teamBody(team), MemberUserIds }, now),
        ...(UserRoleId === undefined
          ? []
          : [creation(scopedUserRoles, snapshot.takeId("ScopedUserRoles"), held, now)]),
      ];
    }),
  ]);
  const space = { Name: "Default", IsDefault: true, SpaceManagersTeamMembers: [adminId] };
  await service.createAs(act, spaces, null, withDefaults(spaces.schema, space));
  const madePassword = options.adminPassword === undefined;
  return { password, apiKey, madePassword, madeApiKey: options.adminApiKey === undefined };
}

function creation(type: DocumentDefinition, id: string, fields: JsonObject, now: string): Creation {
  const body = type.complete(withDefaults(type.schema, fields), { id, now, before: undefined });
  return { kind: "create", type, id, spaceId: null, body };
}
