import { expect, test } from "vitest";
import { withinTime } from "./within-time.ts";

const never = new Promise<string>(() => undefined);

test("work that ends in time has its result or its error", async () => {
  expect(await withinTime(Promise.resolve("done"), 60_000, () => "late")).toBe("done");
  await expect(
    withinTime(Promise.reject(new RangeError("no")), 60_000, () => "late"),
  ).rejects.toThrow("no");
});

test("work that takes too long is not waited for", async () => {
  expect(await withinTime(never, 1, () => "late")).toBe("late");
});
