import { machines, projects, tagSets, teams, users } from "@indelible/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callerWith, requestWith } from "../../../../../test/support/caller.ts";
import {
  ALL_PERMISSIONS,
  type NoticeStore,
  noticeDefinitions,
  notices,
  openNotices,
  SPACE,
} from "../../../../../test/support/notices.ts";
import type { DocumentRoutesOptions } from "../../documents/document-requests.ts";
import { listAll, listPage, parametersOf, partsOf } from "./document-lists.ts";

const editor = callerWith(ALL_PERMISSIONS);
let store: NoticeStore;
let options: DocumentRoutesOptions;

beforeAll(async () => {
  store = await openNotices();
  const { trail, database, service } = store;
  const hooks = {
    Projects: {
      listFilters: (query: ReadonlyMap<string, string>) => {
        return query.has("staging") ? { containing: [[{ EnvironmentId: store.staging }]] } : {};
      },
    },
  };
  options = { trail, database, service, hooks, definitions: noticeDefinitions };
  const create = (Name: string, EnvironmentId: string, Text: string) =>
    service.create(editor, notices, SPACE, { Name, EnvironmentId, Text });
  await create("Apple", store.staging, "red");
  await create("Banana", store.staging, "yellow");
  await create("Cherry", store.production, "red");
});
afterAll(() => store.database.close());

async function namesIn(query: Record<string, string>, parts: object[] = [], caller = editor) {
  const request = requestWith({ query: new Map(Object.entries(query)) });
  const { body } = await listPage(options, notices, request, caller, parts as never[]);
  const { Items, TotalResults } = body as { Items: { Name: string }[]; TotalResults: number };
  return [Items.map(({ Name }) => Name), TotalResults];
}

test.each([
  [{}, [["Apple", "Banana", "Cherry"], 3]],
  [{ skip: "1", take: "1" }, [["Banana"], 3]],
  [{ partialname: "AN" }, [["Banana"], 1]],
  [{ staging: "true" }, [["Apple", "Banana"], 2]],
])("the list with %j", async (query, expected) => {
  expect(await namesIn(query)).toEqual(expected);
});

test("parts are alternatives, in addition to the filters", async () => {
  expect(await namesIn({}, [{ Text: "red" }])).toEqual([["Apple", "Cherry"], 2]);
  expect(await namesIn({ staging: "" }, [{ Text: "red" }, { Text: "blue" }])).toEqual([
    ["Apple"],
    1,
  ]);
});

test("only what the caller may see is listed and counted", async () => {
  const restricted = callerWith(ALL_PERMISSIONS, { environments: [store.production] });
  expect(await namesIn({}, [], restricted)).toEqual([["Cherry"], 1]);
  await expect(namesIn({}, [], callerWith([]))).rejects.toMatchObject({ code: "forbidden" });
});

test("all documents are an array", async () => {
  const { body } = await listAll(options, notices, requestWith(), editor);
  expect(body).toMatchObject([{ Name: "Apple" }, { Name: "Banana" }, { Name: "Cherry" }]);
});

test("the parameters of a list depend on the level, the filters and the type", () => {
  expect(parametersOf(users)).toEqual(
    expect.arrayContaining(["skip", "take", "ids", "partialName"]),
  );
  expect(parametersOf(teams)).toEqual(expect.arrayContaining(["spaces", "includeSystem"]));
  expect(parametersOf(projects)).not.toContain("spaces");
});

test.each([
  [machines, "EnvironmentIds", ["Environments-1"], [{ EnvironmentIds: ["Environments-1"] }]],
  [machines, "IsDisabled", ["TRUE", "no"], [{ IsDisabled: true }, { IsDisabled: false }]],
  [tagSets, "Name", ["a", "b"], [{ Name: "a" }, { Name: "b" }]],
])("a filter of the type of its field: %#", (definition, field, values, expected) => {
  expect(partsOf(definition, field, values)).toEqual(expected);
});
