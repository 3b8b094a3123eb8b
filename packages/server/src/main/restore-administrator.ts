import {
  ADMINISTRATORS,
  SYSTEM_ADMINISTRATOR,
  scopedUserRoles,
  teamBody,
  teams,
  type User,
  userRoles,
  users,
} from "@indelible/domain";
import { completeBody } from "@indelible/kernel";
import {
  type Act,
  type DocumentChange,
  modification,
  type Snapshot,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import { initialDocument } from "./initial-document.ts";

/** Who becomes an administrator, with which password. */
export interface NewAdministrator {
  readonly username: string;
  readonly password: string;
}

/** The result of `restoreAdministrator`. */
export interface RestoredAdministrator {
  readonly userId: string;
  /** Whether the user was created. */
  readonly isNew: boolean;
}

/**
 * Makes a user an administrator who can sign in, in one commit: creates the user, or activates it and
 * replaces its password, which ends its sessions; adds it to the team Administrators; and restores this
 * team and its role as far as they were removed or changed by SQL. Fails like `Trail.commit`.
 */
export async function restoreAdministrator(
  trail: Trail,
  act: Act,
  { username, password }: NewAdministrator,
  now: string,
): Promise<RestoredAdministrator> {
  const found = await trail.findByUniqueValue(users, null, { Username: username });
  const snapshot = await trail.read({
    ids: [found?.id ?? "", SYSTEM_ADMINISTRATOR.Id, ADMINISTRATORS.Id],
    newIds: { Users: 1, ScopedUserRoles: 1 },
    events: 4,
  });
  const userId = found?.id ?? snapshot.takeId("Users");
  const user =
    found === undefined
      ? initialDocument(users, userId, { Username: username, Password: password }, now)
      : modification(users, found, activated(found, password, now));
  await trail.commit(act, snapshot, [
    user,
    ...roleChanges(snapshot, now),
    teamChange(snapshot, userId, now),
    ...(await assignment(trail, snapshot, userId, now)),
  ]);
  return { userId, isNew: found === undefined };
}

function activated({ id, body: before }: StoredDocument<User>, Password: string, now: string) {
  const body = { ...before, IsActive: true, IsService: false, Password };
  return users.complete(body, { id, now, before });
}

function roleChanges(snapshot: Snapshot, now: string): DocumentChange[] {
  const { Id, ...role } = SYSTEM_ADMINISTRATOR;
  if (!snapshot.documents.has(Id)) return [initialDocument(userRoles, Id, role, now)];
  const before = snapshot.documentOf(userRoles, Id);
  return [modification(userRoles, before, { ...before.body, ...completeBody(userRoles, role) })];
}

function teamChange(snapshot: Snapshot, userId: string, now: string): DocumentChange {
  const { Id } = ADMINISTRATORS;
  if (!snapshot.documents.has(Id)) {
    return initialDocument(
      teams,
      Id,
      { ...teamBody(ADMINISTRATORS), MemberUserIds: [userId] },
      now,
    );
  }
  const before = snapshot.documentOf(teams, Id);
  const members = new Set([...before.body.MemberUserIds, userId]);
  return modification(teams, before, { ...before.body, MemberUserIds: [...members] });
}

/** The role of the team, unless it has it. */
async function assignment(
  trail: Trail,
  snapshot: Snapshot,
  userId: string,
  now: string,
): Promise<DocumentChange[]> {
  const fields = { TeamId: ADMINISTRATORS.Id, UserRoleId: SYSTEM_ADMINISTRATOR.Id };
  const query = { type: scopedUserRoles, containing: [[fields]], skip: 0, take: 1 };
  const { total } = await trail.list(query);
  if (total > 0) return [];
  const id = snapshot.takeId("ScopedUserRoles");
  return [{ ...initialDocument(scopedUserRoles, id, fields, now), relatedIds: [userId] }];
}
