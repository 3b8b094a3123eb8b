import { expect, test } from "vitest";
import { documentType } from "./document-type.ts";

test("a type has defaults for its title, its order and the start of its messages", () => {
  const teams = documentType({ prefix: "Teams", label: "Team" });
  expect(teams.title({ Name: "Red" })).toBe("Red");
  expect(teams.title({})).toBe("Teams");
  expect(teams.sortKey({ Name: "Red" })).toBe("red");
  expect(teams.subject("Teams-1", { Name: "Red" })).toEqual([
    "Team ",
    { documentId: "Teams-1", text: "Red" },
  ]);
  expect(teams.verb(undefined, {})).toBeUndefined();
  expect(teams.signals(undefined, {})).toEqual([]);
});

test("the order and the messages follow the title of the type", () => {
  const title = ({ Version }: { readonly Version: string }) => Version;
  const releases = documentType({ prefix: "Releases", label: "Release", title });
  expect(releases.sortKey({ Version: "1.0-RC" })).toBe("1.0-rc");
  expect(releases.subject("Releases-1", { Version: "1.0" })[1]).toEqual({
    documentId: "Releases-1",
    text: "1.0",
  });
});
