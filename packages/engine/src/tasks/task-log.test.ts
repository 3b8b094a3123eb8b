import { activitiesDigest, EMPTY_LOG, type LogDigest, withLine } from "@indelible/domain";
import { sha256Hex } from "@indelible/trail";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ActivityRow, LogCategory, LogLine } from "../ports/task-log-rows.ts";
import { LINES_MAX, TaskLog, type TaskLogOptions } from "./task-log.ts";

const NOW = new Date("2026-03-01T12:00:00Z");
const LATER = new Date("2026-03-01T12:05:00Z");
const MASK = "********";

/** Keeps the log of one task in memory. */
class MemoryStore {
  readonly kept: LogLine[] = [];
  readonly rows = new Map<string, ActivityRow>();
  /** How often something was appended, and what an append waits for. */
  appends = 0;
  room: Promise<void> = Promise.resolve();
  /** The digest of the lines of an earlier run. */
  earlier: LogDigest = EMPTY_LOG;

  async append(_: string, lines: readonly LogLine[], rows: readonly ActivityRow[]): Promise<void> {
    this.appends += 1;
    await this.room;
    this.kept.push(...lines);
    for (const row of rows) this.rows.set(row.id, { ...row });
  }

  async activities(): Promise<ActivityRow[]> {
    const activities = [...this.rows.values()].sort((a, b) => a.place - b.place);
    return activities.map((row) => ({ ...row }));
  }

  async digest(): Promise<LogDigest> {
    return this.kept.reduce((before, line) => withLine(before, line, sha256Hex), this.earlier);
  }

  /** The texts of the lines of one activity. */
  texts(id = "ServerTasks-1"): string[] {
    return this.kept.filter((line) => line.activity_id === id).map(({ text }) => text);
  }
}

function openLog(store: TaskLogOptions["store"], clock = () => NOW): Promise<TaskLog> {
  return TaskLog.open({ store, taskId: "ServerTasks-1", name: "Deploy", clock });
}

/** The lines that a function writes to a log. */
async function linesOf(act: (log: TaskLog) => Promise<void> | void): Promise<LogLine[]> {
  const store = new MemoryStore();
  const log = await openLog(store);
  await act(log);
  await log.close("Success");
  return store.kept;
}

async function textsOf(act: (log: TaskLog) => Promise<void> | void): Promise<string[]> {
  return (await linesOf(act)).map(({ text }) => text);
}

