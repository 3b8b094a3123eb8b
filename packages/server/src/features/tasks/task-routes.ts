import { parseTaskState, serverTasks, spacesReached, TASK_STATES } from "@indelible/domain";
import type {
  LogLine,
  Task,
  TaskAddress,
  TaskKind,
  TaskLogStore,
  TaskQuery,
  TaskStore,
} from "@indelible/engine";
import {
  activityLogs,
  presentTask,
  rawLog,
  STATE_CHANGE,
  type TaskService,
} from "@indelible/engine";
import type { Answer, Caller, Route, RouteRequest } from "@indelible/kernel";
import {
  collectionAddress,
  collectionAnswer,
  collectionFrame,
  invalid,
  readFlag,
  readList,
  readPage,
  textAnswer,
  wholeNumber,
} from "@indelible/kernel";
import type { Database, JsonObject } from "@indelible/trail";
import { reachOf } from "../../documents/reach.ts";
import { sql } from "./sql.ts";

/** Dependencies of the routes of tasks. */
export interface TaskRoutesOptions {
  readonly tasks: TaskService;
  readonly store: TaskStore;
  readonly logs: TaskLogStore;
  readonly kinds: readonly TaskKind[];
  readonly database: Database;
  readonly clock: () => Date;
}

const PARAMETERS = [
  "skip",
  "take",
  "ids",
  "partialName",
  "active",
  "running",
  "states",
  "project",
  "environment",
  "tenant",
  "runbook",
  "name",
  "node",
  "hasPendingInterruptions",
  "hasWarningsOrErrors",
  "spaces",
  "includeSystem",
];

/** Bytes of the log lines in the details of a task; the raw log has all lines. */
const DETAIL_BYTES = 4 * 1024 * 1024;

const QUEUED_BEHIND = sql.statement("queued-behind");

/** The routes of server tasks. API reference, section 6. */
export function taskRoutes(options: TaskRoutesOptions): Route[] {
  return [...readingRoutes(options), ...actingRoutes(options)];
}

function readingRoutes(options: TaskRoutesOptions): Route[] {
  const { tasks, logs, kinds } = options;
  const read = (
    path: string,
    summary: string,
    handle: HandleTask,
    query: string[] = [],
  ): Route => ({
    method: "GET",
    path: `/tasks/:id${path}`,
    access: "signed-in",
    summary,
    query,
    handle: async (request, caller) => handle(await tasks.get(caller, addressIn(request)), request),
  });
  return [
    {
      method: "GET",
      path: "/tasks",
      access: "signed-in",
      summary: "Lists tasks, newest first",
      query: PARAMETERS,
      handle: (request, caller) => listTasks(options, request, caller),
    },
    {
      method: "GET",
      path: "/tasks/tasktypes",
      access: "signed-in",
      summary: "Lists the kinds of tasks",
      handle: () => ({ body: kinds.map(({ name }) => ({ Id: name, Name: name })) }),
    },
    read("", "Gets one task", (task) => shown(options, task)),
    read(
      "/details",
      "Gets a task with its activities and their log",
      (task, request) => details(options, task, request),
      ["verbose", "tail"],
    ),
    read("/raw", "Gets the log of a task as text", (task) => {
      const headers = { "content-type": "text/plain; charset=utf-8" };
      return textAnswer(headers, rawLog(logs, task.id));
    }),
    read("/queued-behind", "Lists the tasks that run before a queued task", (task, request) =>
      queuedBehind(options, task, request),
    ),
  ];
}

type HandleTask = (task: Task, request: RouteRequest) => Promise<Answer> | Answer;

function actingRoutes(options: TaskRoutesOptions): Route[] {
  const { tasks } = options;
  return [
    {
      method: "POST",
      path: "/tasks",
      access: "signed-in",
      mutates: true,
      summary: "Queues one task",
      body: serverTasks.schema,
      handle: async ({ spaceId, body }, caller) => {
        const task = await tasks.queue(caller, spaceId, body);
        const answer = shown(options, task);
        return {
          ...answer,
          status: 201,
          headers: { Location: `/api/${spaceId}/tasks/${task.id}` },
        };
      },
    },
    {
      method: "POST",
      path: "/tasks/rerun/:id",
      access: "signed-in",
      mutates: true,
      summary: "Queues again a task that has ended",
      handle: async (request, caller) => {
        return { ...shown(options, await tasks.rerun(caller, addressIn(request))), status: 201 };
      },
    },
    {
      method: "POST",
      path: "/tasks/:id/cancel",
      access: "signed-in",
      mutates: true,
      summary: "Cancels one task",
      handle: async (request, caller) =>
        shown(options, await tasks.cancel(caller, addressIn(request))),
    },
    {
      method: "POST",
      path: "/tasks/:id/state",
      access: "signed-in",
      mutates: true,
      summary: "Changes the state of a task that has ended",
      body: STATE_CHANGE,
      handle: async (request, caller) =>
        shown(options, await tasks.changeState(caller, addressIn(request), request.body ?? {})),
    },
  ];
}

function addressIn({ params, namesSpace, spaceId }: RouteRequest): TaskAddress {
  return { id: params.id ?? "", spaceId: namesSpace ? spaceId : null };
}

function shown({ clock }: TaskRoutesOptions, task: Task): Answer {
  return { body: presentTask(task, clock()) };
}

