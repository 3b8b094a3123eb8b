import { sqlFile } from "../database/sql-file.ts";
import type { CheckContext } from "./check.ts";
import { eventIdOf } from "./event-row.ts";
import { FINDINGS_MAX, type Finding, goneFinding } from "./finding.ts";

const LOST = sqlFile("verify-lost");
const SET_ASIDE = sqlFile("verify-set-aside");

interface LostRow {
  readonly number: number;
  /** Whether there is no such event; otherwise it has its place already. */
  readonly isGone: boolean;
}

interface SetAsideRow {
  readonly number: number;
  readonly reason: string;
}

/** Reports rows of the sequencer's queue without an event or with a place, and those that it set aside. */
export async function checkQueue({ connection, report }: CheckContext): Promise<undefined> {
  const rows = await connection.query<LostRow>(LOST, [FINDINGS_MAX]);
  report(...rows.map(lost));
  const aside = await connection.query<SetAsideRow>(SET_ASIDE, [FINDINGS_MAX]);
  report(...aside.map(setAside));
}

function lost({ number, isGone }: LostRow): Finding {
  const eventId = eventIdOf(number);
  if (isGone) return goneFinding(eventId, "its place in the queue");
  const detail = "It waits for a place in the ledger, although it has one.";
  return { kind: "inserted", eventId, index: null, detail };
}

function setAside({ number, reason }: SetAsideRow): Finding {
  const detail = `It was set aside when it was to get its place in the ledger: ${reason}.`;
  return { kind: "inserted", eventId: eventIdOf(number), index: null, detail };
}
