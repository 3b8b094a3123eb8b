import { expect, test } from "vitest";
import { sentMember } from "./sent-member.ts";

test.each<[unknown, unknown]>([
  [{ SpaceId: "Spaces-1" }, "Spaces-1"],
  [{ spaceid: "Spaces-1" }, "Spaces-1"],
  [{ SpaceId: null }, null],
  [{ Space: "Spaces-1" }, undefined],
  [{}, undefined],
  [null, undefined],
  [undefined, undefined],
  ["SpaceId", undefined],
  [[1, 2], undefined],
])("in %j it is %j", (body, expected) => {
  expect(sentMember(body, "SpaceId")).toBe(expected);
});