async function listTasks(
  { store, clock }: TaskRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const page = readPage(request.query);
  const query = queryOf(request, caller);
  const [ids, counts] = await Promise.all([store.list(query, page), store.count(query)]);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const address = collectionAddress(request, PARAMETERS);
  const frame = collectionFrame("Task", ids.length, total, page, address);
  const counted = { ...frame, TotalCounts: { ...counts, Interrupted: 0 } };
  return collectionAnswer(counted, presentedTasks(store, ids, clock()), ids.length);
}

/** Tasks of a portion: the arguments of one can have 4 MiB. */
const PORTION_TASKS = 20;

async function* presentedTasks(
  store: TaskStore,
  ids: readonly string[],
  now: Date,
): AsyncGenerator<readonly JsonObject[]> {
  for (let first = 0; first < ids.length; first += PORTION_TASKS) {
    const portion = ids.slice(first, first + PORTION_TASKS);
    const tasks = new Map((await store.get(portion)).map((task) => [task.id, task]));
    yield portion.flatMap((id) => {
      const task = tasks.get(id);
      return task === undefined ? [] : [presentTask(task, now)];
    });
  }
}

function queryOf(request: RouteRequest, caller: Caller): TaskQuery {
  const { query, spaceId } = request;
  const spaces = readList(query, "spaces");
  const everywhere = spaces?.some((space) => space.toLowerCase() === "all") ?? !request.namesSpace;
  const places = request.namesSpace ? [spaceId] : spacesReached(caller.permissions);
  caller.requireSomewhere(["TaskView"], [...places, null]);
  const one = (name: string) => readList(query, name)?.[0];
  const flag = (name: string) =>
    query.get(name.toLowerCase()) ? readFlag(query, name, false) : undefined;
  return {
    reach: reachOf(caller, serverTasks) ?? [],
    spaceIds: everywhere ? spacesReached(caller.permissions) : (spaces ?? [spaceId]),
    withoutSpace: readFlag(query, "includeSystem", everywhere),
    ids: readList(query, "ids"),
    partialName: query.get("partialname") || undefined,
    states: statesAsked(request),
    name: one("name"),
    project: one("project"),
    environment: one("environment"),
    tenant: one("tenant"),
    runbook: one("runbook"),
    node: one("node"),
    hasPendingInterruptions: flag("hasPendingInterruptions"),
    hasWarningsOrErrors: flag("hasWarningsOrErrors"),
  };
}

/** `active` selects tasks that have not ended, `running` those that have started and not ended. */
function statesAsked({ query }: RouteRequest) {
  const named = readList(query, "states")?.map((text) => {
    const state = parseTaskState(text);
    if (state !== undefined) return state;
    throw invalid(`states must be among ${TASK_STATES.join(", ")}, not '${text.slice(0, 50)}'.`);
  });
  if (named !== undefined) return named;
  if (readFlag(query, "running", false)) return ["Executing", "Cancelling"] as const;
  if (readFlag(query, "active", false)) return ["Queued", "Executing", "Cancelling"] as const;
  return undefined;
}

async function details(
  { logs, clock }: TaskRoutesOptions,
  task: Task,
  { query }: RouteRequest,
): Promise<Answer> {
  const tail = query.get("tail") ? wholeNumber("tail", query.get("tail"), 0) : undefined;
  const verbose = readFlag(query, "verbose", false);
  const activities = await logs.activities(task.id);
  const read = await logs.lines(task.id, DETAIL_BYTES, tail);
  const omitted = omittedLines(read, tail);
  const lines = read.filter(({ category }) => verbose || category !== "Verbose");
  const ended = activities.filter((activity) => activity.ended !== null).length;
  return {
    body: {
      Task: presentTask(task, clock()),
      ActivityLogs: activityLogs(
        activities,
        omitted === 0 ? lines : [notice(task, omitted), ...lines],
      ),
      OmittedLines: omitted,
      PhysicalLogSize: lines.reduce((sum, { text }) => sum + text.length, 0),
      Progress: {
        ProgressPercentage: Math.round((100 * ended) / Math.max(1, activities.length)),
        EstimatedTimeRemaining: "",
      },
    },
  };
}

/** The number of lines before those that were read, of the last `tail` lines. They are numbered from 1. */
function omittedLines(read: readonly LogLine[], tail = Number.POSITIVE_INFINITY): number {
  const first = read[0]?.number ?? 1;
  const last = read.at(-1)?.number ?? 0;
  return first - Math.max(1, last - tail + 1);
}

/** The line that states how many others are missing, in the log of the whole task. */
function notice({ id, queue_time }: Task, omitted: number): LogLine {
  const text = `${omitted} earlier lines are not shown: the log is too long. /api/tasks/${id}/raw has all of them.`;
  return { number: 0, activity_id: id, category: "Warning", occurred: queue_time, text };
}

/** The tasks of the same lane that run before this one, oldest first. */
async function queuedBehind(
  { database, store, clock }: TaskRoutesOptions,
  { state, lane, number }: Task,
  request: RouteRequest,
): Promise<Answer> {
  const page = readPage(request.query);
  const isQueued = state === "Queued";
  const rows = isQueued ? await database.query<{ id: string }>(QUEUED_BEHIND, [lane, number]) : [];
  const ids = rows.slice(page.skip, page.skip + page.take).map(({ id }) => id);
  const address = { path: request.path, parameters: [], template: ["skip", "take"] };
  const frame = collectionFrame("Task", ids.length, rows.length, page, address);
  return collectionAnswer(frame, presentedTasks(store, ids, clock()), ids.length);
}
