import {
  activitiesDigest,
  EMPTY_LOG,
  isCompleted,
  type TaskOutcomeRow,
  type TaskRecord,
  taskRecord,
} from "@indelible/domain";
import {
  type Database,
  type Finding,
  type RowMacs,
  sha256Hex,
  type TableCheck,
} from "@indelible/trail";
import { logProblems } from "./check-task-log.ts";
import { sql } from "./sql.ts";
import {
  type RowRecord,
  recordOfRow,
  statementsOf,
  type TaskEventRead,
  type TaskStatement,
  taskEvents,
} from "./task-events.ts";

/** A task with its events. If it is gone, its own columns are null, which nothing reads then. */
interface TaskRow extends TaskOutcomeRow, RowRecord {
  readonly found: boolean;
  readonly queued_by: string;
  /** The deployment or runbook run that it carries out. */
  readonly run: string | null;
  /** False for a task that had ended in an earlier version. */
  readonly hasMac: boolean;
  readonly bodies: string;
}

/** The user id of the server itself, which queues scheduled health checks without an event. */
const SYSTEM = "users-system";

const IDS = sql.text("verify-task-ids.sql");
const FETCH = { name: "", text: "fetch forward 50 from verify_tasks" };
const TASKS = sql.statement("verify-tasks");

/**
 * Compares every task with what is stated of it, in events or, with a code, in its row: that an event
 * queued it, that its outcome is the last one stated, and that its log and steps are those that were
 * digested at its end. What retention removed is no finding. `macs` checks the codes, if the keys are
 * known.
 */
export function taskCheck(macs: RowMacs | undefined): TableCheck {
  return async ({ connection, report }) => {
    await connection.script(IDS);
    for (;;) {
      const ids = (await connection.query<{ id: string }>(FETCH, [])).map(({ id }) => id);
      if (ids.length === 0) return undefined;
      for (const row of await connection.query<TaskRow>(TASKS, [ids])) {
        report(...(await inspectTask(connection, row, macs)));
      }
    }
  };
}

async function inspectTask(
  connection: Database,
  row: TaskRow,
  macs: RowMacs | undefined,
): Promise<Finding[]> {
  const { id } = row;
  const events = taskEvents(id, row.bodies);
  if (!row.found) return missing(id, events);
  if (isRecorded(row) && !events.some(isQueuing)) {
    return [finding("inserted", `No event queued the task ${id}.`)];
  }
  const ofRow = recordOfRow(row, macs);
  if (ofRow === "forged") {
    return [finding("changed", `The end of the task ${id} was not recorded by a server.`)];
  }
  const statements = statementsOf(events, ofRow);
  const [newest] = statements;
  if (newest === undefined) return unexplained(row, events);
  return [
    ...unstated(row, newest),
    ...outcomeFindings(row, newest),
    ...(await logFindings(connection, id, statements)),
  ];
}

function missing(id: string, events: readonly TaskEventRead[]): Finding[] {
  const [newest] = events;
  const record = events.find((event) => event.record !== undefined)?.record;
  if (newest === undefined || record?.Removed === "task") return [];
  return [finding("missing", `The task ${id} is missing; its last event is ${newest.id}.`)];
}

function isQueuing({ category }: TaskEventRead): boolean {
  return category.endsWith("Queued");
}

function isRecorded({ queued_by, run }: TaskRow): boolean {
  return run !== null || queued_by !== SYSTEM;
}

/** Events of an earlier version state nothing, but there was one of each change of a run. */
function unexplained(row: TaskRow, events: readonly TaskEventRead[]): Finding[] {
  const hasEnded = isCompleted(row.state);
  const isUnknown = row.run !== null && row.state !== "Queued" && events.every(isQueuing);
  if (!isUnknown && !(hasEnded && row.hasMac && events.every(isQueuing))) return [];
  return [finding("changed", `Nothing states that the task ${row.id} is ${row.state}.`)];
}

/** A task whose end nobody states, although its start or its cancellation is stated. */
function unstated({ id, state }: TaskRow, { record, source }: TaskStatement): Finding[] {
  if (!isCompleted(state) || isCompleted(record.State)) return [];
  const detail = `The task ${id} is ${state}, and ${record.State} by the last statement, ${source}.`;
  return [finding("changed", detail)];
}

function outcomeFindings(row: TaskRow, { record, source }: TaskStatement): Finding[] {
  if (isCompleted(row.state) && !isCompleted(record.State)) return [];
  const now = taskRecord(row, record.Log, sha256Hex);
  const compared = isCompleted(record.State) ? OUTCOME : (["State"] as const);
  const changed = compared.filter((member) => now[member] !== record[member]);
  if (changed.length === 0) return [];
  const detail = `The task ${row.id} is not what ${source} recorded: ${changed.join(", ")}.`;
  return [finding("changed", detail)];
}

const OUTCOME = [
  "State",
  "StartTime",
  "CompletedTime",
  "ServerNode",
  "HasWarningsOrErrors",
  "ErrorMessage",
] as const satisfies readonly (keyof TaskRecord)[];

/** What a task that never ran has. */
const NO_LOG = { ...EMPTY_LOG, Activities: activitiesDigest([], sha256Hex) };

/** Nothing is known of the log of a task that has not ended. */
async function logFindings(
  connection: Database,
  id: string,
  statements: readonly TaskStatement[],
): Promise<Finding[]> {
  const [newest] = statements;
  if (newest === undefined || !isCompleted(newest.record.State)) return [];
  const isRemoved = newest.record.Removed === "log";
  const ending = isRemoved ? newest : (statements.find(({ record }) => record.Log) ?? newest);
  const expected = isRemoved ? NO_LOG : (ending.record.Log ?? NO_LOG);
  const problems = await logProblems(connection, id, expected);
  return problems.map((problem) =>
    finding("changed", `The task ${id} ${problem} that ${ending.source} recorded.`),
  );
}

function finding(kind: Finding["kind"], detail: string): Finding {
  return { kind, eventId: null, index: null, detail };
}
