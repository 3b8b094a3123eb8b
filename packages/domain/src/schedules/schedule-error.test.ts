import { expect, test } from "vitest";
import { problemOf, ScheduleError } from "./schedule-error.ts";

test("only the message of a schedule error is returned", () => {
  const failing = (error: Error) => () => {
    throw error;
  };
  expect(problemOf(failing(new ScheduleError("No.")))).toBe("No.");
  expect(problemOf(() => "valid")).toBeUndefined();
  expect(() => problemOf(failing(new TypeError("mistake")))).toThrow(TypeError);
});
