import {
  activitiesDigest,
  EMPTY_LOG,
  isCompleted,
  type TaskOutcomeRow,
  type TaskRecord,
  taskRecord,
} from "@indelible/domain";
import { type Check, type Database, type Finding, sha256Hex } from "@indelible/trail";
import { logProblems } from "./check-task-log.ts";
import { sql } from "./sql.ts";
import { type TaskEventRead, taskEvents } from "./task-events.ts";

/** A task with its events. If it is gone, its own columns are null, which nothing reads then. */
interface TaskRow extends TaskOutcomeRow {
  readonly found: boolean;
  readonly queued_by: string;
  /** The deployment or runbook run that it carries out. */
  readonly run: string | null;
  readonly bodies: string;
}

/** The user id of the server itself, which queues scheduled health checks without an event. */
const SYSTEM = "users-system";

const IDS = sql.text("verify-task-ids.sql");
const FETCH = { name: "", text: "fetch forward 50 from verify_tasks" };
const TASKS = sql.statement("verify-tasks");

/**
 * Compares every task with its events: that one queued it, that its outcome is the one of the newest,
 * and that its log and steps are those that were digested into the one that ended it. What retention
 * removed is no finding. Tasks of an earlier version, whose events state nothing, are not compared.
 */
export const checkTasks: Check = async (connection, report) => {
  await connection.script(IDS);
  for (;;) {
    const ids = (await connection.query<{ id: string }>(FETCH, [])).map(({ id }) => id);
    if (ids.length === 0) return;
    for (const row of await connection.query<TaskRow>(TASKS, [ids])) {
      report(...(await inspectTask(connection, row)));
    }
  }
};

async function inspectTask(connection: Database, row: TaskRow): Promise<Finding[]> {
  const events = taskEvents(row.id, row.bodies);
  const newest = events.find(({ record }) => record !== undefined);
  if (!row.found) return missing(row, events, newest?.record);
  return [
    ...unqueued(row, events),
    ...(newest?.record === undefined
      ? unexplained(row, events)
      : outcomeFindings(row, newest, newest.record)),
    ...(await logFindings(connection, row, events)),
  ];
}

function missing(
  { id }: TaskRow,
  [newest]: readonly TaskEventRead[],
  record: TaskRecord | undefined,
): Finding[] {
  if (newest === undefined || record?.Removed === "task") return [];
  return [finding("missing", `The task ${id} is missing; its last event is ${newest.id}.`)];
}

function isRecorded({ queued_by, run }: TaskRow): boolean {
  return run !== null || queued_by !== SYSTEM;
}

function unqueued(row: TaskRow, events: readonly TaskEventRead[]): Finding[] {
  if (!isRecorded(row) || events.some(({ category }) => category.endsWith("Queued"))) return [];
  return [finding("inserted", `No event queued the task ${row.id}.`)];
}

/** Events of an earlier version state nothing, but there is one of each change. */
function unexplained(row: TaskRow, events: readonly TaskEventRead[]): Finding[] {
  const isQueued = events.every(({ category }) => category.endsWith("Queued"));
  if (!isRecorded(row) || !isQueued || row.state === "Queued") return [];
  return [finding("changed", `No event says that the task ${row.id} is ${row.state}.`)];
}

function outcomeFindings(row: TaskRow, { id }: TaskEventRead, record: TaskRecord): Finding[] {
  const now = taskRecord(row, record.Log, sha256Hex);
  const hasEnded = isCompleted(row.state) || isCompleted(record.State);
  const compared = hasEnded ? OUTCOME : (["State"] as const);
  const changed = compared.filter((member) => now[member] !== record[member]);
  if (changed.length === 0) return [];
  const detail = `The task ${row.id} is not what its last event ${id} says: ${changed.join(", ")}.`;
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

async function logFindings(
  connection: Database,
  { id }: TaskRow,
  events: readonly TaskEventRead[],
): Promise<Finding[]> {
  const stated = events.filter(({ record }) => record !== undefined);
  const [newest] = stated;
  if (newest?.record === undefined || !isCompleted(newest.record.State)) return [];
  const ending = stated.find(({ record }) => record?.Log);
  const isRemoved = newest.record.Removed === "log";
  const expected = isRemoved ? NO_LOG : (ending?.record?.Log ?? NO_LOG);
  const by = (isRemoved ? undefined : ending) ?? newest;
  const problems = await logProblems(connection, id, expected);
  return problems.map((problem) =>
    finding("changed", `The task ${id} ${problem} that its event ${by.id} recorded.`),
  );
}

function finding(kind: Finding["kind"], detail: string): Finding {
  return { kind, eventId: null, index: null, detail };
}
