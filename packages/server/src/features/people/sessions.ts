import { type Database, type Json, type RowMacs, sha256Hex } from "@indelible/trail";
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
const END = sql.statement("end-session");

/** Dependencies of sessions. */
export interface SessionsOptions {
  readonly database: Database;
  readonly sealer: RowMacs;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}

interface SessionRow {
  readonly user_id: string;
  readonly created: Date;
  readonly expires: Date;
}

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
  async start(userId: string, remember: boolean): Promise<Session> {
    const token = Buffer.from(this.#random(TOKEN_BYTES)).toString("base64url");
    const now = this.#clock();
    const length = SESSION_MILLISECONDS[remember ? "long" : "short"];
    const expires = new Date(now.getTime() + length);
    const digest = sha256Hex(token);
    const fields = boundFields(digest, { user_id: userId, created: now, expires });
    const mac = this.#macs.mac("session-row", fields);
    await this.#database.query(CREATE, [digest, userId, now, expires, mac]);
    return { token, csrf: csrfOf(token), expires };
  }

  /**
   * The id of the user of a session; undefined when it has ended, does not exist, or was made or
   * changed by SQL.
   */
  async userOf(token: string): Promise<string | undefined> {
    const digest = sha256Hex(token);
    const values = [digest, this.#clock()];
    const [row] = await this.#database.query<SessionRow & { mac: string }>(FIND, values);
    if (row === undefined) return undefined;
    const isBound = this.#macs.hasMac("session-row", boundFields(digest, row), row.mac);
    return isBound ? row.user_id : undefined;
  }

  /** Ends a session, and deletes those that have expired. */
  async end(token: string): Promise<void> {
    await this.#database.query(END, [sha256Hex(token), this.#clock()]);
  }
}

function boundFields(digest: string, { user_id, created, expires }: SessionRow): Json {
  return [digest, user_id, created.toISOString(), expires.toISOString()];
}

/** The token that a page must send with every write; it is derived from that of the session. */
export function csrfOf(token: string): string {
  return sha256Hex(`csrf:${token}`);
}
