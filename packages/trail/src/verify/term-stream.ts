import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { TermRow } from "./event-row.ts";
import type { EntryRow } from "./inspect.ts";

const PLACED = sqlFile("verify-terms");
const UNPLACED = sqlFile("verify-unplaced-terms");

/** Rows fetched at once. */
const PAGE_ROWS = 500;
const FETCH = { name: "", text: `fetch forward ${PAGE_ROWS} from verify_terms` };
const CLOSE = "close verify_terms";

/** Rows by the number of their event. */
export function byNumber(rows: readonly TermRow[]): Map<number, TermRow> {
  return new Map(rows.map((row) => [row.number, row]));
}

/**
 * The index terms of events, one row for each event, read once from front to back. A connection can
 * have one stream at a time.
 */
export class TermStream {
  readonly #connection: Database;
  #buffer: TermRow[] = [];
  #next = 0;
  #isDone = false;

  private constructor(connection: Database) {
    this.#connection = connection;
  }

  /** The terms of the events that have a place from `first` on, in the order of the ledger. */
  static async placed(connection: Database, first: number): Promise<TermStream> {
    await connection.query(PLACED, [first]);
    return new TermStream(connection);
  }

  /** The terms of all other events, in the order of their numbers. */
  static async unplaced(connection: Database): Promise<TermStream> {
    await connection.query(UNPLACED, []);
    return new TermStream(connection);
  }

  /** Ends the stream, which also ends with the connection's transaction. */
  close(): Promise<void> {
    return this.#connection.script(CLOSE);
  }

  /** The terms of the events of the next entries. */
  async of(entries: readonly EntryRow[]): Promise<ReadonlyMap<number, TermRow>> {
    const last = entries.at(-1)?.index ?? -1;
    return byNumber(await this.takeWhile(({ place }) => place !== null && place <= last));
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
