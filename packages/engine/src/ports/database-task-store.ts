import { TASK_STATES, type TaskState } from "@indelible/domain";
import type { Page } from "@indelible/kernel";
import { type Database, type DocumentReach, sqlState } from "@indelible/trail";
import { sql } from "../sql.ts";
import type { Task } from "./task.ts";

/** Which tasks are wanted, among those that the viewer may see. Undefined asks for nothing. */
export interface TaskQuery {
  readonly reach: readonly DocumentReach[];
  readonly spaceIds: readonly string[];
  /** Whether tasks of no space count. */
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

/** How many tasks there are of each state. */
export type TaskCounts = Readonly<Record<TaskState, number>>;

/** How long a server has a task before it must say again that it does. */
export const LEASE_MILLISECONDS = 30_000;

const GET = sql.statement("get-tasks");
const CLAIM = sql.statement("claim-task");
const RENEW = sql.statement("renew-leases");
const TAKE_ABANDONED = sql.statement("take-abandoned-task");
const RELEASE = sql.statement("release-task");
const EXPIRED = sql.statement("expired-tasks");
const FILTER = sql.statement("task-filter");
const LIST = withFilter("list-tasks");
const COUNT = withFilter("count-tasks");

const UNIQUE_VIOLATION = "23505";

/** Reads tasks, and says which server has which. Their other changes go through the trail. */
export class TaskStore {
  readonly #database: Database;
  readonly #clock: () => Date;

  constructor(database: Database, clock: () => Date) {
    this.#database = database;
    this.#clock = clock;
  }

  /** The tasks of these ids, oldest first; unknown ids are left out. */
  get(ids: readonly string[]): Promise<Task[]> {
    return this.#database.query<Task>(GET, [ids]);
  }

  /** A page of tasks, newest first. */
  list(query: TaskQuery, page: Page): Promise<Task[]> {
    return this.#database.query<Task>(LIST, [...filterValues(query), page.skip, page.take]);
  }

  /** How many tasks the query finds, by state. */
  async count(query: TaskQuery): Promise<TaskCounts> {
    const rows = await this.#database.query<{ state: TaskState; count: number }>(
      COUNT,
      filterValues(query),
    );
    const found = new Map(rows.map(({ state, count }) => [state, count]));
    const counts = TASK_STATES.map((state) => [state, found.get(state) ?? 0]);
    return Object.fromEntries(counts) as TaskCounts;
  }

  /** Takes the next task of some kinds that may run, for a server; undefined when there is none. */
  async claim(holder: string, kinds: readonly string[]): Promise<Task | undefined> {
    try {
      const [task] = await this.#database.query<Task>(CLAIM, [holder, ...this.#lease(), kinds]);
      return task;
    } catch (error) {
      // Another server took one of the same lane at the same moment: the next try sees that.
      if (sqlState(error) === UNIQUE_VIOLATION) return this.claim(holder, kinds);
      throw error;
    }
  }

  /** Says that a server still has these tasks; answers those that it really has, with their states. */
  async renew(holder: string, ids: readonly string[]): Promise<ReadonlyMap<string, TaskState>> {
    const [, until] = this.#lease();
    const rows = await this.#database.query<Pick<Task, "id" | "state">>(RENEW, [
      holder,
      ids,
      until,
    ]);
    return new Map(rows.map(({ id, state }) => [id, state]));
  }

  /** Takes over a task that its server gave up without a word; `mine` are those that run here. */
  async takeAbandoned(holder: string, mine: readonly string[]): Promise<Task | undefined> {
    const values = [holder, ...this.#lease(), mine];
    const [task] = await this.#database.query<Task>(TAKE_ABANDONED, values);
    return task;
  }

  /** Gives a task back. */
  async release(holder: string, id: string): Promise<void> {
    await this.#database.query(RELEASE, [id, holder]);
  }

  /** Tasks whose time to begin has passed. */
  expired(): Promise<Task[]> {
    return this.#database.query<Task>(EXPIRED, [this.#clock()]);
  }

  #lease(): [Date, Date] {
    const now = this.#clock();
    return [now, new Date(now.getTime() + LEASE_MILLISECONDS)];
  }
}

function withFilter(name: string) {
  const { text, ...statement } = sql.statement(name);
  return { ...statement, text: text.replace("/* filter */", FILTER.text) };
}

function filterValues(query: TaskQuery): unknown[] {
  return [
    JSON.stringify(query.reach),
    query.spaceIds,
    query.withoutSpace,
    query.ids ?? null,
    query.partialName ?? null,
    query.states ?? null,
    query.name ?? null,
    query.project ?? null,
    query.environment ?? null,
    query.tenant ?? null,
    query.runbook ?? null,
    query.node ?? null,
    query.hasPendingInterruptions ?? null,
    query.hasWarningsOrErrors ?? null,
  ];
}
