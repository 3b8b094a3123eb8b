import { expect, test } from "vitest";
import { type TrailEvent, termsOf } from "../event/event.ts";
import { canonicalize } from "../json/canonical.ts";
import type { Json } from "../json/json.ts";
import {
  contradictions,
  type EventRow,
  eventIdOf,
  isCanonical,
  type TermRow,
} from "./event-row.ts";
import { parseEvent } from "./parse-event.ts";

const event = {
  Format: "indelible-event/2",
  Id: "Events-7",
  Occurred: "2026-01-01T00:00:00.123Z",
  SpaceId: null,
  Category: "Created",
  DocumentType: "Things",
  UserId: "Users-1",
  UserAgent: "test/1.0",
  CorrelationId: "act-1",
  RelatedDocumentIds: ["Things-1"],
  Scopes: { Projects: ["Projects-1", "Projects-2"] },
} as unknown as TrailEvent;

const body = canonicalize(event as unknown as Json);
const parsed = parseEvent(body);
const occurred = "2026-01-01T00:00:00.123000Z";
const scopes = { Projects: ["Projects-1", "Projects-2"] };
const row: EventRow = { number: 7, occurred, space_id: null, scopes, body, digest: "aa" };
const terms: TermRow = {
  place: 6,
  number: 7,
  terms: termsOf(event),
  occurred,
};

test("a row that agrees with its body", () => {
  expect(contradictions(row, parsed, "aa", terms)).toEqual([]);
  expect(eventIdOf(7)).toBe("Events-7");
});

test.each<[Partial<EventRow>, string]>([
  [{ digest: "bb" }, "digest"],
  [{ number: 8 }, "id (the body is of Events-7)"],
  [{ occurred: "2026-01-01T00:00:00.123001Z" }, "occurred"],
  [{ space_id: "" }, "space_id"],
  [{ scopes: { Projects: ["Projects-2", "Projects-1"] } }, "scopes"],
  [{ scopes: {} }, "scopes"],
])("%j contradicts it", (change, fault) => {
  expect(contradictions({ ...row, ...change }, parsed, "aa", terms)).toEqual([fault]);
});

test.each<[Partial<TermRow>, string]>([
  [{ terms: termsOf(event).slice(1) }, 'index term "Things-1" (missing)'],
  [{ terms: [...termsOf(event), "x"] }, 'index term "x" (not in the event)'],
  [{ occurred: "2025-01-01T00:00:00.000000Z" }, "time of an index term"],
  [{ occurred: null }, "time of an index term"],
])("terms %j contradict it", (change, fault) => {
  expect(contradictions(row, parsed, "aa", { ...terms, ...change })).toEqual([fault]);
});

test("an event without terms", () => {
  expect(contradictions(row, parsed, "aa", undefined)).toEqual(["index terms (there are none)"]);
});

test("a body that is no event contradicts everything", () => {
  expect(contradictions(row, undefined, "aa", terms)).toEqual(["body (not an event)"]);
});

test("one text is canonical", () => {
  expect(isCanonical(body)).toBe(true);
  for (const text of [` ${body}`, `${body} `, body.replace(",", ", "), "nothing", '"\\ud800"']) {
    expect(isCanonical(text)).toBe(false);
  }
});

test("an event of an unknown format is named by it", () => {
  const later = { ...row, body: body.replace("indelible-event/2", "indelible-event/4") };
  const found = contradictions(later, parseEvent(later.body), "aa", terms);
  const format = "an event of the format indelible-event/4, which this version does not know";
  expect(found).toEqual([`body (${format})`]);
});
