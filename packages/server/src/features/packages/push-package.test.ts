import { randomUUID } from "node:crypto";
import { Refusal } from "@indelible/kernel";
import { type Database, TrailError } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callerWith } from "../../../../../test/support/caller.ts";
import { startTestServer, type TestServer } from "../../../../../test/support/server.ts";
import { openStore } from "../../../../../test/support/stores.ts";
import type { OverwriteMode } from "./overwrite-mode.ts";
import { PackageContent } from "./package-content.ts";
import { isRace, type PushTools, pushPackage } from "./push-package.ts";

const pusher = callerWith(["BuiltInFeedPush"]);
const administrator = callerWith(["BuiltInFeedPush", "BuiltInFeedAdminister"]);
const clock = () => new Date("2026-01-01T00:00:00Z");

let database: Database;
let server: TestServer;
let tools: PushTools;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
  const content = new PackageContent({ database, clock, newUuid: randomUUID });
  tools = { trail: server.trail, content, clock };
});
afterAll(async () => {
  await server.close();
  await database.close();
});

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

function push(fileName: string, text: string, mode: OverwriteMode, caller = administrator) {
  const receive = async () => ({ fileName, content: bytesOf(text) });
  return pushPackage(tools, { caller, spaceId: "Spaces-1", receive, mode });
}

async function storedContents(): Promise<number> {
  const text = "select count(*)::int as count from server.package_contents";
  const [row] = await database.query<{ count: number }>({ name: "", text }, []);
  return row?.count ?? -1;
}

test("a new version is stored, with what its file says", async () => {
  const { document, isStored } = await push("Shop.Web.1.2.0.zip", "one", "FailIfExists", pusher);
  expect(isStored).toBe(true);
  expect(document.body).toMatchObject({
    FeedId: "feeds-builtin",
    PackageId: "Shop.Web",
    Version: "1.2.0",
    FileExtension: ".zip",
    PackageSizeBytes: 3,
    Published: "2026-01-01T00:00:00.000Z",
  });
});

test("an existing version is kept, replaced or refused, by the mode", async () => {
  const first = await push("Modes.1.0.0.zip", "one", "FailIfExists");
  await expect(push("modes.1.0.0.zip", "two", "FailIfExists")).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await push("Modes.1.0.0.zip", "two", "IgnoreIfExists")).toEqual({
    document: first.document,
    isStored: false,
  });
  const contents = await storedContents();
  const replaced = await push("Modes.1.0.0.zip", "two", "OverwriteExisting");
  expect(replaced).toMatchObject({
    isStored: true,
    document: { id: first.document.id, version: 2 },
  });
  expect(await storedContents()).toBe(contents + 1);
  const same = await push("Modes.1.0.0.zip", "two", "OverwriteExisting");
  expect(same).toMatchObject({ isStored: false, document: { version: 2 } });
  expect(await storedContents()).toBe(contents + 1);
});

test.each<[string, string, OverwriteMode, typeof pusher, string]>([
  ["without permission", "A.1.0.0.zip", "FailIfExists", callerWith([]), "forbidden"],
  ["that replaces without permission", "Kept.1.0.0.zip", "OverwriteExisting", pusher, "forbidden"],
  ["of a file without version", "A.zip", "FailIfExists", pusher, "invalid"],
  ["of an empty file", "Empty.1.0.0.zip", "FailIfExists", pusher, "invalid"],
])("a push %s is refused, and leaves no content", async (_, name, mode, caller, code) => {
  await push("Kept.1.0.0.zip", "kept", "IgnoreIfExists");
  const contents = await storedContents();
  const text = name.startsWith("Empty") ? "" : "content";
  await expect(push(name, text, mode, caller)).rejects.toMatchObject({ code });
  expect(await storedContents()).toBe(contents);
});

test("concurrent pushes of one version store it once", async () => {
  const pushes = await Promise.all(
    ["one", "two", "three"].map((text) => push("Race.1.0.0.zip", text, "IgnoreIfExists")),
  );
  expect(pushes.filter(({ isStored }) => isStored)).toHaveLength(1);
  expect(new Set(pushes.map(({ document }) => document.id)).size).toBe(1);
});

test.each([
  [new TrailError("stale", "changed"), true],
  [new TrailError("duplicate", "exists"), true],
  [new TrailError("limit", "too many"), false],
  [new Refusal("conflict", "exists"), false],
])("%s is a race: %s", (error, expected) => {
  expect(isRace(error)).toBe(expected);
});
