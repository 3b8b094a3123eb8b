import { afterAll, beforeAll, expect, test } from "vitest";
import { callerWith } from "../../../../test/support/caller.ts";
import {
  ALL_PERMISSIONS,
  NOTICE_PERMISSIONS,
  type NoticeStore,
  notices,
  openNotices,
  SPACE,
} from "../../../../test/support/notices.ts";
import { usagesOf } from "./usages.ts";

let store: NoticeStore;

beforeAll(async () => {
  store = await openNotices();
});
afterAll(() => store.database.close());

test("documents that the caller may not see are only counted", async () => {
  const { service, staging, production } = store;
  const editor = callerWith(ALL_PERMISSIONS);
  const create = (Name: string, EnvironmentId: string, AfterId: string | null = null) =>
    service.create(editor, notices, SPACE, { Name, EnvironmentId, AfterId });
  const first = await create("First", staging);
  await create("Second", staging, first.id);
  await create("Third", production, first.id);
  const restricted = callerWith([NOTICE_PERMISSIONS.view], { environments: [staging] });
  const { seen, unseen } = await usagesOf(service, restricted, first);
  expect(seen.map(({ title }) => title)).toEqual(["Second"]);
  expect([...unseen]).toEqual([["Projects", 1]]);
  expect((await usagesOf(service, editor, first)).seen).toHaveLength(2);
});
