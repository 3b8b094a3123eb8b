import type { TaskEvent } from "@indelible/domain";
import { isStale, systemAct } from "@indelible/kernel";
import { type Act, type RowMacs, type Trail, TrailError } from "@indelible/trail";
import type { Task } from "../ports/task.ts";
import { LEASE_MILLISECONDS, type TaskStore } from "../ports/task-store.ts";
import { recordedNotes, recordedTask } from "./recorded-notes.ts";
import { changedTasks, type TaskFacts, taskAfter } from "./task-changes.ts";
import { refusalNote } from "./task-document.ts";
import type { TaskKind, TaskMoment, TaskOutcome } from "./task-kind.ts";
import type { TaskLog } from "./task-log.ts";
import { alsoRelated, questionsOf } from "./task-questions.ts";

/** Dependencies of a task runner. */
export interface TaskRunnerOptions {
  readonly trail: Trail;
  readonly store: TaskStore;
  readonly kinds: readonly TaskKind[];
  /** The name of this server among those that share the database; it survives a restart. */
  readonly node: string;
  readonly clock: () => Date;
  /** The most tasks that run here at once. */
  readonly taskCap: number;
  readonly openLog: (task: Task) => Promise<TaskLog>;
  /** Encrypts the progress of a paused task, bound to the task. */
  readonly seal: (progress: string, taskId: string) => string;
  readonly unseal: (sealed: string, taskId: string) => string;
  /** Whether a server queued a task, with its present fields. Others do not run. */
  readonly isGenuine: (task: Task) => boolean;
  readonly macs: RowMacs;
  readonly logError: (error: unknown, occasion: string) => void;
}

/** Why a task that runs here is stopped. */
type StopReason = "cancelled" | "lost" | "shut-down";

interface Running {
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

const NOT_GENUINE = "No server queued this task, or its row was changed in the database.";
const SHUT_DOWN = "The server was shut down while the task ran.";

/**
 * Runs tasks that it claims from the store. Any number of runners may share a store: each task runs on
 * one of them, and when that one stops, another ends the task (docs/formats/tasks.md).
 */
export class TaskRunner {
  readonly #options: TaskRunnerOptions;
  readonly #kinds: ReadonlyMap<string, TaskKind>;
  readonly #running = new Map<string, Running>();
  #onEnded: () => void = () => {};
  #renewed: number;

  constructor(options: TaskRunnerOptions) {
    this.#options = options;
    this.#kinds = new Map(options.kinds.map((kind) => [kind.name, kind]));
    this.#renewed = options.clock().getTime();
  }

  /** Sets the listener for the end of a task, when there is room for another. */
  onEnded(listener: () => void): void {
    this.#onEnded = listener;
  }

