import type { Database } from "../database/database.ts";
import { sqlText } from "../database/sql-file.ts";
import type { TermRow } from "./event-row.ts";

/** Rows fetched at once. */
const PAGE_ROWS = 500;
const FETCH = { name: "", text: `fetch forward ${PAGE_ROWS} from verify_terms` };

/** The index terms of all events, in the order of the ledger, read once from front to back. */
export class TermStream {
  readonly #connection: Database;
  #buffer: TermRow[] = [];
  #next = 0;
  #isDone = false;

  private constructor(connection: Database) {
    this.#connection = connection;
  }

  /** Opens the stream; it ends with the connection's transaction. */
  static async open(connection: Database): Promise<TermStream> {
    await connection.script(sqlText("verify-terms.sql"));
    return new TermStream(connection);
  }

  /** The rows from the current one up to the last for which `belongs` holds. */
  async takeWhile(belongs: (row: TermRow) => boolean): Promise<TermRow[]> {
    const taken: TermRow[] = [];
    while (await this.#hasRow()) {
      for (; this.#next < this.#buffer.length; this.#next++) {
        const row = this.#buffer[this.#next];
        if (row === undefined || !belongs(row)) return taken;
        taken.push(row);
      }
    }
    return taken;
  }

  async #hasRow(): Promise<boolean> {
    if (this.#next >= this.#buffer.length && !this.#isDone) {
      this.#buffer = await this.#connection.query<TermRow>(FETCH, []);
      this.#next = 0;
      this.#isDone = this.#buffer.length === 0;
    }
    return this.#next < this.#buffer.length;
  }
}
