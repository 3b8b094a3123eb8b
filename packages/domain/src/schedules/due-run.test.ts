import fc from "fast-check";
import { expect, test } from "vitest";
import { anySchedule, anyTimestamp } from "../../../../test/support/trigger-filters.ts";
import { dueRun } from "./due-run.ts";
import { nextRun } from "./runs.ts";

test("a schedule is due once for each run, and after missed runs once for the last", () => {
  const looks = fc.array(fc.integer({ min: 1_000, max: 5 * 3_600_000 }), { maxLength: 20 });
  fc.assert(
    fc.property(anySchedule, anyTimestamp, looks, (schedule, made, pauses) => {
      let since = made;
      let now = made;
      for (const pause of pauses) {
        now = new Date(now.getTime() + pause);
        const missed: number[] = [];
        for (let run = nextRun(schedule, since); run !== undefined && run <= now; ) {
          missed.push(run.getTime());
          run = nextRun(schedule, run);
        }
        const due = dueRun(schedule, since, now);
        expect(due?.getTime()).toBe(missed.at(-1));
        since = due ?? since;
        expect(dueRun(schedule, since, now)).toBeUndefined();
      }
    }),
    { numRuns: 60, seed: 20_261_126 },
  );
});
