import { expect, test } from "vitest";
import { oldValues } from "./old-values.ts";

test("each operation has the value that it replaces or removes at its time", () => {
  const document = { Name: "a", Roles: ["web", "db", { Id: 1 }] };
  expect(
    oldValues(document, [
      { op: "replace", path: "/Name", value: "b" },
      { op: "replace", path: "/Name", value: "c" },
      { op: "remove", path: "/Roles/0" },
      { op: "replace", path: "/Roles/1", value: null },
      { op: "add", path: "/Roles/0", value: "new" },
      { op: "move", from: "/Roles/0", path: "/Roles/1" },
      { op: "remove", path: "/Roles/0" },
    ]),
  ).toEqual(["a", "b", "web", { Id: 1 }, undefined, undefined, "db"]);
  expect(document.Roles).toEqual(["web", "db", { Id: 1 }]);
});

test("after an operation that cannot be applied no old values are known", () => {
  expect(
    oldValues({ Name: "a" }, [
      { op: "replace", path: "/Name", value: "b" },
      { op: "replace", path: "/Missing", value: 1 },
      { op: "replace", path: "/Name", value: "c" },
    ]),
  ).toEqual(["a", undefined, undefined]);
});
