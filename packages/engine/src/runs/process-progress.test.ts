import { expect, test } from "vitest";
import { ProcessProgress } from "./process-progress.ts";

test("another run resumes from the saved progress", () => {
  const progress = new ProcessProgress();
  progress.succeeded("one");
  progress.failed("two", "It broke.");
  progress.failed("three", "That too.");
  progress.failurePending("two", "It broke.");
  progress.retried("two");
  progress.failurePending("five", "It may be broken.");
  progress.setOutput({ name: "Url", value: "https://x", isSensitive: false });
  const again = new ProcessProgress(progress.save());
  expect(again.endOf("one")).toBe("Success");
  expect(again.endOf("two")).toBe("Failed");
  expect(again.endOf("four")).toBeUndefined();
  expect(again.failure).toBe("It broke.");
  expect(again.retriesOf("two")).toBe(1);
  expect(again.retriesOf("one")).toBe(0);
  expect(again.pendingFailureOf("two")).toBeUndefined();
  expect(again.pendingFailureOf("five")).toBe("It may be broken.");
  expect(again.outputs).toEqual([{ name: "Url", value: "https://x", isSensitive: false }]);
  expect(again.save()).toBe(progress.save());
});

test("a run that an earlier version paused still knows what failed", () => {
  const saved = '{"ends":[],"outputs":[],"retries":[],"doubts":[["one","It broke."]]}';
  expect(new ProcessProgress(saved).pendingFailureOf("one")).toBe("It broke.");
});
