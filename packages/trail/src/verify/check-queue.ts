import { sqlFile } from "../database/sql-file.ts";
import type { CheckContext } from "./check.ts";
import { eventIdOf } from "./event-row.ts";
import { FINDINGS_MAX, type Finding, goneFinding } from "./finding.ts";

const LOST = sqlFile("verify-lost");
const SET_ASIDE = sqlFile("verify-set-aside");

interface SetAsideRow {
  readonly number: number;
  readonly reason: string;
}

/** Reports rows of the sequencer's queue without an event, and those that it set aside. */
export async function checkQueue({ connection, report }: CheckContext): Promise<undefined> {
  const lost = await connection.query<{ number: number }>(LOST, [FINDINGS_MAX]);
  report(...lost.map(({ number }) => goneFinding(eventIdOf(number), "its place in the queue")));
  const aside = await connection.query<SetAsideRow>(SET_ASIDE, [FINDINGS_MAX]);
  report(...aside.map(setAside));
}

function setAside({ number, reason }: SetAsideRow): Finding {
  const detail = `It was set aside when it was to get its place in the ledger: ${reason}.`;
  return { kind: "inserted", eventId: eventIdOf(number), index: null, detail };
}
