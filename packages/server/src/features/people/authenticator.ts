import { Caller, Refusal } from "@indelible/kernel";
import type { Actor, Database, StoredDocument } from "@indelible/trail";
import { digestOfKey } from "./api-key.ts";
import { type Access, loadAccess, loadAccessByKey } from "./permission-sources.ts";
import { csrfOf, type Sessions } from "./sessions.ts";
import { sql } from "./sql.ts";

/** What a request brings to say who makes it. */
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

/** What a good credential says. */
interface Identity {
  readonly access: Access;
  readonly establishedWith: string;
}

const TOUCH = sql.statement("touch-api-key");
/** Uses of a key closer together than this are one. */
const TOUCH_MILLISECONDS = 60_000;
const USER_AGENT_LENGTH_MAX = 500;
const BAD_KEY = "The API key is not valid, has expired, or belongs to a user who is gone.";

/** Finds out who makes a request: by API key, or by session cookie. */
export class Authenticator {
  readonly #database: Database;
  readonly #sessions: Sessions;
  readonly #clock: () => Date;
  /** When this server last wrote down a use, in milliseconds, by the key's id. */
  readonly #uses = new Map<string, number>();

  constructor(database: Database, sessions: Sessions, clock: () => Date) {
    this.#database = database;
    this.#sessions = sessions;
    this.#clock = clock;
  }

  /** The caller, or undefined when the request brings no credential; fails with 401 for a bad one. */
  async identify(credentials: Credentials): Promise<Caller | undefined> {
    const identity = await this.#identityOf(credentials);
    if (identity === undefined) return undefined;
    const { user, apiKey, permissions } = identity.access;
    if (user === undefined) return userIsGone(identity);
    if (user.body.IsActive !== true) throw unauthorised("This user has been disabled.");
    const level = apiKey?.body.AccessLevel ?? "FullAccess";
    if (credentials.writes && level !== "FullAccess") {
      throw new Refusal("forbidden", "This API key may only read.");
    }
    return new Caller(actorOf(user, identity, credentials), credentials.correlationId, permissions);
  }

  #identityOf(credentials: Credentials): Promise<Identity | undefined> {
    if (credentials.apiKey !== undefined) return this.#byApiKey(credentials.apiKey);
    return this.#bySession(credentials);
  }

  async #byApiKey(key: string): Promise<Identity> {
    const access = await loadAccessByKey(this.#database, digestOfKey(key));
    const { apiKey } = access;
    const now = this.#clock();
    if (apiKey === undefined || hasExpired(apiKey, now)) throw unauthorised(BAD_KEY);
    await this.#touch(apiKey.id, now);
    const created = new Date(String(apiKey.body.Created)).toUTCString();
    const establishedWith = `API key '${apiKey.body.Purpose}' created ${created}`;
    return { access, establishedWith };
  }

  async #touch(keyId: string, now: Date): Promise<void> {
    const worthWriting = now.getTime() - TOUCH_MILLISECONDS;
    if ((this.#uses.get(keyId) ?? 0) >= worthWriting) return;
    await this.#database.query(TOUCH, [keyId, now, new Date(worthWriting)]);
    this.#uses.set(keyId, now.getTime());
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

/** A browser signs in again; whoever sends a key is told that it is of no use. */
function userIsGone({ access }: Identity): undefined {
  if (access.apiKey !== undefined) throw unauthorised(BAD_KEY);
}

/** 401, with a sentence. */
export function unauthorised(message: string): Refusal {
  return new Refusal("unauthenticated", message);
}

function hasExpired(apiKey: StoredDocument, now: Date): boolean {
  const { Expires } = apiKey.body;
  return typeof Expires === "string" && Date.parse(Expires) <= now.getTime();
}

function actorOf(user: StoredDocument, identity: Identity, credentials: Credentials): Actor {
  const { establishedWith, access } = identity;
  const { apiKey } = access;
  return {
    userId: user.id,
    username: String(user.body.Username),
    isService: user.body.IsService === true,
    identityEstablishedWith: establishedWith,
    userAgent: wellFormed(credentials.userAgent).slice(0, USER_AGENT_LENGTH_MAX),
    ipAddress: credentials.ipAddress,
    apiKeyId: apiKey?.id ?? null,
    apiKeyHint: apiKey === undefined ? null : String(apiKey.body.Hint),
  };
}

/** A header may hold any byte; what is recorded must be storable text. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cc}|\p{Surrogate}/gu, "\ufffd");
}
