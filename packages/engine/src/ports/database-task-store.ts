import { TASK_STATES, type TaskState } from "@indelible/domain";
import type { Page } from "@indelible/kernel";
import { type Database, sqlState } from "@indelible/trail";
import { sql } from "../sql.ts";
import type { Task } from "./task.ts";
import {
  LEASE_MILLISECONDS,
  type TaskCounts,
  type TaskQuery,
  type TaskStore,
} from "./task-store.ts";

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

/** The tasks in the table `server.tasks` of PostgreSQL or PGlite. */
export class DatabaseTaskStore implements TaskStore {
  readonly #database: Database;
  readonly #clock: () => Date;

  constructor(database: Database, clock: () => Date) {
    this.#database = database;
    this.#clock = clock;
  }

  get(ids: readonly string[]): Promise<Task[]> {
    return this.#database.query<Task>(GET, [ids]);
  }

  async list(query: TaskQuery, page: Page): Promise<string[]> {
    const values = [...filterValues(query), page.skip, page.take];
    const rows = await this.#database.query<Pick<Task, "id">>(LIST, values);
    return rows.map(({ id }) => id);
  }

  async count(query: TaskQuery): Promise<TaskCounts> {
    const rows = await this.#database.query<{ state: TaskState; count: number }>(
      COUNT,
      filterValues(query),
    );
    const found = new Map(rows.map(({ state, count }) => [state, count]));
    const counts = TASK_STATES.map((state) => [state, found.get(state) ?? 0]);
    return Object.fromEntries(counts) as TaskCounts;
  }

  async claim(holder: string, kinds: readonly string[]): Promise<Task | undefined> {
    try {
      const [task] = await this.#database.query<Task>(CLAIM, [holder, ...this.#lease(), kinds]);
      return task;
    } catch (error) {
      // Another server claimed a task of the same lane at the same time: the next attempt sees that.
      if (sqlState(error) === UNIQUE_VIOLATION) return this.claim(holder, kinds);
      throw error;
    }
  }

  async renew(holder: string, ids: readonly string[]): Promise<ReadonlyMap<string, TaskState>> {
    const [, until] = this.#lease();
    const rows = await this.#database.query<Pick<Task, "id" | "state">>(RENEW, [
      holder,
      ids,
      until,
    ]);
    return new Map(rows.map(({ id, state }) => [id, state]));
  }

  async takeAbandoned(holder: string, mine: readonly string[]): Promise<Task | undefined> {
    const values = [holder, ...this.#lease(), mine];
    const [task] = await this.#database.query<Task>(TAKE_ABANDONED, values);
    return task;
  }

  async release(holder: string, id: string): Promise<void> {
    await this.#database.query(RELEASE, [id, holder]);
  }

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
