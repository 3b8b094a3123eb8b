import { expect, it } from "vitest";
import { ownerOf } from "./document-owner.ts";

it.each([
  ["variableset-Projects-1", "Projects-1"],
  ["Projects-1", undefined],
  ["teams-everyone", undefined],
])("the owner of %s is %s", (id, owner) => {
  expect(ownerOf(id)).toBe(owner);
});