describe("the lines of a log", () => {
  test("have no characters that a database cannot store", async () => {
    const long = `${"x".repeat(19_999)}\u{1F600}end`;
    const texts = await textsOf(({ root }) => {
      root.info("a\0b\uD800c");
      root.info(long);
    });
    expect(texts[0]).toBe("a\uFFFDb\uFFFDc");
    expect(texts.slice(1).join("")).toBe(long);
    expect(texts.every((text) => text.isWellFormed())).toBe(true);
  });

  test("and the activities are digested in what an event states of the log", async () => {
    const store = new MemoryStore();
    const log = await openLog(store);
    log.root.info("one");
    log.root.info("two");
    await log.close("Success");
    const { Lines, Digest, Activities } = log.record;
    expect([Lines, Digest]).toEqual([2, (await store.digest()).Digest]);
    expect(Activities).toBe(activitiesDigest(await store.activities(), sha256Hex));
  });

  test("are numbered, with their time, activity and category", async () => {
    const lines = await linesOf(async ({ root }) => {
      root.warning("careful");
      await root.child("step", "Step 1").write("Verbose", "one\n");
    });
    expect(lines).toEqual([
      {
        number: 1,
        activity_id: "ServerTasks-1",
        category: "Warning",
        occurred: NOW,
        text: "careful",
      },
      {
        number: 2,
        activity_id: "ServerTasks-1/step",
        category: "Verbose",
        occurred: NOW,
        text: "one",
      },
    ]);
  });

  test("do not depend on where the chunks of a stream end", async () => {
    const unit = fc.constantFrom("a", "b", "\n", "\r\n");
    const chunks = fc.array(fc.string({ unit, maxLength: 8 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(chunks, async (given) => {
        const texts = await textsOf(async ({ root }) => {
          for (const chunk of given) await root.write("Info", chunk);
        });
        const expected = given.join("").split(/\r?\n/);
        expect(texts).toEqual(expected.at(-1) === "" ? expected.slice(0, -1) : expected);
      }),
      { seed: 31, numRuns: 200 },
    );
  });

  test("end where a line of another category, or a whole line, starts", async () => {
    const lines = await linesOf(async ({ root }) => {
      await root.write("Info", "out");
      await root.write("Error", "err");
      await root.write("Error", "or");
      root.info("two\nlines");
      await root.write("Info", "end");
    });
    expect(lines.map(({ category, text }) => [category, text])).toEqual([
      ["Info", "out"],
      ["Error", "error"],
      ["Info", "two"],
      ["Info", "lines"],
      ["Info", "end"],
    ]);
  });

  test("keep their order and category, also when the caller does not wait", async () => {
    const lines = await linesOf(({ root }) => {
      root.info("one\ntwo\nthree");
      root.error("four\nfive");
      root.verbose("six");
    });
    expect(lines.map(({ number, category, text }) => [number, category, text])).toEqual([
      [1, "Info", "one"],
      [2, "Info", "two"],
      [3, "Info", "three"],
      [4, "Error", "four"],
      [5, "Error", "five"],
      [6, "Verbose", "six"],
    ]);
  });

  test("of more than 20,000 characters are cut into several", async () => {
    const lengths = async (length: number) =>
      (await textsOf(({ root }) => root.write("Info", `${"x".repeat(length)}\n`))).map(
        (text) => text.length,
      );
    expect(await lengths(20_000)).toEqual([20_000]);
    expect(await lengths(20_001)).toEqual([20_000, 1]);
    expect(await lengths(40_000)).toEqual([20_000, 20_000]);
    const text = `${"a".repeat(19_999)}\t${"b".repeat(7)}`;
    expect((await textsOf(({ root }) => root.info(text))).join("")).toBe(text);
  });

  test.each<[LogCategory, boolean]>([
    ["Verbose", false],
    ["Info", false],
    ["Highlight", false],
    ["Warning", true],
    ["Error", true],
  ])("of kind %s are warnings: %j", async (category, isWarning) => {
    const log = await openLog(new MemoryStore());
    await log.root.write(category, "text\n");
    expect(log.hasWarnings).toBe(isWarning);
    await log.close("Success");
  });
});

describe("the secrets of a log", () => {
  test("are masked in every activity, also in later ones, and in texts that are stored elsewhere", async () => {
    const store = new MemoryStore();
    const log = await openLog(store);
    const before = log.root.child("before", "Before");
    log.addSecret("hunter22");
    log.addSecret("swordfish");
    const after = before.child("after", "After");
    for (const activity of [log.root, before, after]) {
      await activity.write("Info", "hun");
      await activity.write("Info", "ter22 swordfish\n");
      activity.error("the password hunter22 was refused");
    }
    const texts = [`${MASK} ${MASK}`, `the password ${MASK} was refused`];
    expect(log.masked("hunter22 or swordfish?")).toBe(`${MASK} or ${MASK}?`);
    await log.close("Failed");
    expect(store.texts()).toEqual(texts);
    expect(store.texts(before.row.id)).toEqual(texts);
    expect(store.texts(after.row.id)).toEqual(texts);
  });

  test("are masked in what is held back when they are added", async () => {
    const texts = await textsOf(async (log) => {
      log.addSecret("password1");
      await log.root.write("Info", "the pass");
      log.addSecret("passive!");
      await log.root.write("Info", "ive! voice\n");
      await log.root.write("Info", "pass");
      log.addSecret("pass");
    });
    expect(texts).toEqual([`the ${MASK} voice`, MASK]);
  });

  test("of one activity are not mixed with the text of another", async () => {
    const texts = await textsOf(async (log) => {
      log.addSecret("hunter22");
      const [one, two] = [log.root.child("1", "One"), log.root.child("2", "Two")];
      await one.write("Info", "hunter");
      await two.write("Info", "22\n");
      await one.write("Info", "22\n");
    });
    expect(texts).toEqual(["22", MASK]);
  });
});

describe("a full log", () => {
  test("reports it in its last line, and drops later lines", async () => {
    const store = new MemoryStore();
    store.earlier = { ...EMPTY_LOG, Lines: LINES_MAX - 3 };
    const log = await openLog(store);
    await log.root.write("Info", "one\ntwo\nthree\nfour\n");
    log.root.info("five");
    await log.close("Success");
    expect(store.kept.map(({ number, category, text }) => [number, category, text])).toEqual([
      [LINES_MAX - 2, "Info", "one"],
      [LINES_MAX - 1, "Info", "two"],
      [LINES_MAX, "Warning", "The log is full: it keeps 200000 lines."],
    ]);
  });
});

describe("the activities of a log", () => {
  test("are a tree, in the order of their creation", async () => {
    const store = new MemoryStore();
    const log = await openLog(store);
    const step = log.root.child("1", "Step 1");
    step.start();
    step.child("a", "Action A").end("Skipped");
    expect(log.root.child("1", "Another name")).toBe(step);
    step.end("SuccessWithWarning");
    await log.close("Success");
    const row = (id: string, parent_id: string | null, place: number, name: string) => ({
      ...{ id, parent_id, place, name, started: NOW, ended: NOW },
    });
    expect([...store.rows.values()].sort((a, b) => a.place - b.place)).toEqual([
      { ...row("ServerTasks-1", null, 0, "Deploy"), status: "Success" },
      {
        ...row("ServerTasks-1/1", "ServerTasks-1", 1, "Step 1"),
        status: "SuccessWithWarning",
      },
      {
        ...row("ServerTasks-1/1/a", "ServerTasks-1/1", 2, "Action A"),
        status: "Skipped",
        started: null,
      },
    ]);
  });

  test("are restored after a pause, and lines continue with the next number", async () => {
    const store = new MemoryStore();
    const first = await openLog(store);
    first.root.child("1", "Step 1").start();
    first.root.child("1", "Step 1").info("waits for an answer");
    first.root.child("2", "Step 2").end("Success");
    await first.close("Running");
    expect(store.rows.get("ServerTasks-1")).toMatchObject({ status: "Running", ended: null });

    const second = await openLog(store, () => LATER);
    second.addSecret("hunter22");
    const step = second.root.child("1", "Step 1");
    expect(step.row).toMatchObject({ place: 1, status: "Running", started: NOW });
    step.info("resumes with hunter22");
    step.end("Success");
    second.root.child("3", "Step 3").start();
    await second.close("Success");
    expect(store.kept.map(({ number, text }) => [number, text])).toEqual([
      [1, "waits for an answer"],
      [2, `resumes with ${MASK}`],
    ]);
    const rows = [...store.rows.values()].sort((a, b) => a.place - b.place);
    expect(rows.map(({ name, place, started, ended }) => [name, place, started, ended])).toEqual([
      ["Deploy", 0, NOW, LATER],
      ["Step 1", 1, NOW, LATER],
      ["Step 2", 2, null, NOW],
      ["Step 3", 3, LATER, null],
    ]);
  });
});

describe("a log whose store is slow or fails", () => {
  test("makes the caller wait after 500 lines until there is room", async () => {
    const store = new MemoryStore();
    let free: () => void = () => {};
    store.room = new Promise((resolve) => {
      free = resolve;
    });
    const log = await openLog(store);
    const order: string[] = [];
    await log.root.write("Info", "line\n".repeat(499));
    expect(store.appends).toBe(0);
    const waiting = log.root.write("Info", "line\n").then(() => order.push("written"));
    await new Promise((resolve) => setImmediate(resolve));
    expect([store.appends, store.kept.length, order]).toEqual([1, 0, []]);
    order.push("room");
    free();
    await waiting;
    expect(order).toEqual(["room", "written"]);
    expect(store.texts()).toHaveLength(500);
    await log.close("Success");
  });

  test("appends one batch after another", async () => {
    const store = new MemoryStore();
    const log = await openLog(store);
    await Promise.all(
      ["1", "2", "3"].map((key) => log.root.child(key, key).write("Info", "line\n".repeat(700))),
    );
    await log.close("Success");
    expect(store.kept.map(({ number }) => number)).toEqual(
      Array.from({ length: 2_100 }, (_, i) => i + 1),
    );
  });

  test("reports a failure to callers that wait, and to the one that closes it", async () => {
    const store = new MemoryStore();
    store.append = async () => {
      throw new RangeError("The disk is full.");
    };
    const log = await openLog(store);
    for (let i = 0; i < 600; i++) log.root.info("line");
    const written = log.root.write("Info", "line\n".repeat(600));
    await expect(written).rejects.toThrow("The disk is full.");
    await expect(log.close("Success")).rejects.toThrow("The disk is full.");
  });
});

describe("closing a log", () => {
  test("writes what was held back and what has no end of line, and the state", async () => {
    const store = new MemoryStore();
    const log = await openLog(store);
    log.addSecret("hunter22");
    const step = log.root.child("1", "Step 1");
    await step.write("Info", "no end, hunt");
    await log.close("Canceled");
    expect(store.texts(step.row.id)).toEqual(["no end, hunt"]);
    expect(store.rows.get("ServerTasks-1")).toMatchObject({ status: "Canceled", ended: NOW });
  });
});
