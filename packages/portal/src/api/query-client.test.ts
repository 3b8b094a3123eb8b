import { expect, it } from "vitest";
import { ApiError } from "./api-error.ts";
import { createQueryClient } from "./query-client.ts";

it("retries twice after a temporary failure, and never after a refusal", () => {
  const retry = createQueryClient().getDefaultOptions().queries?.retry;
  if (typeof retry !== "function") throw new TypeError("The client has no rule for retries.");
  const down = new ApiError(503, "Down.");
  expect([0, 1, 2].map((failures) => retry(failures, down))).toEqual([true, true, false]);
  expect(retry(0, new ApiError(403, "No."))).toBe(false);
});
