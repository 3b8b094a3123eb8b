import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../../../../test/support/stores.ts";
import { ALICE, testTrail } from "../../../../test/support/trail.ts";
import type { Database } from "../database/database.ts";
import { documentType } from "../document/document-type.ts";
import type { JsonObject } from "../json/json.ts";
import type { Trail } from "../trail.ts";
import { creation, deletion, modification } from "./change.ts";
import { checkEventSize, EVENT_BYTES_MAX } from "./check-size.ts";

const limited = documentType({
  prefix: "Notes",
  label: "Note",
  limit: { bytes: 1_000, items: 100 },
});
const unlimited = documentType({ prefix: "Notes", label: "Note" });
const EMPTY = '{"Name":"n","Text":""}'.length;

let database: Database;
let trail: Trail;

beforeAll(async () => {
  database = await openStore("postgres");
  trail = testTrail(database, [limited]);
});
afterAll(() => database.close());

async function create(body: JsonObject, type = limited): Promise<string> {
  const snapshot = await trail.read({ newIds: { Notes: 1 }, events: 1 });
  const id = snapshot.takeId("Notes");
  await trail.commit(ALICE, snapshot, [creation(type, { id, spaceId: null, body })]);
  return id;
}

const withText = (length: number) => ({ Name: "n", Text: "x".repeat(length) });
const withItems = (length: number) => ({ Items: Array.from({ length }, () => 1) });

test("a document may have as many bytes and items as its type allows", async () => {
  await create(withText(1_000 - EMPTY));
  await create(withItems(99));
});

test.each([
  [
    "bytes",
    withText(1_001 - EMPTY),
    "The note has 1001 bytes, more than the 1000 that are allowed.",
  ],
  ["bytes in UTF-8", { Text: "\u00e9".repeat(600) }, "The note has 1211 bytes, more than the 1000"],
  ["items", withItems(100), "The note has 101 items, more than the 100 that are allowed."],
  ["nested items", { a: { b: [[1], ...withItems(98).Items] } }, "The note has 102 items"],
])("a document with more %s is refused, and nothing is written", async (_, body, message) => {
  const { total } = await trail.list({ type: limited, skip: 0, take: 0 });
  await expect(create(body)).rejects.toMatchObject({
    code: "limit",
    message: expect.stringContaining(message),
  });
  expect((await trail.list({ type: limited, skip: 0, take: 0 })).total).toBe(total);
});

test("a document that is too large already can be deleted, or become smaller", async () => {
  const [first, second] = [
    await create(withText(5_000), unlimited),
    await create(withText(5_000), unlimited),
  ];
  const read = await trail.read({ ids: [first, second], events: 2 });
  const before = read.document(second);
  await expect(
    trail.commit(ALICE, read, [modification(limited, before, withText(4_000))]),
  ).rejects.toMatchObject({ code: "limit" });
  await trail.commit(ALICE, read, [
    deletion(limited, read.document(first)),
    modification(limited, before, withText(10)),
  ]);
  expect((await trail.documents([first, second])).map(({ body }) => body)).toEqual([withText(10)]);
});

test("an event has a maximum size", () => {
  checkEventSize("Note", "x".repeat(EVENT_BYTES_MAX));
  expect(() => checkEventSize("Note", "x".repeat(EVENT_BYTES_MAX + 1))).toThrow(
    "The event of this note has 33554433 bytes, more than the 33554432 that are allowed.",
  );
});
