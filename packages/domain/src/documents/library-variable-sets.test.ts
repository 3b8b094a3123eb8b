import { expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { type LibraryVariableSet, libraryVariableSets } from "./library-variable-sets.ts";

const context = { id: "LibraryVariableSets-1", now: "", before: undefined };
const scripts = exampleBody(libraryVariableSets, { ContentType: "ScriptModule" });

test("the kind of a set never changes", () => {
  const created = libraryVariableSets.complete(scripts, context);
  const edited: LibraryVariableSet = { ...created, ContentType: "Variables", Name: "Other" };
  expect(libraryVariableSets.complete(edited, { ...context, before: created })).toEqual({
    ...created,
    Name: "Other",
  });
});

test("its variables are a document that is created with it", () => {
  const [variables] = libraryVariableSets.companions;
  const id = variables?.id?.(context.id);
  expect(libraryVariableSets.complete(scripts, context).VariableSetId).toBe(id);
  expect(variables?.body(context.id, scripts)).toEqual({ OwnerId: context.id });
});
