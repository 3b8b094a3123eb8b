import { TrailError, type TrailErrorCode } from "@indelible/trail";
import { describe, expect, it } from "vitest";
import { Refusal } from "./refusal.ts";
import { retryOnConflict } from "./retry-on-conflict.ts";

/** An act that fails with each of these errors in turn, and then returns how often it ran. */
function failing(...errors: Error[]) {
  const act = async () => {
    act.runs += 1;
    const error = errors[act.runs - 1];
    if (error !== undefined) throw error;
    return act.runs;
  };
  act.runs = 0;
  return act;
}

function conflict(code: TrailErrorCode = "stale", message = "Changed concurrently.") {
  return new TrailError(code, message);
}

describe("retryOnConflict", () => {
  it("runs an act that succeeds once", async () => {
    expect(await retryOnConflict(failing())).toBe(1);
  });

  it("runs a conflicting act again until it succeeds", async () => {
    const act = failing(conflict(), conflict(), conflict(), conflict());
    expect(await retryOnConflict(act)).toBe(5);
  });

  it("throws the conflict of the fifth attempt unchanged", async () => {
    const errors = ["1", "2", "3", "4", "5", "6"].map((number) => conflict("stale", number));
    const act = failing(...errors);
    await expect(retryOnConflict(act)).rejects.toBe(errors[4]);
    expect(act.runs).toBe(5);
  });

  it.each([conflict("duplicate"), new Refusal("conflict", "Used."), new TypeError("Broken.")])(
    "throws any other error at once: %s",
    async (error) => {
      const act = failing(conflict(), error);
      await expect(retryOnConflict(act)).rejects.toBe(error);
      expect(act.runs).toBe(2);
    },
  );

  it("lets its caller decide which errors are conflicts", async () => {
    const isDuplicate = (error: unknown) =>
      error instanceof TrailError && error.code === "duplicate";
    expect(await retryOnConflict(failing(conflict("duplicate")), isDuplicate)).toBe(2);
    await expect(retryOnConflict(failing(conflict()), isDuplicate)).rejects.toMatchObject({
      code: "stale",
    });
  });
});