  /** The ids of the tasks that run here now. */
  get running(): readonly string[] {
    return [...this.#running.keys()];
  }

  /** Starts the next task that may run, if there is room; returns whether it started one. */
  async claim(): Promise<boolean> {
    const { store, node, taskCap } = this.#options;
    if (this.#running.size >= taskCap) return false;
    const task = await store.claim(node, [...this.#kinds.keys()]);
    if (task === undefined) return false;
    this.#start(task);
    return true;
  }

  /** Renews the leases of the running tasks; stops those that were cancelled or that it has lost. */
  async renew(): Promise<void> {
    const { store, node, clock } = this.#options;
    const ids = this.running;
    if (ids.length === 0) {
      this.#renewed = clock().getTime();
      return;
    }
    try {
      const states = await store.renew(node, ids);
      this.#renewed = clock().getTime();
      for (const id of ids) {
        if (!states.has(id)) this.#stop(id, "lost");
        else if (states.get(id) === "Cancelling") this.#stop(id, "cancelled");
      }
    } catch (error) {
      // The leases have expired: other servers may have taken over the tasks.
      if (clock().getTime() - this.#renewed < LEASE_MILLISECONDS) throw error;
      for (const id of ids) this.#stop(id, "lost");
      throw error;
    }
  }

  /** Ends the tasks of servers that stopped, and queued tasks whose start time has expired. */
  async sweep(): Promise<void> {
    const { store, node } = this.#options;
    for (;;) {
      const task = await store.takeAbandoned(node, this.running);
      if (task === undefined) break;
      await this.#unlessRefused(task, () => this.#abandon(task));
    }
    for (const task of await store.expired()) {
      const error_message = "The task was not started before its QueueTimeExpiry.";
      const expire = () => this.#settle(task, "expire", "expired", { error_message });
      await this.#unlessRefused(task, expire);
    }
  }

  /** Waits for the running tasks to end; stops them after `graceMilliseconds`. */
  async close(graceMilliseconds: number): Promise<void> {
    const all = [...this.#running.values()].map(({ done }) => done);
    const timer = setTimeout(() => {
      for (const id of this.running) this.#stop(id, "shut-down");
    }, graceMilliseconds);
    await Promise.all(all);
    clearTimeout(timer);
  }

  /** Resolves when the tasks that run now have ended. For tests. */
  async idle(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  #start(task: Task): void {
    const controller = new AbortController();
    const done = this.#unlessRefused(task, () => this.#run(task, controller.signal))
      .catch((error: unknown) => this.#options.logError(error, `task ${task.id}`))
      .finally(() => {
        this.#running.delete(task.id);
        this.#onEnded();
      });
    this.#running.set(task.id, { controller, done });
  }

  #stop(id: string, reason: StopReason): void {
    this.#running.get(id)?.controller.abort(reason);
  }

  /** Handles a task that a server queued; ends any other, with an event of the system. */
  async #unlessRefused(task: Task, handle: () => Promise<void>): Promise<void> {
    const { trail, clock, isGenuine, logError } = this.#options;
    if (isGenuine(task)) return handle();
    logError(new TrailError("secret", NOT_GENUINE), `task ${task.id}`);
    const now = clock();
    const started = task.state === "Queued" ? taskAfter(task, "start", now) : task;
    const event = task.state === "Cancelling" ? "stop" : "fail";
    const after = taskAfter(started, event, now, { error_message: NOT_GENUINE });
    const snapshot = await trail.read({ events: 1 });
    const notes = recordedNotes(after, [refusalNote(task, NOT_GENUINE)]);
    await isWritten(trail.commit(this.#act(task), snapshot, notes, [changedTasks([after])]));
  }

  async #run(task: Task, signal: AbortSignal): Promise<void> {
    if (task.state === "Cancelling") return this.#endCancelled(task);
    const started = await this.#started(task);
    if (started === undefined) return;
    const log = await this.#options.openLog(started);
    const outcome = await this.#outcome(started, log, signal);
    await log.close(statusOf(outcome, signal));
    if (signal.reason === "lost") return;
    await this.#finish(started, outcome, log).catch(async (error: unknown) => {
      this.#options.logError(error, `the end of task ${task.id}`);
      const message = "The end of the task could not be recorded.";
      await this.#finish(started, { kind: "failed", message }, log);
    });
  }

  /** Ends a task that was cancelled while it waited for an answer. */
  async #endCancelled(task: Task): Promise<void> {
    const log = await this.#options.openLog(task);
    await log.close("Canceled");
    return this.#settle(task, "stop", "stopped", {}, log);
  }

  /** The started or resumed task; undefined when it was cancelled in the meantime. */
  async #started(task: Task): Promise<Task | undefined> {
    const { clock, node, store } = this.#options;
    const isNew = task.state === "Queued";
    const after = isNew
      ? taskAfter(task, "start", clock(), { server_node: node })
      : { ...task, server_node: node, last_updated: clock() };
    const written = await this.#record(task, after, isNew ? "started" : "resumed");
    if (!written) await store.release(node, task.id);
    return written ? { ...after, version: after.version + 1 } : undefined;
  }

  async #outcome(task: Task, log: TaskLog, signal: AbortSignal): Promise<TaskOutcome> {
    const { unseal } = this.#options;
    try {
      const progress = task.progress === null ? undefined : unseal(task.progress, task.id);
      const outcome = await this.#kind(task).run({ task, log, signal, progress });
      return signal.reason === "shut-down" ? { kind: "failed", message: SHUT_DOWN } : outcome;
    } catch (error) {
      const message = signal.reason === "shut-down" ? SHUT_DOWN : messageOf(error);
      log.root.error(message);
      return { kind: "failed", message };
    }
  }

  async #finish(task: Task, outcome: TaskOutcome, log: TaskLog): Promise<void> {
    const facts = { has_warnings: log.hasWarnings };
    if (outcome.kind === "succeeded") {
      return this.#settle(task, "succeed", "succeeded", facts, log);
    }
    if (outcome.kind === "failed") {
      const error_message = log.masked(outcome.message);
      return this.#settle(task, "fail", "failed", { ...facts, error_message }, log);
    }
    return this.#pause(task, outcome, facts, log);
  }

