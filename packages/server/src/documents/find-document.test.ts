import type { StoredDocument } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callerWith } from "../../../../test/support/caller.ts";
import {
  ALL_PERMISSIONS,
  type NoticeStore,
  notices,
  openNotices,
  SPACE,
  spaces,
} from "../../../../test/support/notices.ts";
import { findDocument } from "./find-document.ts";

let store: NoticeStore;
let notice: StoredDocument;

beforeAll(async () => {
  store = await openNotices();
  const body = { Name: "Hello", EnvironmentId: store.staging };
  notice = await store.service.create(callerWith(ALL_PERMISSIONS), notices, SPACE, body);
});
afterAll(() => store.database.close());

function find(reference: string, spaceId: string | null = SPACE) {
  const hooks = {
    Projects: {
      find: async (_spaceId: string | null, text: string) => (text === "nick" ? notice : undefined),
    },
  };
  return findDocument({ trail: store.trail, hooks }, notices, spaceId, reference);
}

test("a document is found by id, by name, and by what its hook knows", async () => {
  for (const reference of [notice.id, "hello", "nick"]) {
    expect((await find(reference))?.id).toBe(notice.id);
  }
});

test("documents of other types and other spaces are not found", async () => {
  expect(await find(store.staging)).toBeUndefined();
  expect(await find("unknown")).toBeUndefined();
  for (const reference of [notice.id, "Hello", "nick"]) {
    expect(await find(reference, "Spaces-2")).toBeUndefined();
  }
});

test("documents without a space are found from every space", async () => {
  const found = await findDocument({ trail: store.trail, hooks: {} }, spaces, "Spaces-2", SPACE);
  expect(found?.title).toBe("Only");
});
