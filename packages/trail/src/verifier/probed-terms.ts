import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { TermRow } from "../verify/event-row.ts";
import type { EntryRow } from "../verify/inspect.ts";
import { parseEvent } from "../verify/parse-event.ts";
import type { PastRelations } from "../verify/past-relations.ts";
import type { TermSource } from "../verify/walk-entries.ts";

const EXPECTED = sqlFile("verifier-expected-terms");

interface FoundRow {
  readonly number: number;
  readonly terms: readonly string[];
}

/**
 * Looks up the index terms that events should have, by their key: this needs no pass over all terms.
 * It does not see terms that an event should not have; `count` is for finding these by their number.
 */
export class ProbedTerms implements TermSource {
  readonly #connection: Database;
  readonly #past: PastRelations;
  #count = 0;

  constructor(connection: Database, past: PastRelations) {
    this.#connection = connection;
    this.#past = past;
  }

  /** The terms that were found. */
  get count(): number {
    return this.#count;
  }

  async of(rows: readonly EntryRow[]): Promise<ReadonlyMap<number, TermRow>> {
    const expected = rows.flatMap((row) => expectedOf(row, this.#past));
    const found = await this.#connection.query<FoundRow>(EXPECTED, [
      expected.map(({ term }) => term),
      expected.map(({ number }) => number),
      expected.map(({ occurred }) => occurred),
    ]);
    const entries = new Map(rows.map((row) => [row.number, row]));
    return new Map(
      found.map(({ number, terms }) => {
        this.#count += terms.length;
        const { index: place = null, occurred = null } = entries.get(number) ?? {};
        return [number, { place, number, terms, occurred }];
      }),
    );
  }
}

function expectedOf({ found, body, number, occurred }: EntryRow, past: PastRelations) {
  const event = found ? parseEvent(body) : undefined;
  return event === undefined ? [] : past.termsOf(event).map((term) => ({ term, number, occurred }));
}
