import { environments } from "@indelible/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callerWith } from "../../../../test/support/caller.ts";
import {
  ALL_PERMISSIONS,
  type NoticeStore,
  notices,
  openNotices,
  SPACE,
} from "../../../../test/support/notices.ts";
import { versionConflict, versionSent } from "./version-conflict.ts";

const editor = callerWith(ALL_PERMISSIONS);
let store: NoticeStore;

beforeAll(async () => {
  store = await openNotices();
});
afterAll(() => store.database.close());

async function changedNotice() {
  const { service, staging: EnvironmentId } = store;
  const { id } = await service.create(editor, notices, SPACE, { Name: "A", EnvironmentId });
  await service.modify(editor, notices, SPACE, id, { Text: "one" }, undefined);
  return service.modify(editor, notices, SPACE, id, { Text: "two" }, undefined);
}

test("the refusal has the changes that the caller may see since the expected version", async () => {
  const document = await changedNotice();
  const sinceTwo = await versionConflict(store.trail, callerWith(["EventView"]), document, 2);
  expect(sinceTwo).toMatchObject({
    code: "conflict",
    message:
      "This Projects document was changed by system: you sent version 2, it is now at version 3. Load it again and repeat your change.",
    details: {
      CurrentVersion: 3,
      Changes: [{ Username: "system", Differences: [{ path: "/Text", value: "two" }] }],
    },
  });
  const unseen = await versionConflict(store.trail, callerWith([]), document, 1);
  expect(unseen.message).toContain("was changed by someone else");
  expect(unseen.details).toEqual({ CurrentVersion: 3, Changes: [] });
});

test("only types that count versions read one from the body", () => {
  expect(versionSent(notices, { version: 4 })).toBe(4);
  expect(versionSent(notices, { Version: null })).toBeUndefined();
  expect(versionSent(notices, {})).toBeUndefined();
  expect(versionSent(environments, { Version: 4 })).toBeUndefined();
});

test.each(["4", 1.5, true, 2 ** 60])("Version %j is refused", (Version) => {
  expect(() => versionSent(notices, { Version })).toThrow(
    expect.objectContaining({ errors: ["Version must be a whole number."] }),
  );
});
