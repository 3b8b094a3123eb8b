import type { JsonObject, Operation } from "@indelible/trail";
import { expect, test } from "vitest";
import { sampleEvent } from "../../../../../test/support/sample-event.ts";
import { changesAsText } from "./changes-as-text.ts";

function textOf(DocumentContext: JsonObject | null, Differences: readonly Operation[] | null) {
  return changesAsText(sampleEvent({ ChangeDetails: { DocumentContext, Differences } }));
}

test("changes have their old and new values, each on the document after those before it", () => {
  const before = { Name: "Staging", Roles: ["web", "db"], "a/b": null };
  expect(
    textOf(before, [
      { op: "replace", path: "/Name", value: "Production" },
      { op: "remove", path: "/Roles/0" },
      { op: "replace", path: "/Roles/0", value: "" },
      { op: "add", path: "/Roles/1", value: { Id: 1 } },
      { op: "move", from: "/Roles/1", path: "/Roles/0" },
      { op: "replace", path: "/a~1b", value: 2 },
    ]),
  ).toBe(
    'Name: Staging -> Production; Roles/0: removed web; Roles/0: db -> ""; Roles/1: added {"Id":1}; Roles/1: moved to Roles/0; a~1b: null -> 2',
  );
});

test("without changes or a state, there is no text or no old value", () => {
  expect(textOf({ Name: "x" }, [])).toBe("");
  expect(textOf(null, null)).toBe("");
  expect(textOf(null, [{ op: "replace", path: "/Name", value: "y" }])).toBe("Name: ? -> y");
});

test("long values and long lists of changes are cut", () => {
  const value = "x".repeat(600);
  const changes = Array.from({ length: 150 }, (): Operation => {
    return { op: "replace", path: "/Name", value };
  });
  const text = textOf({ Name: "a" }, changes);
  expect(text).toContain(`a -> ${"x".repeat(500)}...; `);
  expect(text.endsWith("; and 50 more")).toBe(true);
});
