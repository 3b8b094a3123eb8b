import {
  type Attachment,
  type Database,
  type Json,
  type RowMacs,
  sha256Hex,
} from "@indelible/trail";
import { sql } from "./sql.ts";

/**
 * The session of a browser: `token` is sent in a cookie that scripts cannot read, `csrf` in one that
 * they can.
 */
export interface Session {
  readonly token: string;
  readonly csrf: string;
  readonly expires: Date;
}

/** How long a session lasts: 12 hours, or with "remember me" 30 days. */
const SESSION_MILLISECONDS = { short: 12 * 3_600_000, long: 30 * 24 * 3_600_000 } as const;
const TOKEN_BYTES = 32;

const CREATE = sql.statement("create-session");
const FIND = sql.statement("find-session");
const LIST = sql.statement("list-sessions");
const END = sql.statement("end-session");
const SWEEP = sql.statement("sweep-sessions");
const ENDED = sql.commitPart("ended_sessions");

/** Characters of a browser's name that are stored. */
const USER_AGENT_LENGTH_MAX = 500;

/** Dependencies of sessions. */
export interface SessionsOptions {
  readonly database: Database;
  readonly sealer: RowMacs;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}

/** Where a session was started, and the generation of its user's sessions then (`users.ts`). */
export interface SessionStart {
  readonly generation: number;
  readonly userAgent: string;
  readonly ipAddress: string | null;
}

/** A session as lists show it. */
export interface ListedSession extends SessionStart {
  /** Identifies the session without giving access. */
  readonly id: string;
  readonly created: Date;
  readonly expires: Date;
}

interface SessionRow {
  readonly token_digest: string;
  readonly user_id: string;
  readonly created: Date;
  readonly expires: Date;
  readonly generation: number;
  readonly user_agent: string;
  readonly ip_address: string | null;
}

type StoredSession = SessionRow & { readonly mac: string };

const SOMEWHERE: SessionStart = { generation: 0, userAgent: "", ipAddress: null };

/** Browser sessions, stored in the database so that every server knows them. */
export class Sessions {
  readonly #database: Database;
  readonly #macs: RowMacs;
  readonly #clock: () => Date;
  readonly #random: (bytes: number) => Uint8Array;

  constructor({ database, sealer, clock, random }: SessionsOptions) {
    this.#database = database;
    this.#macs = sealer;
    this.#clock = clock;
    this.#random = random;
  }

  /** Starts a session; only the digest of its token is stored. */
  async start(userId: string, remember: boolean, from = SOMEWHERE): Promise<Session> {
    const token = Buffer.from(this.#random(TOKEN_BYTES)).toString("base64url");
    const created = this.#clock();
    const length = SESSION_MILLISECONDS[remember ? "long" : "short"];
    const expires = new Date(created.getTime() + length);
    const row: SessionRow = {
      token_digest: sha256Hex(token),
      user_id: userId,
      created,
      expires,
      generation: from.generation,
      user_agent: from.userAgent.slice(0, USER_AGENT_LENGTH_MAX),
      ip_address: from.ipAddress,
    };
    const values = [row.token_digest, userId, created, expires, row.generation];
    const mac = this.#macs.mac("session-row", boundFields(row));
    await this.#database.query(CREATE, [...values, row.user_agent, row.ip_address, mac]);
    return { token, csrf: csrfOf(token), expires };
  }

  /**
   * The id of the user of a session; undefined when it has ended, does not exist, or was made or
   * changed by SQL.
   */
  async userOf(token: string): Promise<string | undefined> {
    const token_digest = sha256Hex(token);
    const [row] = await this.#database.query<StoredSession>(FIND, [token_digest, this.#clock()]);
    return row !== undefined && this.#isGenuine({ ...row, token_digest }) ? row.user_id : undefined;
  }

  /** The sessions of a generation of a user that have not ended, the newest first. */
  async list(userId: string, generation: number): Promise<ListedSession[]> {
    const values = [userId, generation, this.#clock()];
    const rows = await this.#database.query<StoredSession>(LIST, values);
    return rows.filter((row) => this.#isGenuine(row)).map(listed);
  }

  #isGenuine(row: StoredSession): boolean {
    return this.#macs.hasMac("session-row", boundFields(row), row.mac);
  }

  /** Ends a session, and deletes those that have expired. */
  async end(token: string): Promise<void> {
    await this.#database.query(END, [sha256Hex(token), this.#clock()]);
  }

  /** Deletes the sessions that are not valid any more; returns how many. */
  async sweep(): Promise<number> {
    return (await this.#database.query(SWEEP, [this.#clock()])).length;
  }
}

/** The end of a session of a user, as a row of a commit, which is stale if the session has ended. */
export function endedSession(userId: string, sessionId: string): Attachment {
  return { part: ENDED, rows: [{ token_digest: sessionId, user_id: userId }] };
}

/** The id of the session with a token. */
export function sessionIdOf(token: string): string {
  return sha256Hex(token);
}

function listed(row: SessionRow): ListedSession {
  const { token_digest: id, created, expires, generation } = row;
  return {
    id,
    created,
    expires,
    generation,
    userAgent: row.user_agent,
    ipAddress: row.ip_address,
  };
}

function boundFields(row: SessionRow): Json {
  const { token_digest, user_id, created, expires, generation, user_agent, ip_address } = row;
  const times = [created.toISOString(), expires.toISOString()];
  return [token_digest, user_id, ...times, generation, user_agent, ip_address];
}

/** The token that a page must send with every write; it is derived from that of the session. */
export function csrfOf(token: string): string {
  return sha256Hex(`csrf:${token}`);
}
