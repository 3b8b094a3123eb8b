import { type User, users } from "@indelible/domain";
import {
  type Answer,
  type Caller,
  type Definitions,
  invalid,
  notFound,
  Refusal,
  type Route,
  type RouteRequest,
  readCommand,
  retryOnConflict,
} from "@indelible/kernel";
import {
  isKeptSecret,
  modification,
  type Sealer,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import { Type } from "typebox";
import { addressLimit } from "./login-limits.ts";
import { passwordBinding } from "./password-binding.ts";
import { requirePassword } from "./password-rules.ts";
import { presentUser } from "./present-user.ts";
import { sessionCookies } from "./session-cookies.ts";
import type { Sessions } from "./sessions.ts";
import { startOf } from "./sign-in-routes.ts";

/** Dependencies of the route of a user's own password. */
export interface PasswordRoutesOptions {
  readonly trail: Trail;
  readonly definitions: Definitions;
  readonly sessions: Sessions;
  readonly sealer: Sealer;
  readonly clock: () => Date;
  readonly installationId: string;
}

const PASSWORD_LENGTH_MAX = 1_000;
const password = () => Type.String({ minLength: 1, maxLength: PASSWORD_LENGTH_MAX });
const COMMAND = Type.Object({ CurrentPassword: password(), NewPassword: password() });

/** Attempts within a minute from one address, which many users may share. */
const ATTEMPTS_PER_MINUTE = 20;

/** Users change their own password, which requires the current one. All their sessions end. */
export function passwordRoutes(options: PasswordRoutesOptions): Route[] {
  return [
    {
      method: "PUT",
      path: "/users/:id/password",
      access: "signed-in",
      mutates: true,
      summary: "Changes the caller's own password, and ends all other sessions",
      body: COMMAND,
      limits: [addressLimit(ATTEMPTS_PER_MINUTE)],
      handle: (request, caller) => changePassword(options, request, caller),
    },
  ];
}

async function changePassword(
  options: PasswordRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  requireSelf(request, caller);
  const sent = readCommand(COMMAND, request.body);
  requirePassword(sent.NewPassword);
  const user = await retryOnConflict(() => replacePassword(options, caller, sent));
  const body = presentUser(options.definitions, user, user.id);
  if (caller.actor.apiKeyId !== null) return { body };
  // The session of this browser has ended with the others: it gets a new one.
  const session = await options.sessions.start(user.id, false, startOf(request, user.body));
  return { body, cookies: sessionCookies(options.installationId, session, false) };
}

function requireSelf({ params: { id = "" } }: RouteRequest, { actor }: Caller): void {
  if (id === actor.userId || id.toLowerCase() === "me") return;
  throw new Refusal(
    "forbidden",
    "Only your own password can be changed here. To reset that of another user, change the user.",
  );
}

async function replacePassword(
  { trail, sealer, clock }: PasswordRoutesOptions,
  caller: Caller,
  sent: { readonly CurrentPassword: string; readonly NewPassword: string },
): Promise<StoredDocument<User>> {
  const { userId } = caller.actor;
  const snapshot = await trail.read({ ids: [userId], events: 1 });
  const before = snapshot.documentOf(users, userId);
  const kept = before.body.Password;
  if (!isKeptSecret(kept)) throw invalid("You have no password: ask an administrator to set one.");
  const isCurrent = await sealer.verifies(kept.Kept, sent.CurrentPassword, passwordBinding(userId));
  if (!isCurrent) throw invalid("The current password is not correct.");
  const changed = { ...before.body, Password: sent.NewPassword };
  const now = clock().toISOString();
  const body = users.complete(changed, { id: userId, now, before: before.body });
  await trail.commit(caller.act(), snapshot, [modification(users, before, body)]);
  const after = await trail.documentOf(users, userId);
  if (after === undefined) throw notFound(userId);
  return after;
}
