import type { EventOfFormat3 } from "@indelible/trail";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleEvent } from "../../../../../test/support/sample-event.ts";
import { eventsAsCsv } from "./event-csv.ts";

/** Reads CSV by RFC 4180, so that what is written is checked by what others would read. */
function parsed(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const token = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/gy;
  while (token.lastIndex < csv.length) {
    const [, cell = "", end] = token.exec(csv) ?? [];
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function rowOf(changes: Partial<EventOfFormat3>): Record<string, string> {
  const [headings = [], row = []] = parsed(eventsAsCsv([sampleEvent(changes)], true));
  return Object.fromEntries(headings.map((heading, i) => [heading, row[i] ?? ""]));
}

test("no events are a line of headings", () => {
  expect(eventsAsCsv([], false)).toMatch(/^Id,Occurred,SpaceId,Category,[^\r\n]*,Comments\r\n$/);
  expect(eventsAsCsv([], true)).toMatch(/,Comments,Differences\r\n$/);
});

test("an event is a row, with the ids it relates to by type", () => {
  const RelatedDocumentIds = ["Releases-1", "Projects-1", "Environments-2", "Environments-3"];
  expect(rowOf({ RelatedDocumentIds })).toMatchObject({
    Id: "Events-7",
    ReleaseId: "Releases-1",
    ProjectId: "Projects-1",
    EnvironmentId: "Environments-2 Environments-3",
    TenantId: "",
    RelatedDocumentIds: "Releases-1 Projects-1 Environments-2 Environments-3",
    IsService: "false",
    Comments: "",
  });
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x","y")'])(
  "%j does not run as a formula",
  (text) => {
    expect(rowOf({ Username: text }).Username).toBe(`'${text}`);
  },
);

test.each(["plain", "a,b", 'say "x"', "two\r\nlines", "\n", '"', "", "é😀", "1=1"])(
  "%j comes back as it was",
  (text) => {
    expect(rowOf({ Comments: text }).Comments).toBe(text);
  },
);

test("every row has every column, whatever the texts hold", () => {
  const text = fc.string({ unit: fc.constantFrom(..."\",\r\n=+-@\t a'é") });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(text, text, text), { maxLength: 5 }),
      fc.boolean(),
      (all, wide) => {
        const events = all.map(([Message, Username, UserAgent]) =>
          sampleEvent({ Message, Username, UserAgent }),
        );
        const [headings = [], ...rows] = parsed(eventsAsCsv(events, wide));
        expect(rows).toHaveLength(events.length);
        for (const row of rows) expect(row).toHaveLength(headings.length);
        const messages = rows.map((row) => row[headings.indexOf("Message")]?.replace(/^'/, ""));
        expect(messages).toEqual(events.map(({ Message }) => Message.replace(/^'/, "")));
      },
    ),
  );
});

test("differences are JSON, and only included on request", () => {
  const Differences = [{ op: "replace", path: "/Name", value: 'a "b"' }] as const;
  const ChangeDetails = { DocumentContext: {}, Differences };
  expect(JSON.parse(rowOf({ ChangeDetails }).Differences ?? "")).toEqual(Differences);
  expect(eventsAsCsv([sampleEvent({ ChangeDetails })], false)).not.toContain("replace");
});
