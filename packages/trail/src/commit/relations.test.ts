import { expect, test } from "vitest";
import { documentType } from "../document/document-type.ts";
import type { NamedDocument } from "../document/stored-document.ts";
import { referencesOf, relatedIds, relatedTags, type Surroundings } from "./relations.ts";

const releases = documentType({
  prefix: "Releases",
  label: "Release",
  references: [
    { at: "/ProjectId", to: ["Projects"], follows: true },
    { at: "/ChannelIds/*", to: ["Channels"] },
    { at: "/AuthorId", to: ["Users"], relates: false },
    { at: "/TenantId", to: ["Tenants"] },
  ],
  tagsIn: "Tags",
  alsoRelated: ({ TaskId }) => (typeof TaskId === "string" ? [TaskId] : []),
});

function named(...owners: [string, string[]][]): Surroundings {
  const documents: [string, NamedDocument][] = owners.map(([id, owned]) => [
    id,
    { id, type: "Projects", spaceId: null, title: id, owners: owned, tags: [`Of/${id}`] },
  ]);
  return { named: new Map(documents), scopeTypes: new Set(["Tenants"]) };
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
  expect(relatedIds(owners, releases, "Releases-1", [before, after])).toEqual([
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
  expect(relatedIds(owners, releases, "Releases-1", [{ ProjectId: "Projects-1" }])).toEqual([
    "Releases-1",
    "Projects-1",
    "Projects-2",
  ]);
});

test("of scopes it relates to the owners too, and to the ids that the type and the change add", () => {
  const owners = named(["Tenants-1", ["Areas-1"]], ["Tenants-2", ["Areas-2"]]);
  const body = { TenantId: "Tenants-1", TaskId: "ServerTasks-1" };
  expect(relatedIds(owners, releases, "Releases-1", [body], ["Tenants-2"])).toEqual([
    "Releases-1",
    "Tenants-1",
    "Areas-1",
    "ServerTasks-1",
    "Tenants-2",
    "Areas-2",
  ]);
});

test("an event keeps the tags of both bodies and of the documents that it relates to", () => {
  const around = named(["Projects-1", []], ["Releases-1", []]);
  const bodies = [{ Tags: ["b"] }, { Tags: ["a", "b", 7] }, {}];
  expect(relatedTags(around, releases, bodies, ["Releases-1", "Projects-1", "Users-1"])).toEqual([
    "Of/Projects-1",
    "a",
    "b",
  ]);
});
