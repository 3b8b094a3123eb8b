import {
  type AlarmSource,
  compareSchema,
  type Database,
  type ExpectedSchema,
  type Finding,
  type LedgerAlarm,
  ledgerAlarm,
  startLoop,
} from "@indelible/trail";
import type { BackgroundLoop } from "../features/feature.ts";

const EVERY_MILLISECONDS = 60_000;

/**
 * Compares the schema of the database with the migrations: at the start, and every minute. The alarm
 * names the first difference, and ends when there is none.
 */
export class SchemaCheck implements AlarmSource {
  readonly #database: Database;
  readonly #expected: ExpectedSchema;
  #alarms: readonly LedgerAlarm[] = [];
  readonly loop: BackgroundLoop = {
    occasion: "the check of the database's schema",
    start: (onError) => startLoop(EVERY_MILLISECONDS, () => this.run().then(() => false), onError),
  };

  constructor(database: Database, expected: ExpectedSchema) {
    this.#database = database;
    this.#expected = expected;
  }

  get alarms(): readonly LedgerAlarm[] {
    return this.#alarms;
  }

  async run(): Promise<void> {
    this.#alarms = alarmsOf(await compareSchema(this.#database, this.#expected));
  }
}

function alarmsOf([first, ...others]: readonly Finding[]): LedgerAlarm[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? "" : ` There are ${others.length} more differences.`;
  return [ledgerAlarm("schema", `${first.detail}${more}`)];
}
