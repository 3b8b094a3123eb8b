import { MaskingCursor, SecretSet } from "@indelible/masking";
import type { ActivityRow, ActivityStatus, LogCategory, LogLine } from "../ports/task-log-rows.ts";
import type { TaskLogStore } from "../ports/task-log-store.ts";

/** What a log stands on. */
export interface TaskLogOptions {
  readonly store: Pick<TaskLogStore, "activities" | "append">;
  readonly taskId: string;
  /** What the whole of it is called. */
  readonly name: string;
  readonly clock: () => Date;
}

/** Lines of one task; what it writes after them is dropped. */
export const LINES_MAX = 200_000;
/** Characters of a line; longer ones are cut into several. */
const LINE_LENGTH_MAX = 20_000;
/** Lines that wait to be written before whoever writes more must wait. */
const BUFFERED_MAX = 500;
const FLUSH_MILLISECONDS = 300;

/** What a task writes while it runs: a tree of activities with lines, no secret among them. */
export class TaskLog {
  readonly root: Activity;
  readonly #options: TaskLogOptions;
  readonly #activities = new Map<string, Activity>();
  readonly #changed = new Set<ActivityRow>();
  /** One set for all activities: what finds its secrets is prepared once. */
  #secrets = SecretSet.empty();
  #lines: LogLine[] = [];
  #number: number;
  #warned = false;
  #writing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: TaskLogOptions, number: number) {
    this.#options = options;
    this.#number = number;
    this.root = this.#activity(options.taskId, null, options.name, 0);
  }

  /** The log of a task that begins, or goes on after a pause. */
  static async open(options: TaskLogOptions): Promise<TaskLog> {
    const { activities, lastLine } = await options.store.activities(options.taskId);
    const log = new TaskLog(options, lastLine);
    for (const row of activities) log.#restore(row);
    log.root.start();
    return log;
  }

  /** Whether anything was written that somebody should look at. */
  get hasWarnings(): boolean {
    return this.#warned;
  }

  /**
   * From now on the secret is masked wherever it is written. MaskingError if all secrets of the task
   * are too long together.
   */
  addSecret(secret: string): void {
    this.#secrets = this.#secrets.with(secret);
    for (const activity of this.#activities.values()) activity.mask(this.#secrets);
  }

  /** A text that is kept elsewhere than in the log, without the secrets that the log knows. */
  masked(text: string): string {
    const cursor = new MaskingCursor(this.#secrets);
    return cursor.write(text) + cursor.end();
  }

  /** Writes everything, the root's state with it. */
  async close(status: ActivityStatus): Promise<void> {
    for (const activity of this.#activities.values()) activity.flush();
    if (status === "Running") this.#changed.add(this.root.row);
    else this.root.end(status);
    clearTimeout(this.#timer);
    await this.#flush();
  }

  /** For activities: the part of the log of this id, made when there is none. */
  child(parent: Activity, key: string, name: string): Activity {
    const id = `${parent.row.id}/${key}`;
    return this.#activities.get(id) ?? this.#activity(id, parent.row.id, name);
  }

  /**
   * For activities: keeps lines, all of them before it returns; resolves when there is room for more.
   * Not async: a caller that does not wait must not leave a rejection unhandled, see `#flush`.
   */
  lines(activity: Activity, category: LogCategory, texts: readonly string[]): Promise<void> {
    if (texts.length === 0) return Promise.resolve();
    this.#warned ||= category === "Warning" || category === "Error";
    for (const part of texts.flatMap(partsOf)) this.#line(activity, category, part);
    this.#flushSoon();
    return this.#lines.length >= BUFFERED_MAX ? this.#flush() : Promise.resolve();
  }

  /** For activities: their state is to be written. */
  changed(row: ActivityRow): void {
    this.#changed.add(row);
    this.#flushSoon();
  }

  #line(activity: Activity, category: LogCategory, text: string): void {
    this.#number += 1;
    if (this.#number > LINES_MAX) return;
    const isLast = this.#number === LINES_MAX;
    this.#lines.push({
      number: this.#number,
      activity_id: activity.row.id,
      category: isLast ? "Warning" : category,
      occurred: this.#options.clock(),
      text: isLast ? `The log is full: it keeps ${LINES_MAX} lines.` : text,
    });
  }

  #activity(
    id: string,
    parent: string | null,
    name: string,
    place = this.#activities.size,
  ): Activity {
    const row = { id, parent_id: parent, place, name, started: null, ended: null };
    return this.#keep({ ...row, status: "Pending" });
  }

  #keep(row: ActivityRow): Activity {
    const activity = new Activity(this, row, this.#secrets, this.#options.clock);
    this.#activities.set(row.id, activity);
    return activity;
  }

  #restore(row: ActivityRow): void {
    if (row.id === this.root.row.id) this.root.row.started = row.started;
    else this.#keep(row);
  }

  #flushSoon(): void {
    this.#timer ??= setTimeout(() => void this.#flush(), FLUSH_MILLISECONDS);
  }

  #flush(): Promise<void> {
    this.#timer = undefined;
    const [lines, activities] = [this.#lines, [...this.#changed]];
    this.#lines = [];
    this.#changed.clear();
    const { store, taskId } = this.#options;
    const written = this.#writing.then(() => store.append(taskId, lines, activities));
    // Whoever closes the log learns of a failure; callers that do not wait need not.
    this.#writing = written;
    written.catch(() => {});
    return written;
  }
}

