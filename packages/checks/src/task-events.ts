import { isCompleted, type TaskRecord } from "@indelible/domain";
import { isObject, type Json, parseEvent, type RowMacs } from "@indelible/trail";

/** An event in the life of a task. */
export interface TaskEventRead {
  readonly id: string;
  readonly category: string;
  /** What it states of the task; undefined for an event of an earlier version. */
  readonly record: TaskRecord | undefined;
}

/** The events of a task in bodies, one in each line. Bodies that are none are left out. */
export function taskEvents(taskId: string, bodies: string): TaskEventRead[] {
  return bodies.split("\n").flatMap((body) => {
    const event = parseEvent(body);
    if (event === undefined) return [];
    const record = recordIn(event.ChangeDetails?.DocumentContext?.Task);
    if (record !== undefined && record.Id !== taskId) return [];
    return [{ id: event.Id, category: event.Category, record }];
  });
}

/** A digest in the ledger or a code covers it: its form is that which a server wrote. */
function recordIn(value: Json | undefined): TaskRecord | undefined {
  return value !== undefined && isObject(value) ? (value as TaskRecord) : undefined;
}

/** Columns of a task with what no event states. */
export interface RowRecord {
  readonly id: string;
  readonly record: string | null;
  readonly recordMac: string | null;
}

/**
 * What the row of a task states of its end; undefined if it states nothing, "forged" if no server
 * wrote it for this task. The code is checked with `macs`, if they are known.
 */
export function recordOfRow(
  { id, record, recordMac }: RowRecord,
  macs: RowMacs | undefined,
): TaskRecord | "forged" | undefined {
  if (record === null && recordMac === null) return undefined;
  const value = jsonOf(record ?? "");
  const found = recordIn(value);
  if (found === undefined || found.Id !== id) return "forged";
  const isGenuine = macs?.hasMac("task-record", found, recordMac ?? "") ?? true;
  return isGenuine ? found : "forged";
}

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A statement about a task, and where it is. */
export interface TaskStatement {
  readonly record: TaskRecord;
  /** Completes a sentence: `its event Events-12`. */
  readonly source: string;
}

/**
 * What is stated of a task, newest first. What its row states is of its end: only an event of a user
 * who marked it is newer.
 */
export function statementsOf(
  events: readonly TaskEventRead[],
  ofRow: TaskRecord | undefined,
): TaskStatement[] {
  const stated = events.flatMap(({ id, record }) =>
    record === undefined ? [] : [{ record, source: `its event ${id}` }],
  );
  if (ofRow === undefined) return stated;
  const marks = stated.findIndex(({ record }) => !isCompleted(record.State));
  const newer = marks === -1 ? stated.length : marks;
  return stated.toSpliced(newer, 0, { record: ofRow, source: "the server" });
}
