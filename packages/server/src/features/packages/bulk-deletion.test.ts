import { environments } from "@indelible/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callerWith, requestWith } from "../../../../../test/support/caller.ts";
import {
  ALL_PERMISSIONS,
  type NoticeStore,
  notices,
  openNotices,
  SPACE,
} from "../../../../../test/support/notices.ts";
import { bulkDeletion } from "./bulk-deletion.ts";

const editor = callerWith(ALL_PERMISSIONS);
let store: NoticeStore;

beforeAll(async () => {
  store = await openNotices();
});
afterAll(() => store.database.close());

async function createTwo(name: string): Promise<string[]> {
  const bodies = [1, 2].map((n) => ({ Name: `${name} ${n}`, EnvironmentId: store.staging }));
  const created = await store.service.createAll(editor, notices, SPACE, bodies);
  return created.map(({ id }) => id);
}

async function remove(request: Parameters<typeof requestWith>[0], caller = editor) {
  return bulkDeletion(store.service, notices).handle(requestWith(request), caller);
}

test("the ids are in the query or in the body", async () => {
  const inQuery = await createTwo("a");
  await remove({ query: new Map([["ids", inQuery.join(",")]]) });
  const inBody = await createTwo("b");
  await remove({ body: { ids: inBody } });
  expect(await store.trail.documents([...inQuery, ...inBody])).toEqual([]);
});

test("one refusal refuses all", async () => {
  const ids = await createTwo("c");
  await expect(remove({ body: { Ids: [...ids, "Projects-99"] } })).rejects.toMatchObject({
    code: "not-found",
  });
  expect(await store.trail.documents(ids)).toHaveLength(2);
});

test.each([
  ["without ids", {}],
  ["with ids that are not text", { Ids: [1] }],
  ["with too many ids", { Ids: Array.from({ length: 1_001 }, () => "x") }],
])("a request %s is refused", async (_, body) => {
  await expect(remove({ body })).rejects.toMatchObject({ code: "invalid" });
});

test("the route is named after the type, and needs its permission", async () => {
  expect(bulkDeletion(store.service, environments)).toMatchObject({
    method: "DELETE",
    path: "/environments/bulk",
    mutates: true,
  });
  await expect(remove({ body: { Ids: [] } }, callerWith([]))).rejects.toMatchObject({
    code: "forbidden",
  });
});
