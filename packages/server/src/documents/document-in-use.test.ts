import type { StoredDocument } from "@indelible/trail";
import { expect, test } from "vitest";
import { notices } from "../../../../test/support/notices.ts";
import { documentInUse } from "./document-in-use.ts";

function notice(title: string): StoredDocument {
  return {
    id: `Projects-${title}`,
    type: "Projects",
    spaceId: "Spaces-1",
    version: 1,
    title,
    body: {},
    modifiedOn: new Date(0),
    modifiedBy: "alice",
  };
}

function messageFor(titles: string, visible: string): string {
  const obstacles = [...titles].map(notice);
  const nameOf = ({ title }: StoredDocument) => (visible.includes(title) ? title : undefined);
  return documentInUse(notices, notice("Target"), obstacles, nameOf).message;
}

test.each([
  ["A", "A", "A"],
  ["AB", "AB", "A, B"],
  ["AB", "A", "A and others"],
  ["AB", "", "others"],
  ["ABCDE", "ABCDE", "A, B, C, D, E"],
  ["ABCDEF", "ABCDEF", "A, B, C, D, E and others"],
])("used by %s, of which %s are visible: %s", (titles, visible, expected) => {
  expect(messageFor(titles, visible)).toBe(
    `Notice 'Target' cannot be deleted: it is used by ${expected}.`,
  );
});

test("it is a conflict", () => {
  expect(documentInUse(notices, notice("T"), [notice("A")], () => "A").code).toBe("conflict");
});
