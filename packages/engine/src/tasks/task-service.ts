import {
  interruptions,
  isCompleted,
  object,
  type Permission,
  type PermissionScope,
  parseTaskState,
  serverTasks,
  spacesReached,
  type TaskEvent,
  text,
} from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import {
  invalid,
  notFound,
  Refusal,
  readFields,
  retryOnConflict,
  withDefaults,
} from "@indelible/kernel";
import type { DocumentChange, JsonObject, Trail } from "@indelible/trail";
import { PLAIN_TASK, type Task, type TaskRequest } from "../ports/task.ts";
import type { TaskStore } from "../ports/task-store.ts";
import { changedTasks, queuedTasks, taskAfter } from "./task-changes.ts";
import { taskNote } from "./task-document.ts";
import type { TaskKind } from "./task-kind.ts";

/** What the acts of people on tasks stand on. */
export interface TaskServiceOptions {
  readonly trail: Trail;
  readonly store: TaskStore;
  readonly kinds: readonly TaskKind[];
  readonly clock: () => Date;
}

/** Questions that one task asks at once. */
const QUESTIONS_MAX = 100;

/** What people do with tasks: each asks for its permission and is recorded. */
export class TaskService {
  readonly #options: TaskServiceOptions;
  readonly #kinds: ReadonlyMap<string, TaskKind>;

  constructor(options: TaskServiceOptions) {
    this.#options = options;
    this.#kinds = new Map(options.kinds.map((kind) => [kind.name.toLowerCase(), kind]));
  }

  /** A task that the caller may see; 404 if not or if unknown. */
  async get(caller: Caller, id: string): Promise<Task> {
    return this.#for(caller, id, "TaskView");
  }

  /** Queues a task that stands for itself, such as a health check. */
  async queue(caller: Caller, spaceId: string, sent: unknown): Promise<Task> {
    caller.requireSomewhere(["TaskCreate"], [spaceId]);
    const fields = withDefaults(serverTasks.schema, readFields(serverTasks.schema, sent));
    return this.#queue(caller, {
      space_id: spaceId,
      name: String(fields.Name),
      description: String(fields.Description),
      arguments: fields.Arguments as JsonObject,
      queue_time: timeIn(fields.QueueTime) ?? this.#options.clock(),
      queue_time_expiry: timeIn(fields.QueueTimeExpiry) ?? null,
    });
  }

  /** Queues a task that does again what another did. */
  async rerun(caller: Caller, id: string): Promise<Task> {
    const task = await this.#for(caller, id, "TaskCreate");
    const { space_id, name, description, arguments: told } = task;
    if (!isCompleted(task.state))
      throw new Refusal("conflict", `Task '${description}' has not ended.`);
    const queue_time = this.#options.clock();
    const again = { space_id, name, description, arguments: told, queue_time };
    return this.#queue(caller, { ...again, queue_time_expiry: null });
  }

  /** Cancels a task: one that waits at once, one that runs as soon as it has stopped. */
  cancel(caller: Caller, id: string): Promise<Task> {
    return this.#change(caller, id, "TaskCancel", (task) => this.#cancelled(caller, task));
  }

  /** Says of a task that has ended what became of it, whatever its runner thought. */
  async changeState(caller: Caller, id: string, sent: unknown): Promise<Task> {
    return this.#change(caller, id, "TaskEdit", async (task) => {
      const { event, verb } = markIn(sent);
      const facts = event === "markSuccess" ? { error_message: "" } : {};
      const after = taskAfter(task, event, this.#options.clock(), facts);
      return this.#write(caller, after, [taskNote(task, "TaskStateChanged", verb)]);
    });
  }

  async #cancelled(caller: Caller, task: Task): Promise<Task> {
    const { trail, clock } = this.#options;
    const after = taskAfter(task, "cancel", clock());
    const kind = this.#kind(task.name);
    const snapshot = await trail.read({ ids: kind.needs(task) });
    const notes = kind.notes(after, "cancelled", snapshot);
    return this.#write(caller, after, [...notes, ...(await questionsDropped(trail, task))]);
  }

  async #queue(
    caller: Caller,
    told: Pick<
      TaskRequest,
      "space_id" | "name" | "description" | "arguments" | "queue_time" | "queue_time_expiry"
    >,
  ): Promise<Task> {
    const { trail, clock, store } = this.#options;
    const { name, read } = this.#kind(told.name);
    if (read === undefined) {
      throw invalid(`Tasks of the kind '${name}' are queued with what they work on.`);
    }
    const snapshot = await trail.read({ newIds: { ServerTasks: 1 }, events: 1 });
    const id = snapshot.takeId(serverTasks.prefix);
    const queued_by = caller.actor.userId;
    const request = read({ ...PLAIN_TASK, ...told, name, id, queued_by });
    caller.require("TaskCreate", scopeOf(request));
    const note = taskNote(request, "TaskQueued", "was queued");
    await trail.commit(caller.act(), snapshot, [note], [queuedTasks([request], clock())]);
    const [task] = await store.get([id]);
    if (task === undefined) throw notFound(id);
    return task;
  }

  /** A task for which the caller holds a permission; whoever may not even see it learns nothing of it. */
  async #for(caller: Caller, id: string, permission: Permission): Promise<Task> {
    caller.requireSomewhere([permission], [...spacesReached(caller.permissions), null]);
    const [task] = await this.#options.store.get([id]);
    if (task === undefined) throw notFound(id);
    const scope = scopeOf(task);
    if (!caller.may(permission, scope) && !caller.may("TaskView", scope)) throw notFound(id);
    caller.require(permission, scope);
    return task;
  }

  #change(
    caller: Caller,
    id: string,
    permission: Permission,
    change: (task: Task) => Promise<Task>,
  ): Promise<Task> {
    return retryOnConflict(async () => change(await this.#for(caller, id, permission)));
  }

  async #write(caller: Caller, after: Task, changes: readonly DocumentChange[]): Promise<Task> {
    const { trail } = this.#options;
    const ids = changes.flatMap((change) => ("before" in change ? [change.before.id] : []));
    const snapshot = await trail.read({ ids, events: changes.length });
    await trail.commit(caller.act(), snapshot, changes, [changedTasks([after])]);
    return after;
  }

  #kind(name: string): TaskKind {
    const kind = this.#kinds.get(name.toLowerCase());
    if (kind !== undefined) return kind;
    throw invalid(`This server does not know tasks of the kind '${name}'.`);
  }
}

