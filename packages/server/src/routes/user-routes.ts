import { apiKeys, userPermissionSet, users } from "@indelible/domain";
import {
  type Database,
  isKeptSecret,
  type Sealer,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import type { Definitions } from "../definitions.ts";
import type { DocumentService } from "../documents/document-service.ts";
import { presentDocument } from "../documents/present.ts";
import { badRequest, notFound } from "../http/http-problem.ts";
import { collectionOf, readPage, TAKE_MAX } from "../http/page.ts";
import { readFields, withDefaults } from "../http/read-fields.ts";
import type { Answer, AnswerCookie, Route, RouteRequest } from "../http/route.ts";
import {
  digestOfKey,
  hintOfKey,
  KEY_LIFETIME_MILLISECONDS,
  newApiKey,
} from "../identity/api-key.ts";
import { unauthorised } from "../identity/authenticator.ts";
import type { Caller } from "../identity/caller.ts";
import { loadAccess } from "../identity/permission-sources.ts";
import type { Sessions } from "../identity/sessions.ts";
import { sqlFile } from "../sql-file.ts";

/** What the routes of users stand on. */
export interface UserRoutesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly definitions: Definitions;
  readonly service: DocumentService;
  readonly sessions: Sessions;
  readonly sealer: Sealer;
  readonly installationId: string;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}

/** Attempts to sign in from one address within a minute. */
const LOGINS_PER_MINUTE_MAX = 10;
const USES = sqlFile("api-key-uses");

/** Routes of users beyond the standard ones: signing in, oneself, permissions, API keys. */
export function userRoutes(options: UserRoutesOptions): Route[] {
  return [...signInRoutes(options), ...selfRoutes(options), ...apiKeyRoutes(options)];
}

/** Names of the cookies, which carry the installation's id so that two servers on one host differ. */
export function cookieNames(installationId: string) {
  return {
    session: `OctopusIdentificationToken_${installationId}`,
    csrf: `Octopus-Csrf-Token_${installationId}`,
  };
}

function signInRoutes(options: UserRoutesOptions): Route[] {
  const names = cookieNames(options.installationId);
  return [
    {
      method: "POST",
      path: "/users/login",
      access: "public",
      reason: "Nobody has a session before signing in",
      summary: "Signs in with a name and a password",
      perMinuteMax: LOGINS_PER_MINUTE_MAX,
      handle: (request) => signIn(options, request),
    },
    {
      method: "POST",
      path: "/users/logout",
      access: "public",
      reason: "Signing out must work with a session that has ended",
      summary: "Signs out",
      handle: async ({ cookies }) => {
        const token = cookies[names.session];
        if (token !== undefined) await options.sessions.end(token);
        const gone: AnswerCookie[] = [
          { name: names.session, readableByScripts: false },
          { name: names.csrf, readableByScripts: true },
        ];
        return { cookies: gone, body: {} };
      },
    },
  ];
}

async function signIn(options: UserRoutesOptions, request: RouteRequest): Promise<Answer> {
  const { Username, Password, RememberMe } = readCredentials(request.body);
  const user = await options.trail.findByUniqueValue(users, null, { Username });
  const kept = user?.body.Password;
  const verifier = isKeptSecret(kept) ? kept.Kept : await unknownVerifier(options);
  const matches = await options.sealer.verifies(verifier, Password);
  if (
    !matches ||
    user === undefined ||
    user.body.IsActive !== true ||
    user.body.IsService === true
  ) {
    throw unauthorised("Invalid username or password.");
  }
  const { token, csrf, expires } = await options.sessions.start(user.id, RememberMe);
  const names = cookieNames(options.installationId);
  const lasting = RememberMe ? { expires } : {};
  return {
    cookies: [
      { name: names.session, value: token, readableByScripts: false, ...lasting },
      { name: names.csrf, value: csrf, readableByScripts: true, ...lasting },
    ],
    body: presentUser(options, user, user.id),
  };
}

let standIn: Promise<string> | undefined;

/** Checked for names that do not exist, so that they take as long to refuse as those that do. */
function unknownVerifier({ sealer }: UserRoutesOptions): Promise<string> {
  standIn ??= sealer.verifier("");
  return standIn;
}

function readCredentials(body: unknown) {
  const sent = Object.fromEntries(
    Object.entries((body ?? {}) as object).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const { username, password, rememberme } = sent as Record<string, unknown>;
  if (typeof username !== "string" || typeof password !== "string") {
    throw badRequest("Username and Password are required.");
  }
  return { Username: username, Password: password, RememberMe: rememberme === true };
}

function presentUser(options: UserRoutesOptions, user: StoredDocument, callerId: string) {
  return {
    ...presentDocument(options.definitions, user),
    IsRequestor: user.id === callerId,
    CanPasswordBeEdited: true,
  };
}

function selfRoutes(options: UserRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/users/me",
      access: "signed-in",
      summary: "Gets the user who asks",
      handle: async (_, { actor }) => {
        const [user] = await options.trail.documents([actor.userId]);
        if (user === undefined) throw notFound("me");
        return { body: presentUser(options, user, actor.userId) };
      },
    },
    {
      method: "GET",
      path: "/users/:id/permissions",
      access: "signed-in",
      summary: "Gets what a user may do",
      handle: async (request, caller) => {
        const user = await userOf(options, request, caller, false);
        const { permissions, teams } = await loadAccess(options.database, user.id);
        return { body: userPermissionSet(permissions, teams) };
      },
    },
    {
      method: "GET",
      path: "/users/:id/teams",
      access: "signed-in",
      summary: "Lists the teams of a user",
      handle: async (request, caller) => {
        const user = await userOf(options, request, caller, false);
        return { body: (await loadAccess(options.database, user.id)).teams };
      },
    },
  ];
}

