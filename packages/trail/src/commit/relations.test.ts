import { expect, test } from "vitest";
import { documentType } from "../document/document-type.ts";
import type { NamedDocument } from "../document/stored-document.ts";
import { referencesOf, relatedIds } from "./relations.ts";

const releases = documentType({
  prefix: "Releases",
  label: "Release",
  references: [
    { at: "/ProjectId", to: ["Projects"], follows: true },
    { at: "/ChannelIds/*", to: ["Channels"] },
    { at: "/AuthorId", to: ["Users"], relates: false },
  ],
});

function named(...owners: [string, string[]][]): ReadonlyMap<string, NamedDocument> {
  return new Map(
    owners.map(([id, owned]) => [
      id,
      { id, type: "Projects", spaceId: null, title: id, owners: owned },
    ]),
  );
}

test("references are the ids at the places of the rules; other values and empty ids are not", () => {
  const body = { ProjectId: "Projects-1", ChannelIds: ["Channels-1", "", null, "Channels-2"] };
  expect(referencesOf(releases, body).map(({ rule, id }) => [rule.at, id])).toEqual([
    ["/ProjectId", "Projects-1"],
    ["/ChannelIds/*", "Channels-1"],
    ["/ChannelIds/*", "Channels-2"],
  ]);
});

test("an event relates to what both bodies refer to, and to the owners of references that follow", () => {
  const before = { ProjectId: "Projects-1", ChannelIds: ["Channels-1"], AuthorId: "Users-1" };
  const after = { ...before, ChannelIds: ["Channels-2"] };
  const owners = named(
    ["Projects-1", ["ProjectGroups-1"]],
    ["ProjectGroups-1", ["Areas-1"]],
    ["Channels-1", ["Lifecycles-1"]],
  );
  expect(relatedIds(releases, "Releases-1", [before, after], owners)).toEqual([
    "Releases-1",
    "Projects-1",
    "ProjectGroups-1",
    "Areas-1",
    "Channels-1",
    "Channels-2",
  ]);
});

test("owners that form a cycle are each related once", () => {
  const owners = named(["Projects-1", ["Projects-2"]], ["Projects-2", ["Projects-1"]]);
  expect(relatedIds(releases, "Releases-1", [{ ProjectId: "Projects-1" }], owners)).toEqual([
    "Releases-1",
    "Projects-1",
    "Projects-2",
  ]);
});
