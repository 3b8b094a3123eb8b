import { expect, it } from "vitest";
import { meaningOf } from "./checkpoint-verdict.ts";

it("each reason has a meaning", () => {
  expect(meaningOf("smaller")).toContain("fewer entries than before");
  expect(meaningOf("same-size")).toContain("the same number of entries");
  expect(meaningOf("rewritten")).toContain("the earlier ones are not the same");
  expect(meaningOf("other-tiles")).toContain("not those of its signed checkpoint");
});
