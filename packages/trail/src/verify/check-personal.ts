import { sqlFile } from "../database/sql-file.ts";
import { commitmentsOf, commitmentTo, type PersonalValue } from "../event/personal.ts";
import { sha256Hex } from "../sha256.ts";
import type { CheckContext } from "./check.ts";
import { eventIdOf } from "./event-row.ts";
import type { Finding } from "./finding.ts";
import { parseEvent } from "./parse-event.ts";

/** A stored or exported value of a personal member. */
export interface StoredPersonalValue extends PersonalValue {
  /** The number of its event. */
  readonly number: number;
  readonly member: string;
}

/** With the body of the event; null if it does not exist. */
interface PersonalRow extends StoredPersonalValue {
  readonly body: string | null;
}

const PAGE_ROWS = 250;
const PAGE = sqlFile("verify-personal");

/**
 * Compares every stored value of a personal member with the commitment in its event. An erased value
 * is not a finding, because values may be deleted.
 */
export async function checkPersonal({ connection, report }: CheckContext): Promise<undefined> {
  for (let last: [number, string] = [-1, ""]; ; ) {
    const rows = await connection.query<PersonalRow>(PAGE, [...last, PAGE_ROWS]);
    for (const row of rows) {
      const finding = inspectPersonal(row, row.body);
      if (finding !== undefined) report(finding);
    }
    const end = rows.at(-1);
    if (end === undefined) return;
    last = [end.number, end.member];
  }
}

/** What is wrong with the value of a personal member, given its event; undefined if nothing is. */
export function inspectPersonal(
  { number, member, salt, value }: StoredPersonalValue,
  body: string | null,
): Finding | undefined {
  const event = body === null ? undefined : parseEvent(body);
  const commitments = new Map(Object.entries(event === undefined ? {} : commitmentsOf(event)));
  const expected = commitments.get(member);
  if (expected === commitmentTo({ salt, value }, sha256Hex)) return undefined;
  const finding = { eventId: eventIdOf(number), index: null };
  return expected === undefined
    ? { ...finding, kind: "inserted", detail: `It has no commitment to a value of ${member}.` }
    : {
        ...finding,
        kind: "changed",
        detail: `The stored value of ${member} is not the one committed to.`,
      };
}
