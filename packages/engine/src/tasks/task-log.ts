import { activitiesDigest, type LogDigest, type TaskRecord, withLine } from "@indelible/domain";
import { MaskingCursor, SecretSet } from "@indelible/masking";
import { sha256Hex } from "@indelible/trail";
import type { ActivityRow, ActivityStatus, LogCategory, LogLine } from "../ports/task-log-rows.ts";
import type { TaskLogStore } from "../ports/task-log-store.ts";

/** Dependencies of a task log. */
export interface TaskLogOptions {
  readonly store: Pick<TaskLogStore, "activities" | "append" | "digest">;
  readonly taskId: string;
  /** The name of the root activity. */
  readonly name: string;
  readonly clock: () => Date;
}

/** Lines of one task; later ones are dropped. */
export const LINES_MAX = 200_000;
/** Characters of a line; longer ones are cut into several. */
const LINE_LENGTH_MAX = 20_000;
/** Unwritten lines from which on callers wait for the store. */
const BUFFERED_MAX = 500;
const FLUSH_MILLISECONDS = 300;

/** The log of a task: a tree of activities with lines, in which secrets are masked. */
export class TaskLog {
  readonly root: Activity;
  readonly #options: TaskLogOptions;
  readonly #activities = new Map<string, Activity>();
  readonly #changed = new Set<ActivityRow>();
  /** Shared by all activities, so that its search automaton is built once. */
  #secrets = SecretSet.empty();
  #lines: LogLine[] = [];
  /** Of all lines, those included that are not written yet. */
  #digest: LogDigest;
  #warned = false;
  #writing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: TaskLogOptions, digest: LogDigest) {
    this.#options = options;
    this.#digest = digest;
    this.root = this.#activity(options.taskId, null, options.name, 0);
  }

  /** Opens the log of a task that starts, or resumes after a pause. */
  static async open(options: TaskLogOptions): Promise<TaskLog> {
    const log = new TaskLog(options, await options.store.digest(options.taskId));
    for (const row of await options.store.activities(options.taskId)) log.#restore(row);
    log.root.start();
    return log;
  }

  /** Whether a warning or an error was written. */
  get hasWarnings(): boolean {
    return this.#warned;
  }

  /** What an event states of the log. */
  get record(): NonNullable<TaskRecord["Log"]> {
    const rows = [...this.#activities.values()].map(({ row }) => row);
    return { ...this.#digest, Activities: activitiesDigest(rows, sha256Hex) };
  }

  /**
   * Masks a secret in everything that is written from now on. Fails with MaskingError when the secrets
   * of the task are too long in total.
   */
  addSecret(secret: string): void {
    this.#secrets = this.#secrets.with(secret);
    for (const activity of this.#activities.values()) activity.mask(this.#secrets);
  }

  /** Masks the secrets of the log in a text that is stored elsewhere. */
  masked(text: string): string {
    const cursor = new MaskingCursor(this.#secrets);
    return cursor.write(text) + cursor.end();
  }

  /** Writes everything, with the final status of the root activity. */
  async close(status: ActivityStatus): Promise<void> {
    for (const activity of this.#activities.values()) activity.flush();
    if (status === "Running") this.#changed.add(this.root.row);
    else this.root.end(status);
    clearTimeout(this.#timer);
    await this.#flush();
  }

  /** For activities: the child with a key, created when there is none. */
  child(parent: Activity, key: string, name: string): Activity {
    const id = `${parent.row.id}/${key}`;
    return this.#activities.get(id) ?? this.#activity(id, parent.row.id, name);
  }

  /**
   * For activities: adds lines, all of them before it returns; resolves when the log can accept more.
   * Not async: a caller that does not wait must not leave a rejection unhandled, see `#flush`.
   */
  lines(activity: Activity, category: LogCategory, texts: readonly string[]): Promise<void> {
    if (texts.length === 0) return Promise.resolve();
    this.#warned ||= category === "Warning" || category === "Error";
    for (const part of texts.flatMap(partsOf)) this.#line(activity, category, part);
    this.#flushSoon();
    return this.#lines.length >= BUFFERED_MAX ? this.#flush() : Promise.resolve();
  }

  /** For activities: schedules their state to be written. */
  changed(row: ActivityRow): void {
    this.#changed.add(row);
    this.#flushSoon();
  }

  #line(activity: Activity, category: LogCategory, text: string): void {
    const number = this.#digest.Lines + 1;
    if (number > LINES_MAX) return;
    const isLast = number === LINES_MAX;
    const line: LogLine = {
      number,
      activity_id: activity.row.id,
      category: isLast ? "Warning" : category,
      occurred: this.#options.clock(),
      text: isLast ? `The log is full: it keeps ${LINES_MAX} lines.` : storable(text),
    };
    this.#digest = withLine(this.#digest, line, sha256Hex);
    this.#lines.push(line);
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
    const [lines, digest, activities] = [this.#lines, this.#digest, [...this.#changed]];
    this.#lines = [];
    this.#changed.clear();
    const { store, taskId } = this.#options;
    const written = this.#writing.then(() => store.append(taskId, lines, activities, digest));
    // `close` reports a failure; callers that do not wait need not handle it.
    this.#writing = written;
    written.catch(() => {});
    return written;
  }
}

/** A part of a task, such as a step, and its log lines. */
export class Activity {
  readonly row: ActivityRow;
  readonly #log: TaskLog;
  readonly #cursor: MaskingCursor;
  readonly #clock: () => Date;
  #category: LogCategory = "Info";
  #partialLine = "";

  constructor(log: TaskLog, row: ActivityRow, secrets: SecretSet, clock: () => Date) {
    this.row = row;
    this.#log = log;
    this.#cursor = new MaskingCursor(secrets);
    this.#clock = clock;
  }

  /** The child with a key, created when there is none. */
  child(key: string, name: string): Activity {
    return this.#log.child(this, key, name);
  }

  /** For the log: masks a larger set of secrets from now on. */
  mask(larger: SecretSet): void {
    this.#cursor.moveTo(larger);
  }

  /** Sets the status Running. */
  start(): void {
    if (this.row.status === "Running") return;
    this.row.status = "Running";
    this.row.started ??= this.#clock();
    this.row.ended = null;
    this.#log.changed(this.row);
  }

  /** Sets the final status. */
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

  /** Writes a piece of a stream, which may end within a line; resolves when the log can accept more. */
  async write(category: LogCategory, chunk: string): Promise<void> {
    if (category !== this.#category) this.flush();
    this.#category = category;
    await this.#add(this.#cursor.write(chunk));
  }

  /** Writes the buffered text, also a line without an end. */
  flush(): void {
    void this.#add(this.#cursor.end());
    if (this.#partialLine === "") return;
    void this.#log.lines(this, this.#category, [this.#partialLine]);
    this.#partialLine = "";
  }

  #add(masked: string): Promise<void> {
    const lines = (this.#partialLine + masked).split(/\r?\n/);
    this.#partialLine = lines.pop() ?? "";
    return this.#log.lines(this, this.#category, lines);
  }

  #whole(category: LogCategory, text: string): void {
    this.flush();
    this.#category = category;
    void this.#add(`${this.#cursor.write(text)}${this.#cursor.end()}\n`);
  }
}

function partsOf(text: string): string[] {
  if (text.length <= LINE_LENGTH_MAX) return [text];
  // By code points, so that no character is cut in two.
  return text.match(/[\s\S]{1,20000}/gu) ?? [];
}

/** Without what a database cannot store: halves of surrogate pairs, and U+0000. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}