function apiKeyRoutes(options: UserRoutesOptions): Route[] {
  const path = "/users/:id/apikeys";
  return [
    {
      method: "GET",
      path,
      access: "signed-in",
      summary: "Lists the API keys of a user; the keys themselves are never shown again",
      handle: async (request, caller) => {
        const user = await userOf(options, request, caller, false);
        const keys = await keysOf(options, user.id);
        const page = readPage(request.query);
        const items = keys.slice(page.skip, page.skip + page.take);
        const address = { path: request.path, parameters: [], template: ["skip", "take"] };
        return { body: collectionOf("ApiKey", items, keys.length, page, address) };
      },
    },
    {
      method: "POST",
      path,
      access: "signed-in",
      mutates: true,
      summary: "Makes an API key; the answer is the only one that shows it",
      body: apiKeys.schema,
      handle: async (request, caller) => {
        const user = await userOf(options, request, caller, true);
        return { status: 201, body: await makeKey(options, caller, user, request.body) };
      },
    },
    {
      method: "GET",
      path: `${path}/:keyId`,
      access: "signed-in",
      summary: "Gets one API key, but for the key itself",
      handle: async (request, caller) => {
        const user = await userOf(options, request, caller, false);
        const keys = await keysOf(options, user.id);
        const key = keys.find(({ Id }) => Id === request.params.keyId);
        if (key === undefined) throw notFound(request.params.keyId ?? "");
        return { body: key };
      },
    },
    {
      method: "DELETE",
      path: `${path}/:keyId`,
      access: "signed-in",
      mutates: true,
      summary: "Revokes an API key",
      handle: async (request, caller) => {
        const user = await userOf(options, request, caller, true);
        await revokeKey(options, caller, user, request.params.keyId ?? "");
        return { body: {} };
      },
    },
  ];
}

/** The user of the address: oneself, or another if the caller may see or edit users. */
async function userOf(
  options: UserRoutesOptions,
  request: RouteRequest,
  caller: Caller,
  writes: boolean,
): Promise<StoredDocument> {
  const reference = request.params.id ?? "";
  const { actor } = caller;
  const isSelf = reference === actor.userId || reference.toLowerCase() === "me";
  if (!isSelf) caller.require(writes ? "UserEdit" : "UserView", { spaceId: null });
  const [user] = await options.trail.documents([isSelf ? actor.userId : reference]);
  if (user === undefined || user.type !== users.prefix) throw notFound(reference);
  return user;
}

async function keysOf(options: UserRoutesOptions, userId: string) {
  const { documents } = await options.trail.list({
    type: apiKeys,
    containing: [[{ UserId: userId }]],
    skip: 0,
    take: TAKE_MAX,
  });
  const rows = await options.database.query<{ api_key_id: string; last_used: Date }>(USES, [
    documents.map(({ id }) => id),
  ]);
  const lastUsed = new Map(rows.map((row) => [row.api_key_id, row.last_used.toISOString()]));
  return documents.map((document) => ({
    ...presentDocument(options.definitions, document),
    Id: document.id,
    ApiKey: { HasValue: true, Hint: document.body.Hint, NewValue: null },
    LastUsedTimeStamp: lastUsed.get(document.id) ?? null,
    Links: { Self: `/api/users/${userId}/apikeys/${document.id}` },
  }));
}

async function makeKey(
  options: UserRoutesOptions,
  caller: Caller,
  user: StoredDocument,
  sent: unknown,
) {
  const now = options.clock();
  const fields = readFields(apiKeys.schema, sent ?? {});
  const expires =
    fields.Expires ?? new Date(now.getTime() + KEY_LIFETIME_MILLISECONDS).toISOString();
  if (Date.parse(String(expires)) <= now.getTime())
    throw badRequest("Expires must be in the future.");
  const key = newApiKey(options.random);
  const body = {
    ...withDefaults(apiKeys.schema, fields),
    UserId: user.id,
    Created: now.toISOString(),
    Expires: expires,
    Hint: hintOfKey(key),
    KeyDigest: digestOfKey(key),
  };
  const snapshot = await options.trail.read({
    ids: [user.id],
    newIds: { [apiKeys.prefix]: 1 },
    events: 1,
  });
  const id = snapshot.takeId(apiKeys.prefix);
  const { documents } = await options.trail.commit(caller.act(), snapshot, [
    { kind: "create", type: apiKeys, id, spaceId: null, body },
  ]);
  const shown = documents.map((document) => presentDocument(options.definitions, document));
  return { ...shown[0], ApiKey: key, Links: { Self: `/api/users/${user.id}/apikeys/${id}` } };
}

async function revokeKey(
  options: UserRoutesOptions,
  caller: Caller,
  user: StoredDocument,
  keyId: string,
): Promise<void> {
  const snapshot = await options.trail.read({ ids: [keyId], mentions: [user.id], events: 1 });
  const before = snapshot.documents.get(keyId);
  if (before?.type !== apiKeys.prefix || before.body.UserId !== user.id) throw notFound(keyId);
  await options.trail.commit(caller.act(), snapshot, [{ kind: "delete", type: apiKeys, before }]);
}
