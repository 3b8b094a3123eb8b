import type { Database, JsonObject } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore, STORES } from "../support/stores.ts";
import { type Filled, fill } from "./filled.ts";
import { type Tampering, tablesOf, tamperingsWith } from "./tamperings.ts";
import { type Verdict, verdictOf, verifyFilled } from "./verdict.ts";

/** `npm run tamper` tries everything with several rows of every table; otherwise a sample is enough. */
const rows = Number(process.env.TAMPER_ROWS ?? 0);
const stores = rows > 0 ? STORES : (["postgres"] as const);
/** Of the sample: every table has some, and each column is tried in some run with another step. */
const STEP = 11;
const offset = Number(process.env.TAMPER_OFFSET ?? 3);

/** Rows at equal distances. */
function spread(all: readonly JsonObject[]): number[] {
  const count = Math.min(Math.max(rows, 1), all.length);
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * all.length) / count));
}

function nameOf({ table, kind, column, insert }: Tampering): string {
  const what = column === undefined ? table : `${table}.${column}`;
  return `${kind} ${what} ${JSON.stringify(insert).slice(0, 200)}`;
}

describe.each(stores)("everything in a database on %s is bound:", (kind) => {
  let database: Database;
  let filled: Filled;

  beforeAll(async () => {
    database = await openStore(kind);
    filled = await fill(database);
  });
  afterAll(() => database.close());

  test("nothing is found in an untouched one", async () => {
    expect((await verifyFilled(database, filled)).findings).toEqual([]);
  });

  test("what is tampered with is found, refused or harmless", { timeout: 3_600_000 }, async () => {
    const counts: Record<Verdict, number> = { found: 0, refused: 0, harmless: 0, silent: 0 };
    const silent: string[] = [];
    let place = offset;
    for (const table of await tablesOf(database)) {
      for (const tampering of await tamperingsWith(database, table, spread)) {
        place += 1;
        if (rows === 0 && place % STEP !== 0) continue;
        const verdict = await verdictOf(database, filled, tampering);
        counts[verdict] += 1;
        if (verdict === "silent") silent.push(nameOf(tampering));
      }
    }
    if (rows > 0) process.stdout.write(`${kind}: ${JSON.stringify(counts)}\n`);
    expect(silent).toEqual([]);
    expect(counts.found).toBeGreaterThan(counts.harmless);
  });
});
