import { environments, teams, users } from "@indelible/domain";
import { expect, test } from "vitest";
import { requestWith } from "../../../../test/support/caller.ts";
import { idIn, spaceForNew, spaceOf, versionExpected } from "./document-requests.ts";

const inSpace = requestWith({ spaceId: "Spaces-2", namesSpace: true });
const withoutSpace = requestWith({ spaceId: "Spaces-2" });

test("documents of types without a space are looked up in none", () => {
  expect(spaceOf(users, inSpace)).toBeNull();
  expect(spaceOf(environments, withoutSpace)).toBe("Spaces-2");
  expect(spaceOf(teams, withoutSpace)).toBe("Spaces-2");
});

test("the level of the type decides on the space of a new document", () => {
  expect(spaceForNew(users, inSpace)).toBeNull();
  expect(spaceForNew(environments, withoutSpace)).toBe("Spaces-2");
});

test.each([
  ["the URL names the space", { ...inSpace }, "Spaces-2"],
  ["neither names a space", { ...withoutSpace }, null],
  ["the body names the space", { ...withoutSpace, body: { spaceId: "Spaces-2" } }, "Spaces-2"],
  ["both name the space", { ...inSpace, body: { SpaceId: "Spaces-2" } }, "Spaces-2"],
  ["the body has null", { ...withoutSpace, body: { SpaceId: null } }, null],
])("a new document of a type of either level: %s", (_, request, expected) => {
  expect(spaceForNew(teams, request)).toBe(expected);
});

test("the space in the body must match the URL", () => {
  const request = { ...inSpace, body: { SpaceId: "Spaces-3" } };
  expect(() => spaceForNew(teams, request)).toThrow(
    expect.objectContaining({
      code: "invalid",
      errors: [expect.stringMatching(/^SpaceId must match the URL/)],
    }),
  );
});

test("the id of the URL is empty for routes without one", () => {
  expect(idIn(requestWith({ params: { id: "Teams-1" } }))).toBe("Teams-1");
  expect(idIn(requestWith())).toBe("");
});

test.each<[string | undefined, number | undefined]>([
  [undefined, undefined],
  ["*", undefined],
  ['"12"', 12],
  ["12", 12],
])("If-Match %s expects version %s", (header, expected) => {
  expect(versionExpected(requestWith({ headers: { "if-match": header } }))).toBe(expected);
});

test.each(['W/"1"', '"x"', "", '"1234567890123456"', '"1", "2"'])(
  "If-Match %s is refused",
  (sent) => {
    const request = requestWith({ headers: { "if-match": sent } });
    expect(() => versionExpected(request)).toThrow(
      expect.objectContaining({
        code: "invalid",
        errors: [expect.stringMatching(/^If-Match must be an entity tag/)],
      }),
    );
  },
);