  /** Pauses a task and ends its lease: any server may resume it after the answer. */
  async #pause(
    task: Task,
    outcome: Extract<TaskOutcome, { kind: "paused" }>,
    facts: TaskFacts,
    log: TaskLog,
  ): Promise<void> {
    const { trail, clock, seal } = this.#options;
    const { newIds, mentions } = outcome;
    const snapshot = await trail.read({ newIds, mentions, events: 2 });
    const after = {
      ...task,
      ...facts,
      last_updated: clock(),
      has_pending_interruptions: true,
      progress: seal(outcome.progress, task.id),
    };
    const written = await isWritten(
      trail.commit(this.#act(task), snapshot, outcome.write(snapshot), [changedTasks([after])]),
    );
    if (!written) await this.#settleChanged(task, log);
  }

  async #abandon(task: Task): Promise<void> {
    const { store, node } = this.#options;
    // It has not started, or waits for an answer: nothing is lost.
    if (task.state === "Queued" || task.has_pending_interruptions) {
      return store.release(node, task.id);
    }
    const message = `The server ${task.server_node} stopped while the task ran.`;
    const log = await this.#options.openLog(task);
    log.root.error(message);
    await log.close("Failed");
    const moment = task.state === "Cancelling" ? "stopped" : "failed";
    await this.#settle(task, "abandon", moment, { error_message: message }, log);
  }

  /** Records how a task ended, or that it was stopped if it was cancelled in the meantime. */
  async #settle(
    task: Task,
    event: TaskEvent,
    moment: TaskMoment,
    facts: TaskFacts = {},
    log?: TaskLog,
  ): Promise<void> {
    const after = taskAfter(task, event, this.#options.clock(), facts);
    if (!(await this.#record(task, after, moment, log))) await this.#settleChanged(task, log);
  }

  /** Ends a task that was changed while it ran here, if the change was a cancellation. */
  async #settleChanged({ id }: Task, log?: TaskLog): Promise<void> {
    const [now] = await this.#options.store.get([id]);
    if (now?.state === "Cancelling" && now.lease_holder === this.#options.node) {
      await this.#settle(now, "stop", "stopped", {}, log);
    }
  }

  /** Writes a task with its events; false when it was changed in the meantime. */
  async #record(before: Task, after: Task, moment: TaskMoment, log?: TaskLog): Promise<boolean> {
    const { trail, macs } = this.#options;
    const kind = this.#kind(after);
    const snapshot = await trail.read({ ids: kind.needs(after), events: 1 });
    // Only a task that has waited for an answer has progress.
    const questions = before.progress === null ? [] : await questionsOf(trail, before.id);
    const ids = questions.map(({ id }) => id);
    const notes = kind.notes(after, moment, snapshot).map((note) => alsoRelated(note, ids));
    const digests = log?.record;
    const written = recordedTask(macs, after, notes, digests);
    const changes = recordedNotes(after, notes, digests);
    return isWritten(trail.commit(this.#act(after), snapshot, changes, [changedTasks([written])]));
  }

  /** All events of a task have its id as their correlation id. */
  #act({ id }: Task): Act {
    return systemAct(id);
  }

  #kind({ name }: Task): TaskKind {
    const kind = this.#kinds.get(name);
    if (kind !== undefined) return kind;
    throw new TrailError("definition", `This server does not know tasks of the kind '${name}'.`);
  }
}

async function isWritten(commit: Promise<unknown>): Promise<boolean> {
  try {
    await commit;
    return true;
  } catch (error) {
    if (isStale(error)) return false;
    throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function statusOf(outcome: TaskOutcome, signal: AbortSignal) {
  if (signal.reason === "cancelled") return "Canceled";
  if (outcome.kind === "paused") return "Running";
  return outcome.kind === "succeeded" ? "Success" : "Failed";
}
