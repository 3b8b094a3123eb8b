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
import { type DeletionTools, deleteDocuments, dependentsOf } from "./delete-documents.ts";
import { DocumentAccess } from "./document-access.ts";
import type { HookRegistry } from "./document-hooks.ts";

const editor = callerWith(ALL_PERMISSIONS);
let store: NoticeStore;

beforeAll(async () => {
  store = await openNotices();
});
afterAll(() => store.database.close());

function toolsWith(hooks: HookRegistry = {}): DeletionTools {
  const tools = { trail: store.trail, definitions: noticeDefinitions, hooks };
  return { ...tools, access: new DocumentAccess(tools) };
}

function create(Name: string, AfterId: string | null = null, EnvironmentId = store.staging) {
  return store.service.create(editor, notices, SPACE, { Name, EnvironmentId, AfterId });
}

test("what follows a document is deleted with it, what refers to it prevents that", async () => {
  const first = await create("A");
  const second = await create("B", first.id);
  const { cascade, obstacles } = await dependentsOf(toolsWith(), first);
  expect(cascade.map(({ type }) => type)).toEqual(["Channels"]);
  expect(obstacles.map(({ id }) => id)).toEqual([second.id]);
  await deleteDocuments(toolsWith(), editor, notices, SPACE, [first.id, second.id]);
  expect(
    await store.trail.documents([first.id, second.id, ...cascade.map(({ id }) => id)]),
  ).toEqual([]);
});

test("users of a document that its hooks name prevent its deletion", async () => {
  const used = await create("C");
  const user = await create("D");
  const tools = toolsWith({
    Projects: { usedBy: async ({ id }) => (id === used.id ? [user] : []) },
  });
  await expect(deleteDocuments(tools, editor, notices, SPACE, [used.id])).rejects.toMatchObject({
    code: "conflict",
    message: "Notice 'C' cannot be deleted: it is used by Notice 'D'.",
  });
  expect(await store.trail.documents([used.id])).toHaveLength(1);
});

test("a refusal does not reveal documents that the caller may not see", async () => {
  const used = await create("E");
  await create("F", used.id, store.production);
  const { view, delete: remove } = NOTICE_PERMISSIONS;
  const restricted = callerWith([view, remove], { environments: [store.staging] });
  await expect(
    deleteDocuments(toolsWith(), restricted, notices, SPACE, [used.id]),
  ).rejects.toMatchObject({ message: "Notice 'E' cannot be deleted: it is used by others." });
});
