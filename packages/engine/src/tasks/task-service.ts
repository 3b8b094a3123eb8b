import {
  interruptions,
  isCompleted,
  object,
  type Permission,
  type PermissionScope,
  parseTaskState,
  queueTimesProblem,
  serverTasks,
  spacesReached,
  type TaskEvent,
  text,
} from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import {
  completeBody,
  invalid,
  notFound,
  Refusal,
  readCommand,
  readDocument,
  retryOnConflict,
} from "@indelible/kernel";
import { type DocumentChange, modification, type RowMacs, type Trail } from "@indelible/trail";
import type { NamingCheck } from "../ports/document-reader.ts";
import { PLAIN_TASK, type Task, type TaskRequest } from "../ports/task.ts";
import type { TaskStore } from "../ports/task-store.ts";
import { recordedNotes } from "./recorded-notes.ts";
import { changedTasks, queuedTasks, taskAfter } from "./task-changes.ts";
import { taskNote } from "./task-document.ts";
import type { TaskKind } from "./task-kind.ts";
import { alsoRelated, questionsOf } from "./task-questions.ts";

/** Dependencies of the task service. */
export interface TaskServiceOptions {
  readonly trail: Trail;
  readonly store: TaskStore;
  readonly kinds: readonly TaskKind[];
  readonly sealer: RowMacs;
  readonly clock: () => Date;
  readonly checkNaming: NamingCheck;
}

/** How a request names a task. */
export interface TaskAddress {
  readonly id: string;
  /** The space that the URL names; null if it names none. */
  readonly spaceId: string | null;
}

/** Lets users queue, cancel and mark tasks: each needs a permission and records an event. */
export class TaskService {
  readonly #options: TaskServiceOptions;
  readonly #kinds: ReadonlyMap<string, TaskKind>;

  constructor(options: TaskServiceOptions) {
    this.#options = options;
    this.#kinds = new Map(options.kinds.map((kind) => [kind.name.toLowerCase(), kind]));
  }

  /** A task; fails with 404 when it is missing or hidden from the caller. */
  async get(caller: Caller, address: TaskAddress): Promise<Task> {
    return this.#for(caller, address, "TaskView");
  }

