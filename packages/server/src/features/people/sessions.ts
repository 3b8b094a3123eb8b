import { type Database, sha256Hex } from "@indelible/trail";
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

/** Browser sessions, stored in the database so that every server knows them. */
export class Sessions {
  readonly #database: Database;
  readonly #clock: () => Date;
  readonly #random: (bytes: number) => Uint8Array;

  constructor(database: Database, clock: () => Date, random: (bytes: number) => Uint8Array) {
    this.#database = database;
    this.#clock = clock;
    this.#random = random;
  }

  /** Starts a session; only its digest is stored. */
  async start(userId: string, remember: boolean): Promise<Session> {
    const token = Buffer.from(this.#random(TOKEN_BYTES)).toString("base64url");
    const now = this.#clock();
    const length = SESSION_MILLISECONDS[remember ? "long" : "short"];
    const expires = new Date(now.getTime() + length);
    await this.#database.query(CREATE, [sha256Hex(token), userId, now, expires]);
    return { token, csrf: csrfOf(token), expires };
  }

  /** The id of the user of a session; undefined when it has ended or does not exist. */
  async userOf(token: string): Promise<string | undefined> {
    const values = [sha256Hex(token), this.#clock()];
    const [row] = await this.#database.query<{ user_id: string }>(FIND, values);
    return row?.user_id;
  }

  /** Ends a session, and deletes those that have expired. */
  async end(token: string): Promise<void> {
    await this.#database.query(END, [sha256Hex(token), this.#clock()]);
  }
}

/** The token that a page must send with every write; it is derived from that of the session. */
export function csrfOf(token: string): string {
  return sha256Hex(`csrf:${token}`);
}
