import { creation, deletion } from "@indelible/trail";
import { expect, test } from "vitest";
import { callerWith, requestWith } from "../../../../test/support/caller.ts";
import { notices } from "../../../../test/support/notices.ts";
import type { HookRegistry } from "./document-hooks.ts";
import { extraChangesOf, extraParameters } from "./extra-parameters.ts";

const created = creation(notices, {
  id: "Projects-1",
  spaceId: "Spaces-1",
  body: { Name: "A", EnvironmentId: "Environments-1", AfterId: null, Text: null, Tags: [] },
});
const removal = deletion(notices, {
  id: "Projects-2",
  type: "Projects",
  spaceId: "Spaces-1",
  version: 1,
  title: "B",
  body: created.body,
  modifiedOn: new Date(0),
  modifiedBy: "alice",
});

const hooks: HookRegistry = {
  Projects: {
    extraChanges: {
      replaceOld: async () => [removal],
      keepNew: async ({ id }) => [{ ...created, id: `${id}0` }],
    },
  },
};

test("the parameters of a type are those of its hooks", () => {
  expect(extraParameters({ hooks }, notices)).toEqual(["replaceOld", "keepNew"]);
  expect(extraParameters({ hooks: {} }, notices)).toEqual([]);
});

test.each([
  ["nothing", {}, []],
  ["a query parameter", { query: new Map([["replaceold", "true"]]) }, ["delete"]],
  ["an empty query parameter", { query: new Map([["replaceold", ""]]) }, []],
  ["a member of the body", { body: { KEEPNEW: true } }, ["create"]],
  ["a false member of the body", { body: { KeepNew: false } }, []],
  ["both", { query: new Map([["replaceold", "1"]]), body: { keepNew: 1 } }, ["delete", "create"]],
])("a request with %s", async (_, facts, kinds) => {
  const changesFor = extraChangesOf({ hooks }, notices, requestWith(facts), callerWith([]));
  expect((await changesFor(created)).map(({ kind }) => kind)).toEqual(kinds);
});

test("a hook receives the creation that the changes belong to", async () => {
  const request = requestWith({ body: { KeepNew: true } });
  const changesFor = extraChangesOf({ hooks }, notices, request, callerWith([]));
  expect(await changesFor(created)).toMatchObject([{ id: "Projects-10" }]);
});