/** A part of what a task does, and what it writes. */
export class Activity {
  readonly row: ActivityRow;
  readonly #log: TaskLog;
  readonly #cursor: MaskingCursor;
  readonly #clock: () => Date;
  #category: LogCategory = "Info";
  #begun = "";

  constructor(log: TaskLog, row: ActivityRow, secrets: SecretSet, clock: () => Date) {
    this.row = row;
    this.#log = log;
    this.#cursor = new MaskingCursor(secrets);
    this.#clock = clock;
  }

  /** A part of this one; the same key gives the same part. */
  child(key: string, name: string): Activity {
    return this.#log.child(this, key, name);
  }

  /** For the log: masks a larger set of secrets from now on. */
  mask(larger: SecretSet): void {
    this.#cursor.moveTo(larger);
  }

  /** Says that it runs. */
  start(): void {
    if (this.row.status === "Running") return;
    this.row.status = "Running";
    this.row.started ??= this.#clock();
    this.row.ended = null;
    this.#log.changed(this.row);
  }

  /** Says how it ended. */
  end(status: ActivityStatus): void {
    this.flush();
    this.row.status = status;
    this.row.ended = this.#clock();
    this.#log.changed(this.row);
  }

  verbose(text: string): void {
    this.#whole("Verbose", text);
  }

  info(text: string): void {
    this.#whole("Info", text);
  }

  warning(text: string): void {
    this.#whole("Warning", text);
  }

  error(text: string): void {
    this.#whole("Error", text);
  }

  /** Writes a piece of a stream, which may end within a line; resolves when there is room for more. */
  async write(category: LogCategory, chunk: string): Promise<void> {
    if (category !== this.#category) this.flush();
    this.#category = category;
    await this.#take(this.#cursor.write(chunk));
  }

  /** Writes what was held back and what has no end of line yet. */
  flush(): void {
    void this.#take(this.#cursor.end());
    if (this.#begun === "") return;
    void this.#log.lines(this, this.#category, [this.#begun]);
    this.#begun = "";
  }

  #take(masked: string): Promise<void> {
    const lines = (this.#begun + masked).split(/\r?\n/);
    this.#begun = lines.pop() ?? "";
    return this.#log.lines(this, this.#category, lines);
  }

  #whole(category: LogCategory, text: string): void {
    this.flush();
    this.#category = category;
    void this.#take(`${this.#cursor.write(text)}${this.#cursor.end()}\n`);
  }
}

function partsOf(text: string): string[] {
  if (text.length <= LINE_LENGTH_MAX) return [text];
  return text.match(/[\s\S]{1,20000}/g) ?? [];
}
