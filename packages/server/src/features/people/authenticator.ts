import { type ApiKey, type User, withoutSensitiveReads } from "@indelible/domain";
import { Caller, Refusal } from "@indelible/kernel";
import {
  type Actor,
  type Database,
  isUnavailable,
  type RowMacs,
  type StoredDocument,
} from "@indelible/trail";
import { digestsOfKey, isGenuineKey } from "./api-key.ts";
import { type Access, loadAccess, loadAccessByKey } from "./permission-sources.ts";
import { csrfOf, type Sessions } from "./sessions.ts";
import { sql } from "./sql.ts";

/** The credentials of a request, and what its events show of it. */
export interface Credentials {
  readonly apiKey: string | undefined;
  readonly sessionToken: string | undefined;
  readonly csrfToken: string | undefined;
  /** Whether the request may change something. */
  readonly writes: boolean;
  readonly userAgent: string;
  readonly ipAddress: string | null;
  readonly correlationId: string;
}

/** The user of a valid credential. */
interface Identity {
  readonly access: Access;
  readonly establishedWith: string;
}

const TOUCH = sql.statement("touch-api-key");
/** Uses of a key within this time are recorded as one. */
const TOUCH_MILLISECONDS = 60_000;
const USER_AGENT_LENGTH_MAX = 500;
const BAD_KEY = "The API key is not valid, has expired, or belongs to a deleted user.";

/** Dependencies of an authenticator. */
export interface AuthenticatorOptions {
  readonly database: Database;
  readonly sessions: Sessions;
  readonly sealer: RowMacs;
  readonly clock: () => Date;
}

/** Determines the caller of a request: by API key, or by session cookie. */
export class Authenticator {
  readonly #database: Database;
  readonly #sessions: Sessions;
  readonly #macs: RowMacs;
  readonly #clock: () => Date;
  /** When this server last recorded a use, in milliseconds since 1970, by the id of the key. */
  readonly #uses = new Map<string, number>();

  constructor({ database, sessions, sealer, clock }: AuthenticatorOptions) {
    this.#database = database;
    this.#macs = sealer;
    this.#sessions = sessions;
    this.#clock = clock;
  }

  /**
   * The caller, or undefined when the request has no credential or its session has ended. Fails with
   * 401 for an invalid API key and for a disabled user, 403 for a write with a read-only key, 400 for
   * a write with a session but without its CSRF token.
   */
  async identify(credentials: Credentials): Promise<Caller | undefined> {
    const identity = await this.#identityOf(credentials);
    if (identity === undefined) return undefined;
    const { user, apiKey, permissions } = identity.access;
    if (user === undefined) return refuseDeletedUser(identity);
    if (!user.body.IsActive) throw unauthorised("This user has been disabled.");
    const level = apiKey?.body.AccessLevel ?? "FullAccess";
    if (credentials.writes && level !== "FullAccess") {
      throw new Refusal("forbidden", "This API key may only read.");
    }
    const allowed = level === "FullAccess" ? permissions : withoutSensitiveReads(permissions);
    return new Caller(actorOf(user, identity, credentials), credentials.correlationId, allowed);
  }

  #identityOf(credentials: Credentials): Promise<Identity | undefined> {
    if (credentials.apiKey !== undefined) return this.#byApiKey(credentials.apiKey);
    return this.#bySession(credentials);
  }

  async #byApiKey(key: string): Promise<Identity> {
    const digests = digestsOfKey(this.#macs, key);
    const access = await loadAccessByKey(this.#database, digests);
    const { apiKey } = access;
    const now = this.#clock();
    const isGenuine = apiKey !== undefined && isGenuineKey(this.#macs, apiKey, digests);
    if (!isGenuine || hasExpired(apiKey, now)) throw unauthorised(BAD_KEY);
    await this.#recordUse(apiKey.id, now);
    const created = new Date(apiKey.body.Created).toUTCString();
    const establishedWith = `API key '${apiKey.body.Purpose}' created ${created}`;
    return { access, establishedWith };
  }

  /** A database that can only be read must not prevent reads. */
  async #recordUse(keyId: string, now: Date): Promise<void> {
    const recordedBefore = now.getTime() - TOUCH_MILLISECONDS;
    if ((this.#uses.get(keyId) ?? 0) >= recordedBefore) return;
    try {
      await this.#database.query(TOUCH, [keyId, now, new Date(recordedBefore)]);
      this.#uses.set(keyId, now.getTime());
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    }
  }

  async #bySession(credentials: Credentials): Promise<Identity | undefined> {
    const { sessionToken, csrfToken, writes } = credentials;
    if (sessionToken === undefined) return undefined;
    const userId = await this.#sessions.userOf(sessionToken);
    if (userId === undefined) return undefined;
    if (writes && csrfToken !== csrfOf(sessionToken)) {
      throw new Refusal(
        "invalid",
        "A write with a session cookie must send the value of the Octopus-Csrf-Token cookie in the X-Octopus-Csrf-Token header.",
      );
    }
    const access = await loadAccess(this.#database, userId);
    return { access, establishedWith: "Session cookie" };
  }
}

/** 401 for the key of a deleted user. A session of one counts as none: the browser signs in again. */
function refuseDeletedUser({ access }: Identity): undefined {
  if (access.apiKey !== undefined) throw unauthorised(BAD_KEY);
}

/** A refusal with 401 and an error message. */
export function unauthorised(message: string): Refusal {
  return new Refusal("unauthenticated", message);
}

function hasExpired({ body }: StoredDocument<ApiKey>, now: Date): boolean {
  return body.Expires !== null && Date.parse(body.Expires) <= now.getTime();
}

function actorOf(user: StoredDocument<User>, identity: Identity, credentials: Credentials): Actor {
  const { establishedWith, access } = identity;
  const { apiKey } = access;
  return {
    userId: user.id,
    username: user.body.Username,
    isService: user.body.IsService,
    identityEstablishedWith: establishedWith,
    userAgent: wellFormed(credentials.userAgent).slice(0, USER_AGENT_LENGTH_MAX),
    ipAddress: credentials.ipAddress,
    apiKeyId: apiKey?.id ?? null,
    apiKeyHint: apiKey?.body.Hint ?? null,
  };
}

/** A header may contain any byte; an event must be storable text. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cc}|\p{Surrogate}/gu, "\ufffd");
}
