import { type ApiKey, apiKeys, type User } from "@indelible/domain";
import type { Answer, Caller, Definitions, Route, RouteRequest } from "@indelible/kernel";
import {
  collectionOf,
  completeBody,
  invalid,
  notFound,
  readDocument,
  readPage,
  TAKE_MAX,
} from "@indelible/kernel";
import {
  creation,
  type Database,
  deletion,
  isOfType,
  type RowMacs,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import { checkNames } from "../../documents/check-names.ts";
import { presentDocument } from "../../documents/present.ts";
import { addressedUser, changeableUser } from "./addressed-user.ts";
import {
  apiKeyMac,
  digestOfKey,
  hintOfKey,
  latestExpiry,
  newApiKey,
  usualExpiry,
} from "./api-key.ts";
import { loadAccess } from "./permission-sources.ts";
import { sql } from "./sql.ts";

/** Dependencies of the routes of API keys. */
export interface ApiKeyRoutesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly definitions: Definitions;
  readonly sealer: RowMacs;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  /** Maximum days for which a new key is valid; undefined: as long as its creator sets. */
  readonly apiKeyDaysMax?: number | undefined;
}

type HandleUser = (
  user: StoredDocument<User>,
  request: RouteRequest,
  caller: Caller,
) => Promise<Answer> | Answer;

const USES = sql.statement("api-key-uses");
const PATH = "/users/:id/apikeys";

/**
 * The routes of a user's API keys: for that user, and for callers with UserEdit. API reference,
 * section 6.
 */
export function apiKeyRoutes(options: ApiKeyRoutesOptions): Route[] {
  const withUser = (handle: HandleUser) => async (request: RouteRequest, caller: Caller) => {
    const { id = "" } = request.params;
    return handle(await addressedUser(options.trail, caller, id, "UserEdit"), request, caller);
  };
  return [
    {
      method: "GET",
      path: PATH,
      access: "signed-in",
      summary: "Lists the API keys of a user, without the keys themselves",
      query: ["skip", "take"],
      handle: withUser((user, request) => listKeys(options, user, request)),
    },
    {
      method: "POST",
      path: PATH,
      access: "signed-in",
      mutates: true,
      summary: "Creates an API key; only this response shows the key",
      body: apiKeys.schema,
      handle: withUser((user, { body }, caller) => createKey(options, user, body, caller)),
    },
    {
      method: "GET",
      path: `${PATH}/:keyId`,
      access: "signed-in",
      summary: "Gets one API key, without the key itself",
      handle: withUser(async (user, { params }) => {
        const key = (await keysOf(options, user.id)).find(({ Id }) => Id === params.keyId);
        if (key === undefined) throw notFound(params.keyId ?? "");
        return { body: key };
      }),
    },
    {
      method: "DELETE",
      path: `${PATH}/:keyId`,
      access: "signed-in",
      mutates: true,
      summary: "Revokes an API key",
      handle: async ({ params: { id = "", keyId = "" } }, caller) => {
        return revokeKey(options, await changeableUser(options, caller, id), keyId, caller);
      },
    },
  ];
}

async function listKeys(
  options: ApiKeyRoutesOptions,
  user: StoredDocument<User>,
  request: RouteRequest,
): Promise<Answer> {
  const keys = await keysOf(options, user.id);
  const page = readPage(request.query);
  const items = keys.slice(page.skip, page.skip + page.take);
  const address = { path: request.path, parameters: [], template: ["skip", "take"] };
  return { body: collectionOf("ApiKey", items, keys.length, page, address) };
}

async function keysOf(options: ApiKeyRoutesOptions, userId: string) {
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

/** A caller who creates a key for another user could act as that user, and must hold all they hold. */
async function createKey(
  options: ApiKeyRoutesOptions,
  user: StoredDocument<User>,
  sent: unknown,
  caller: Caller,
): Promise<Answer> {
  if (user.id !== caller.actor.userId) {
    caller.requireToGive((await loadAccess(options.database, user.id)).permissions);
  }
  const key = newApiKey(options.random);
  const body = keyBody(options, user.id, key, sent ?? {});
  const snapshot = await options.trail.read({
    ids: [user.id],
    newIds: { [apiKeys.prefix]: 1 },
    events: 1,
  });
  const id = snapshot.takeId(apiKeys.prefix);
  const KeyMac = apiKeyMac(options.sealer, id, body);
  const { documents } = await options.trail.commit(caller.act(), snapshot, [
    creation(apiKeys, { id, spaceId: null, body: { ...body, KeyMac } }),
  ]);
  const [shown] = documents.map((document) => presentDocument(options.definitions, document));
  const links = { Self: `/api/users/${user.id}/apikeys/${id}` };
  return { status: 201, body: { ...shown, ApiKey: key, Links: links } };
}

function keyBody(options: ApiKeyRoutesOptions, userId: string, key: string, sent: unknown): ApiKey {
  const now = options.clock();
  const fields = readDocument(apiKeys, sent);
  const expires = fields.Expires ?? usualExpiry(now, options.apiKeyDaysMax).toISOString();
  checkExpiry(options, now, Date.parse(expires));
  const body = completeBody(apiKeys, fields);
  checkNames(apiKeys, body, undefined);
  return {
    ...body,
    UserId: userId,
    Created: now.toISOString(),
    Expires: expires,
    Hint: hintOfKey(key),
    KeyDigest: digestOfKey(options.sealer, key),
  };
}

function checkExpiry({ apiKeyDaysMax }: ApiKeyRoutesOptions, now: Date, expires: number): void {
  if (expires <= now.getTime()) throw invalid("Expires must be in the future.");
  const latest = latestExpiry(now, apiKeyDaysMax);
  if (latest === undefined || expires <= latest.getTime()) return;
  throw invalid(`Expires must be at most ${apiKeyDaysMax} days from now, on this server.`);
}

async function revokeKey(
  options: ApiKeyRoutesOptions,
  user: StoredDocument<User>,
  keyId: string,
  caller: Caller,
): Promise<Answer> {
  const snapshot = await options.trail.read({ ids: [keyId], mentions: [user.id], events: 1 });
  const before = snapshot.documents.get(keyId);
  if (before === undefined || !isOfType(apiKeys, before) || before.body.UserId !== user.id) {
    throw notFound(keyId);
  }
  await options.trail.commit(caller.act(), snapshot, [deletion(apiKeys, before)]);
  return { body: {} };
}
