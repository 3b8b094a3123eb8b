import { sqlFile } from "../database/sql-file.ts";
import type { CheckContext, Tally } from "./check.ts";
import { eventIdOf } from "./event-row.ts";
import { goneFinding } from "./finding.ts";
import { inspectUnplaced, type UnplacedRow } from "./inspect.ts";
import { byNumber, TermStream } from "./term-stream.ts";

const PAGE_ROWS = 250;
/** Bytes of the bodies of a page, of which a single one may be longer. */
const PAGE_BYTES = 16 * 1024 * 1024;
const UNPLACED = sqlFile("verify-unplaced");

/** Checks events without a place in the ledger, with their index terms; counts those that wait. */
export async function checkUnplaced(context: CheckContext): Promise<Pick<Tally, "waiting">> {
  const { connection, inspection, report } = context;
  const terms = await TermStream.unplaced(connection);
  let waiting = 0;
  for (let last = -1; ; ) {
    const rows = await connection.query<UnplacedRow>(UNPLACED, [last, PAGE_ROWS, PAGE_BYTES]);
    last = rows.at(-1)?.number ?? Number.MAX_SAFE_INTEGER;
    const found = byNumber(await terms.takeWhile(({ number }) => number <= last));
    for (const row of rows) {
      inspectUnplaced(inspection, row, found.get(row.number));
      found.delete(row.number);
      if (row.waits) waiting += 1;
    }
    report(...[...found.keys()].map((number) => goneFinding(eventIdOf(number), "index terms")));
    if (rows.length === 0) break;
  }
  await terms.close();
  return { waiting };
}
