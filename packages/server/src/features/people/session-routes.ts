import { sessionGenerationOf, type User, users } from "@indelible/domain";
import {
  type Answer,
  type Caller,
  collectionOf,
  notFound,
  type Route,
  type RouteRequest,
  readPage,
  retryOnConflict,
} from "@indelible/kernel";
import {
  type Database,
  modification,
  note,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import { addressedUser, changeableUser } from "./addressed-user.ts";
import { cookieNames } from "./session-cookies.ts";
import { endedSession, type ListedSession, type Sessions, sessionIdOf } from "./sessions.ts";

/** Dependencies of the routes of sessions. */
export interface SessionRoutesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly sessions: Sessions;
  readonly installationId: string;
}

const PATH = "/users/:id/sessions";

/** The routes of a user's sessions: for that user, and for callers with UserEdit of no lower rank. */
export function sessionRoutes(options: SessionRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: PATH,
      access: "signed-in",
      summary: "Lists the sessions of a user, the newest first",
      query: ["skip", "take"],
      handle: (request, caller) => listSessions(options, request, caller),
    },
    {
      method: "DELETE",
      path: PATH,
      access: "signed-in",
      mutates: true,
      summary: "Ends all sessions of a user",
      handle: (request, caller) => endAll(options, request, caller),
    },
    {
      method: "DELETE",
      path: `${PATH}/:sessionId`,
      access: "signed-in",
      mutates: true,
      summary: "Ends a session of a user",
      handle: (request, caller) => endOne(options, request, caller),
    },
  ];
}

async function listSessions(
  options: SessionRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const user = await addressedUser(options.trail, caller, request.params.id ?? "", "UserEdit");
  const all = await sessionsOf(options, user);
  const token = request.cookies[cookieNames(options.installationId).session];
  const current = token === undefined ? undefined : sessionIdOf(token);
  const page = readPage(request.query);
  const items = all
    .slice(page.skip, page.skip + page.take)
    .map((session) => presentSession(user.id, session, session.id === current));
  const address = { path: request.path, parameters: [], template: ["skip", "take"] };
  return { body: collectionOf("Session", items, all.length, page, address) };
}

function sessionsOf({ sessions }: SessionRoutesOptions, { id, body }: StoredDocument<User>) {
  return sessions.list(id, sessionGenerationOf(body));
}

function presentSession(userId: string, session: ListedSession, IsCurrent: boolean) {
  return {
    Id: session.id,
    UserId: userId,
    Created: session.created.toISOString(),
    Expires: session.expires.toISOString(),
    UserAgent: session.userAgent,
    IpAddress: session.ipAddress,
    IsCurrent,
    Links: { Self: `/api/users/${userId}/sessions/${session.id}` },
  };
}

function endAll(
  options: SessionRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  return retryOnConflict(async () => {
    const user = await changeableUser(options, caller, request.params.id ?? "");
    const snapshot = await options.trail.read({ ids: [user.id], events: 1 });
    const before = snapshot.documentOf(users, user.id);
    const SessionGeneration = sessionGenerationOf(before.body) + 1;
    const body = { ...before.body, SessionGeneration };
    await options.trail.commit(caller.act(), snapshot, [modification(users, before, body)]);
    return { body: {} };
  });
}

async function endOne(
  options: SessionRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const { id = "", sessionId = "" } = request.params;
  const user = await changeableUser(options, caller, id);
  const found = (await sessionsOf(options, user)).find((session) => session.id === sessionId);
  if (found === undefined) throw notFound(sessionId);
  const { created, ipAddress } = found;
  const from = ipAddress === null ? "" : ` from ${ipAddress}`;
  const verb = `was signed out of the session that started at ${created.toISOString()}${from}`;
  const snapshot = await options.trail.read({ ids: [user.id], events: 1 });
  const ended = note(users, snapshot.documentOf(users, user.id), {
    category: "SessionEnded",
    verb,
  });
  const attached = [endedSession(user.id, sessionId)];
  await options.trail.commit(caller.act(), snapshot, [ended], attached);
  return { body: {} };
}
