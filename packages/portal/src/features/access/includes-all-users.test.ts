import { EVERYONE } from "@indelible/domain";
import { expect, it } from "vitest";
import { TEAM } from "../../testing/samples.ts";
import { includesAllUsers } from "./includes-all-users.ts";

it("only the team of all users has members that are not listed", () => {
  expect(includesAllUsers(EVERYONE)).toBe(true);
  expect(includesAllUsers(TEAM)).toBe(false);
});
