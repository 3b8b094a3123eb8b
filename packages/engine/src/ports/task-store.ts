import type { TaskState } from "@indelible/domain";
import type { Page } from "@indelible/kernel";
import type { DocumentReach } from "@indelible/trail";
import type { Task } from "./task.ts";

/** Which tasks to find, among those that the viewer may see. An undefined field does not filter. */
export interface TaskQuery {
  readonly reach: readonly DocumentReach[];
  readonly spaceIds: readonly string[];
  /** Whether tasks that belong to no space are included. */
  readonly withoutSpace: boolean;
  readonly ids: readonly string[] | undefined;
  readonly partialName: string | undefined;
  readonly states: readonly TaskState[] | undefined;
  readonly name: string | undefined;
  readonly project: string | undefined;
  readonly environment: string | undefined;
  readonly tenant: string | undefined;
  readonly runbook: string | undefined;
  readonly node: string | undefined;
  readonly hasPendingInterruptions: boolean | undefined;
  readonly hasWarningsOrErrors: boolean | undefined;
}

/** The number of tasks in each state. */
export type TaskCounts = Readonly<Record<TaskState, number>>;

/** How long a lease lasts: a server that does not renew it within this time loses the task. */
export const LEASE_MILLISECONDS = 30_000;

/**
 * Reads tasks and keeps their leases: which server runs which task. All other changes of a task go
 * through the trail's `commit`. docs/formats/tasks.md.
 */
export interface TaskStore {
  /** The tasks with these ids, oldest first; unknown ids are left out. */
  get(ids: readonly string[]): Promise<Task[]>;
  /** The ids of a page of tasks, newest first: the tasks themselves can have megabytes. */
  list(query: TaskQuery, page: Page): Promise<string[]>;
  /** The number of tasks that the query finds, by state. */
  count(query: TaskQuery): Promise<TaskCounts>;
  /** Leases the next task of some kinds that may run to a server; undefined when there is none. */
  claim(holder: string, kinds: readonly string[]): Promise<Task | undefined>;
  /** Renews the leases of a server. Returns the states of the tasks that it has not lost, by id. */
  renew(holder: string, ids: readonly string[]): Promise<ReadonlyMap<string, TaskState>>;
  /** Takes over a task whose lease has expired; `mine` are the ids of the tasks that run here. */
  takeAbandoned(holder: string, mine: readonly string[]): Promise<Task | undefined>;
  /** Ends the lease of a task. */
  release(holder: string, id: string): Promise<void>;
  /** Queued tasks that did not start before their `QueueTimeExpiry`. */
  expired(): Promise<Task[]>;
}
