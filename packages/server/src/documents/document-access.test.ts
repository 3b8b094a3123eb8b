import { environments } from "@indelible/domain";
import type { StoredDocument } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callerWith } from "../../../../test/support/caller.ts";
import {
  ALL_PERMISSIONS,
  NOTICE_PERMISSIONS,
  type NoticeStore,
  noticeDefinitions,
  notices,
  openNotices,
  SPACE,
} from "../../../../test/support/notices.ts";
import { anyOf, DocumentAccess } from "./document-access.ts";

const editor = callerWith(ALL_PERMISSIONS);
let store: NoticeStore;
let access: DocumentAccess;
let notice: StoredDocument;

beforeAll(async () => {
  store = await openNotices();
  const hooks = { Projects: { alwaysVisibleIds: () => ["Projects-1"] } };
  access = new DocumentAccess({ trail: store.trail, definitions: noticeDefinitions, hooks });
  const body = { Name: "A", EnvironmentId: store.staging };
  notice = await store.service.create(editor, notices, SPACE, body);
  await store.service.create(editor, notices, SPACE, { ...body, Name: "B" });
});
afterAll(() => store.database.close());

function target(caller: typeof editor, reference: string, spaceId = SPACE) {
  return access.target(caller, notices, "edit", spaceId, reference, { events: 1 });
}

test("a document to edit is found by id and by name, with what the commit needs", async () => {
  for (const reference of [notice.id, "A"]) {
    const { before, snapshot } = await target(editor, reference);
    expect(before).toEqual(notice);
    expect(snapshot.document(notice.id)).toEqual(notice);
  }
});

test("ids of other types, other spaces and of no document are not found", async () => {
  const other = callerWith(ALL_PERMISSIONS, { spaceId: "Spaces-2" });
  await expect(target(editor, store.staging)).rejects.toMatchObject({ code: "not-found" });
  await expect(target(editor, "Projects-99")).rejects.toMatchObject({ code: "not-found" });
  await expect(target(other, notice.id, "Spaces-2")).rejects.toMatchObject({ code: "not-found" });
});

test("without the permission anywhere in the space, nothing is read", async () => {
  const viewer = callerWith([NOTICE_PERMISSIONS.view]);
  await expect(target(viewer, "Projects-99")).rejects.toMatchObject({ code: "forbidden" });
});

test("a caller may see documents in scope, and those that are always visible", async () => {
  const elsewhere = callerWith([NOTICE_PERMISSIONS.view], { environments: [store.production] });
  const second = await store.service.get(editor, notices, SPACE, "B");
  expect(access.maySee(editor, second)).toBe(true);
  expect(access.maySee(elsewhere, second)).toBe(false);
  expect(access.maySee(elsewhere, { ...notice, id: "Projects-1" })).toBe(true);
});

test("only types with the rule have ids that are always visible", () => {
  expect(access.alwaysVisible(editor, notices)).toEqual(["Projects-1"]);
  expect(access.alwaysVisible(editor, environments)).toBeUndefined();
});

test("the permissions for a verb", () => {
  expect(anyOf(notices, "edit")).toEqual([NOTICE_PERMISSIONS.edit]);
});
