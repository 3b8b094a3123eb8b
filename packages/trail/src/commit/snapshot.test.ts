import { expect, test } from "vitest";
import { documentType } from "../document/document-type.ts";
import type { StoredDocument } from "../document/stored-document.ts";
import { TrailError } from "../errors.ts";
import { Snapshot } from "./snapshot.ts";

const teams = documentType({ prefix: "Teams", label: "Team" });
const users = documentType({ prefix: "Users", label: "User" });

const red: StoredDocument = {
  id: "Teams-1",
  type: "Teams",
  spaceId: null,
  version: 1,
  title: "Red",
  body: { Name: "Red" },
  modifiedOn: new Date(0),
  modifiedBy: "alice",
};

function snapshot(ids: string[], numbers: number[], documents: StoredDocument[] = []): Snapshot {
  const byId = new Map(documents.map((document) => [document.id, document]));
  return new Snapshot(byId, new Map(), new Map([["Teams", ids]]), numbers);
}

test("a document is found by its id, and by its id and type", () => {
  const read = snapshot([], [], [red]);
  expect(read.document("Teams-1")).toBe(red);
  expect(read.documentOf(teams, "Teams-1")).toBe(red);
  const unknown = (id: string) =>
    new TrailError("unknown-document", `There is no document ${id}.`, { documentId: id });
  expect(() => read.document("Teams-2")).toThrow(unknown("Teams-2"));
  expect(() => read.documentOf(users, "Teams-1")).toThrow(unknown("Teams-1"));
});

test("each reserved id and number is used once", () => {
  const read = snapshot(["Teams-7", "Teams-8"], [3, 4, 5]);
  expect([read.takeId("Teams"), read.takeId("Teams")]).toEqual(["Teams-7", "Teams-8"]);
  expect(() => read.takeId("Teams")).toThrow(expect.objectContaining({ code: "definition" }));
  expect(() => read.takeId("Users")).toThrow(expect.objectContaining({ code: "definition" }));
  expect(read.takeEventNumbers(2)).toEqual([3, 4]);
  expect(read.takeEventNumbers(2)).toEqual([5]);
});

test("two reads combine, and the reserved numbers move to the result", () => {
  const first = snapshot(["Teams-7"], [3]);
  const both = first.with(snapshot([], [9], [red]));
  expect(both.document("Teams-1")).toBe(red);
  expect(both.takeEventNumbers(5)).toEqual([3, 9]);
  expect(first.takeEventNumbers(5)).toEqual([]);
});
