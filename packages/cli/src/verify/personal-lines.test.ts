import { expect, test } from "vitest";
import { PersonalLines } from "./personal-lines.ts";

async function* linesOf(lines: readonly string[]): AsyncGenerator<string, undefined> {
  yield* lines;
  return undefined;
}

function line(event: number, member: string): string {
  const members = { EventId: `Events-${event}`, Member: member, Salt: "s", Value: `v${event}` };
  return JSON.stringify(members);
}

const value = (event: number, member: string) => {
  return { eventId: `Events-${event}`, member, salt: "s", value: `v${event}` };
};

test("each event gets its values, in the order of the events", async () => {
  const lines = linesOf([line(2, "IpAddress"), line(2, "Username"), line(4, "Username")]);
  const personal = new PersonalLines(lines);
  const taken = [];
  for (const id of ["Events-1", "Events-2", "Events-3", "Events-4", "Events-5"]) {
    taken.push(await personal.take(id));
  }
  const [second, fourth] = [[value(2, "IpAddress"), value(2, "Username")], [value(4, "Username")]];
  expect(taken).toEqual([[], second, [], fourth, []]);
  expect(await personal.rest()).toEqual([]);
});

test.each([
  ["of an unknown event", line(9, "Username"), "Events-9"],
  ["of an event that was already read", line(1, "Username"), "Events-1"],
  ["that is not JSON", "{", null],
  ["that is null", "null", null],
])("a line %s is left, and is reported", async (_, text, eventId) => {
  const personal = new PersonalLines(linesOf([line(2, "Username"), text]));
  expect(await personal.take("Events-1")).toEqual([]);
  expect(await personal.take("Events-2")).toEqual([value(2, "Username")]);
  expect(await personal.take("Events-3")).toEqual([]);
  expect(await personal.rest()).toEqual([
    expect.objectContaining({ kind: "inserted", eventId, index: null }),
  ]);
});

test("an export without personal members has no values and no findings", async () => {
  const personal = new PersonalLines(linesOf([]));
  expect(await personal.take("Events-1")).toEqual([]);
  expect(await personal.rest()).toEqual([]);
  await personal.close();
});
