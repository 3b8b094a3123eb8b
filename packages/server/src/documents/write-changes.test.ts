import { systemAct } from "@indelible/kernel";
import { creation, modification, type StoredDocument } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type NoticeStore, notices, openNotices, SPACE } from "../../../../test/support/notices.ts";
import type { HookRegistry } from "./document-hooks.ts";
import { idsWanted, mentionsOf, writeChanges } from "./write-changes.ts";

let store: NoticeStore;

beforeAll(async () => {
  store = await openNotices();
});
afterAll(() => store.database.close());

function bodyOf(Name: string) {
  return { Name, EnvironmentId: store.staging, AfterId: null, Text: null, Tags: [] };
}

function draft(Name: string, id = "") {
  return creation(notices, { id, spaceId: SPACE, body: bodyOf(Name) });
}

async function write(hooks: HookRegistry, name: string, extra: string[] = []) {
  const { trail, staging } = store;
  const snapshot = await trail.read({ mentions: [staging], newIds: { Projects: 1 }, events: 1 });
  const change = draft(name, snapshot.takeId("Projects"));
  return writeChanges({ trail, hooks }, systemAct(name), snapshot, [change], {
    extra: extra.map((title) => draft(title)),
  });
}

const titles = (documents: readonly StoredDocument[]) => documents.map(({ title }) => title);

test("extra and cascaded creations get ids, and are written after the changes", async () => {
  const hooks: HookRegistry = {
    Projects: {
      cascadeChanges: async (change) => {
        return change.kind === "create" ? [draft(`${change.body.Name} 3`)] : [];
      },
    },
  };
  const written = await write(hooks, "A", ["A 2"]);
  expect(titles(written)).toEqual(["A", "A 2", "A 3"]);
  expect(new Set(written.map(({ id }) => id)).size).toBe(3);
});

test("hooks see all changes of the commit when they name related ids", async () => {
  const seen: number[] = [];
  const hooks: HookRegistry = {
    Projects: {
      relatedIds: async (_change, all) => {
        seen.push(all.length);
        return [store.production];
      },
    },
  };
  const [document] = await write(hooks, "B", ["B 2"]);
  expect(seen).toEqual([2, 2]);
  const visibility = [{ SpaceId: SPACE, Restrictions: {} }];
  const terms = [[document?.id ?? ""], [store.production]];
  expect(await store.trail.countEvents({ visibility, terms })).toBe(1);
});

test("a conflict leaves nothing behind", async () => {
  const [before] = await write({}, "C");
  if (before === undefined) throw new TypeError("Nothing was written");
  const { trail } = store;
  const snapshot = await trail.read({ ids: [before.id], mentions: [store.staging], events: 1 });
  const change = modification(notices, { ...before, version: 9, body: bodyOf("C") }, bodyOf("D"));
  const extra = [draft("C 2")];
  await expect(
    writeChanges({ trail, hooks: {} }, systemAct("late"), snapshot, [change], { extra }),
  ).rejects.toMatchObject({ code: "stale" });
  const found = await trail.list({ type: notices, partialTitle: "C", skip: 0, take: 9 });
  expect(titles(found.documents)).toEqual(["C"]);
});

test("only creations without an id need one", () => {
  expect(idsWanted([draft("a"), draft("b", "Projects-9"), draft("c")])).toEqual({ Projects: 2 });
});

test("the ids that a body refers to", () => {
  const body = { ...bodyOf("A"), AfterId: "Projects-4" };
  expect(mentionsOf(notices, body)).toEqual([store.staging, "Projects-4"]);
});