/** The body of a change of state. API reference, section 6: tasks/{id}/state. */
export const STATE_CHANGE = object({ State: text(100), Reason: text() });

/** Nobody need answer what a task asked that will not go on. */
async function questionsDropped(trail: Trail, { id }: Task): Promise<DocumentChange[]> {
  const { documents } = await trail.list({
    type: interruptions,
    containing: [[{ TaskId: id, IsPending: true }]],
    skip: 0,
    take: QUESTIONS_MAX,
  });
  return documents.map((before) => ({
    kind: "modify",
    type: interruptions,
    before,
    body: { ...before.body, IsPending: false },
  }));
}

const MARKS: ReadonlyMap<string, TaskEvent> = new Map([
  ["Success", "markSuccess"],
  ["Failed", "markFailure"],
]);

/** What somebody says became of a task, and how the record words it. */
function markIn(sent: unknown): { event: TaskEvent; verb: string } {
  const { State, Reason } = readFields(STATE_CHANGE, sent);
  const state = parseTaskState(String(State));
  const event = MARKS.get(state ?? "");
  if (event === undefined) throw invalid("State must be Success or Failed.");
  return { event, verb: `was marked as ${state}${Reason ? `: ${String(Reason)}` : ""}` };
}

function scopeOf(
  task: Pick<TaskRequest, "space_id" | "project_id" | "environment_id" | "tenant_id">,
): PermissionScope {
  const ids = (id: string | null) => (id === null ? [] : [id]);
  return {
    spaceId: task.space_id,
    projects: ids(task.project_id),
    projectGroups: [],
    environments: ids(task.environment_id),
    tenants: ids(task.tenant_id),
  };
}

function timeIn(value: unknown): Date | undefined {
  return typeof value === "string" ? new Date(value) : undefined;
}
