import { EVERYONE } from "@indelible/domain";
import { expect, it } from "vitest";
import { TEAM } from "../../testing/samples.ts";
import { hasEverybody } from "./everybody.ts";

it("only the team of all users has members that are not listed", () => {
  expect(hasEverybody(EVERYONE)).toBe(true);
  expect(hasEverybody(TEAM)).toBe(false);
});
