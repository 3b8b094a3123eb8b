import { expect, test } from "vitest";
import { noticeDefinitions, notices, spaces } from "../../../../test/support/notices.ts";
import { fakeClock } from "../../../../test/support/trail.ts";
import { allCreations, newDocument } from "./creations.ts";

const tools = { definitions: noticeDefinitions, clock: fakeClock().now };

function idSource() {
  let last = 0;
  return (prefix: string) => {
    last += 1;
    return `${prefix}-${last}`;
  };
}

function noticeBody(Name: string) {
  return { Name, EnvironmentId: "Environments-1", AfterId: null, Text: null, Tags: [] };
}

test("a document is created with its companions, which name it", () => {
  const made = newDocument(tools, notices, "Spaces-1", noticeBody("A"), idSource());
  expect(made.own).toMatchObject({ kind: "create", id: "Projects-1", spaceId: "Spaces-1" });
  expect(made.companions).toMatchObject([
    { kind: "create", id: "Channels-2", spaceId: "Spaces-1", body: { NoticeId: "Projects-1" } },
  ]);
});

test("companions of a space are in that space", () => {
  const page = { prefix: "Channels", id: (id: string) => `page-${id}` } as const;
  const withPage = { ...spaces, companions: [{ ...page, body: () => ({ NoticeId: "" }) }] };
  const { companions } = newDocument(tools, withPage, null, { Name: "S" }, idSource());
  expect(companions).toMatchObject([{ id: "page-Spaces-1", spaceId: "Spaces-1" }]);
});

test("all documents come before all companions", () => {
  const takeId = idSource();
  const made = ["A", "B"].map((name) => {
    return newDocument(tools, notices, "Spaces-1", noticeBody(name), takeId);
  });
  expect(allCreations(made).map(({ id }) => id)).toEqual([
    "Projects-1",
    "Projects-3",
    "Channels-2",
    "Channels-4",
  ]);
});
