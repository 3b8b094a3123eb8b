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
import { completeBody, systemAct } from "@indelible/kernel";
import type { Creation, RowMacs, Snapshot, Trail } from "@indelible/trail";
import type { DocumentService } from "../documents/document-service.ts";
import {
  apiKeyMac,
  digestOfKey,
  hintOfKey,
  latestExpiry,
  newApiKey,
} from "../features/people/api-key.ts";
import { requireAdministratorName } from "./administrator-name.ts";
import { initialDocument } from "./initial-document.ts";
import { newPassword } from "./new-password.ts";

/** The administrator's credentials, which the first start shows once. */
export interface FirstStart {
  readonly password: string;
  readonly apiKey: string;
  /** Whether each was generated, and must be shown. */
  readonly madePassword: boolean;
  readonly madeApiKey: boolean;
}

/** Dependencies and settings of `bootstrap`. */
export interface BootstrapOptions {
  readonly trail: Trail;
  readonly service: DocumentService;
  readonly sealer: RowMacs;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly adminUsername: string;
  readonly adminPassword: string | undefined;
  readonly adminApiKey: string | undefined;
  /** Maximum days for which a new API key is valid; undefined: no limit. */
  readonly apiKeyDaysMax?: number | undefined;
}

/**
 * Creates the initial documents of an installation: in one commit the built-in roles and teams and
 * the administrator with an API key, then the default space. Returns undefined when there is a
 * space already.
 */
export async function bootstrap(options: BootstrapOptions): Promise<FirstStart | undefined> {
  const { trail, service, random } = options;
  const existing = await trail.list({ type: spaces, skip: 0, take: 1 });
  if (existing.total > 0) return undefined;
  requireAdministratorName(options.adminUsername);
  const password = options.adminPassword ?? newPassword(random);
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
    Expires: latestExpiry(options.clock(), options.apiKeyDaysMax)?.toISOString() ?? null,
    Hint: hintOfKey(apiKey),
    KeyDigest: digestOfKey(options.sealer, apiKey),
  };
  const keyCreation = initialDocument(apiKeys, snapshot.takeId("ApiKeys"), key, now);
  const KeyMac = apiKeyMac(options.sealer, keyCreation.id, keyCreation.body);
  const act = systemAct("first-start");
  await trail.commit(act, snapshot, [
    ...BUILT_IN_ROLES.map(({ Id, ...role }) => initialDocument(userRoles, Id, role, now)),
    initialDocument(users, adminId, admin, now),
    { ...keyCreation, body: { ...keyCreation.body, KeyMac } },
    ...BUILT_IN_TEAMS.flatMap((team) => teamCreations(team, adminId, snapshot, now)),
  ]);
  const space = { Name: "Default", IsDefault: true, SpaceManagersTeamMembers: [adminId] };
  await service.createAs(act, spaces, null, completeBody(spaces, space));
  const madePassword = options.adminPassword === undefined;
  return { password, apiKey, madePassword, madeApiKey: options.adminApiKey === undefined };
}

/** A built-in team and, where it has one, its role. */
function teamCreations(
  team: (typeof BUILT_IN_TEAMS)[number],
  adminId: string,
  snapshot: Snapshot,
  now: string,
): Creation[] {
  const MemberUserIds = team.Id === ADMINISTRATORS.Id ? [adminId] : [];
  const creations: Creation[] = [
    initialDocument(teams, team.Id, { ...teamBody(team), MemberUserIds }, now),
  ];
  const UserRoleId = initialRoleOfTeam(team.Id);
  if (UserRoleId !== undefined) {
    const assignment = { TeamId: team.Id, UserRoleId };
    const id = snapshot.takeId("ScopedUserRoles");
    creations.push(initialDocument(scopedUserRoles, id, assignment, now));
  }
  return creations;
}
