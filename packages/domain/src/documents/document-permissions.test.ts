import { expect, test } from "vitest";
import { allPermissionsOf, permissionsOf, viewPermissionsOf } from "./document-permissions.ts";
import { projects, variableSets } from "./index.ts";

test("a document requires the permissions of its type, or of its owner's", () => {
  expect(permissionsOf(projects, {})).toBe(projects.permissions);
  expect(permissionsOf(variableSets, { OwnerId: "Projects-1" }).edit).toBe("VariableEdit");
  const ofLibrary = permissionsOf(variableSets, { OwnerId: "LibraryVariableSets-1" });
  expect([ofLibrary.view, ofLibrary.edit]).toEqual([
    "LibraryVariableSetView",
    "LibraryVariableSetEdit",
  ]);
});

test("the permissions that a type may require, and what each leaves out", () => {
  expect(allPermissionsOf(projects)).toEqual([projects.permissions]);
  expect(allPermissionsOf(variableSets).map(({ view }) => view)).toEqual([
    "VariableView",
    "LibraryVariableSetView",
  ]);
  expect(viewPermissionsOf(projects)).toEqual([{ view: "ProjectView", except: [] }]);
  expect(viewPermissionsOf(variableSets)).toEqual([
    { view: "VariableView", except: ["LibraryVariableSets"] },
    { view: "LibraryVariableSetView", except: ["Projects"] },
  ]);
});