  /** Queues a task without a document, such as a health check. */
  async queue(caller: Caller, spaceId: string, sent: unknown): Promise<Task> {
    caller.requireSomewhere(["TaskCreate"], [spaceId]);
    const fields = completeBody(serverTasks, readDocument(serverTasks, sent));
    const problem = queueTimesProblem(fields, this.#options.clock());
    if (problem !== undefined) throw invalid(problem);
    const { Arguments } = fields;
    await this.#options.checkNaming(caller, serverTasks, spaceId, { Arguments });
    return this.#queue(caller, {
      space_id: spaceId,
      name: fields.Name,
      description: fields.Description,
      arguments: fields.Arguments,
      queue_time: fields.QueueTime ? new Date(fields.QueueTime) : this.#options.clock(),
      queue_time_expiry: fields.QueueTimeExpiry ? new Date(fields.QueueTimeExpiry) : null,
    });
  }

  /** Queues a task that repeats one that has ended. */
  async rerun(caller: Caller, address: TaskAddress): Promise<Task> {
    const task = await this.#for(caller, address, "TaskCreate");
    if (!isCompleted(task.state))
      throw new Refusal("conflict", `Task '${task.description}' has not ended.`);
    const queue_time = this.#options.clock();
    const { space_id, name, description, arguments: given } = task;
    const again = { space_id, name, description, arguments: given, queue_time };
    return this.#queue(caller, { ...again, queue_time_expiry: null });
  }

  /** Cancels a task: a queued one at once, a running one as soon as it has stopped. */
  cancel(caller: Caller, address: TaskAddress): Promise<Task> {
    return this.#change(caller, address, "TaskCancel", (task) => this.#cancelled(caller, task));
  }

  /** Marks a task that has ended as succeeded or failed. */
  async changeState(caller: Caller, address: TaskAddress, sent: unknown): Promise<Task> {
    return this.#change(caller, address, "TaskEdit", async (task) => {
      const { trail, clock } = this.#options;
      const { event, verb, reason } = markIn(sent);
      const facts = event === "markSuccess" ? { error_message: "" } : {};
      const after = taskAfter(task, event, clock(), facts);
      const kind = this.#kinds.get(task.name.toLowerCase());
      const snapshot = await trail.read({ ids: kind?.needs(task) ?? [] });
      const about = kind?.about?.(task, snapshot) ?? [];
      const relatedIds = await questionIds(trail, task);
      const note = taskNote(task, "TaskStateChanged", [verb, ...about], { reason, relatedIds });
      return this.#write(caller, after, [note]);
    });
  }

  async #cancelled(caller: Caller, task: Task): Promise<Task> {
    const { trail, clock } = this.#options;
    const after = taskAfter(task, "cancel", clock());
    const kind = this.#kind(task.name);
    const snapshot = await trail.read({ ids: kind.needs(task) });
    const questions = await questionIds(trail, task);
    const notes = kind
      .notes(after, "cancelled", snapshot)
      .map((note) => alsoRelated(note, questions));
    return this.#write(caller, after, [...notes, ...(await closedQuestions(trail, task))]);
  }

  async #queue(
    caller: Caller,
    fields: Pick<
      TaskRequest,
      "space_id" | "name" | "description" | "arguments" | "queue_time" | "queue_time_expiry"
    >,
  ): Promise<Task> {
    const { trail, clock, store, sealer } = this.#options;
    const { name, read } = this.#kind(fields.name);
    if (read === undefined) {
      throw invalid(`Tasks of the kind '${name}' cannot be queued by themselves.`);
    }
    const snapshot = await trail.read({ newIds: { [serverTasks.prefix]: 1 }, events: 1 });
    const id = snapshot.takeId(serverTasks.prefix);
    const queued_by = caller.actor.userId;
    const request = read({ ...PLAIN_TASK, ...fields, name, id, queued_by });
    caller.require("TaskCreate", scopeOf(request));
    const note = taskNote(request, "TaskQueued", "was queued");
    await trail.commit(caller.act(), snapshot, [note], [queuedTasks([request], sealer, clock())]);
    const [task] = await store.get([id]);
    if (task === undefined) throw notFound(id);
    return task;
  }

  /** A task for which the caller has a permission; 404 for callers who may not see it. */
  async #for(caller: Caller, address: TaskAddress, permission: Permission): Promise<Task> {
    const { id, spaceId } = address;
    caller.requireSomewhere([permission], [...spacesReached(caller.permissions), null]);
    const [task] = await this.#options.store.get([id]);
    if (task === undefined || isElsewhere(task, spaceId)) throw notFound(id);
    const scope = scopeOf(task);
    if (!caller.may(permission, scope) && !caller.may("TaskView", scope)) throw notFound(id);
    caller.require(permission, scope);
    return task;
  }

  #change(
    caller: Caller,
    address: TaskAddress,
    permission: Permission,
    change: (task: Task) => Promise<Task>,
  ): Promise<Task> {
    return retryOnConflict(async () => change(await this.#for(caller, address, permission)));
  }

  async #write(caller: Caller, after: Task, given: readonly DocumentChange[]): Promise<Task> {
    const { trail } = this.#options;
    const changes = recordedNotes(after, given);
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

/** Whether an address names another space than the task's. A task of no space is in all of them. */
function isElsewhere(task: Task, spaceId: string | null): boolean {
  return spaceId !== null && task.space_id !== null && task.space_id !== spaceId;
}

/** The body of a change of state. API reference, section 6: tasks/{id}/state. */
export const STATE_CHANGE = object({ State: text(100), Reason: text() });

/** Closes the questions of a task that was cancelled. */
async function closedQuestions(trail: Trail, task: Task): Promise<DocumentChange[]> {
  const questions = await questionsOf(trail, task.id);
  return questions
    .filter(({ body }) => body.IsPending)
    .map((before) => modification(interruptions, before, { ...before.body, IsPending: false }));
}

async function questionIds(trail: Trail, { id }: Task): Promise<string[]> {
  return (await questionsOf(trail, id)).map((question) => question.id);
}

const MARKS: ReadonlyMap<string, TaskEvent> = new Map([
  ["Success", "markSuccess"],
  ["Failed", "markFailure"],
]);

/** The event of a change of state that a user sent, and the verb of its message. */
function markIn(sent: unknown): { event: TaskEvent; verb: string; reason: string } {
  const { State, Reason } = readCommand(STATE_CHANGE, sent);
  const state = parseTaskState(State);
  const event = MARKS.get(state ?? "");
  if (event === undefined) throw invalid("State must be Success or Failed.");
  return { event, verb: `was marked as ${state}`, reason: Reason };
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
