import type { EventOfFormat3 } from "@indelible/trail";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleEvent } from "../../../../../test/support/sample-event.ts";
import { eventsAsCsv } from "./event-csv.ts";

const MARK = "\u{FEFF}";

/** Reads CSV by RFC 4180, so that what is written is checked by what others would read. */
function parsed(file: string): string[][] {
  expect(file.startsWith(MARK)).toBe(true);
  const csv = file.slice(MARK.length);
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
  expect(eventsAsCsv([], false)).toMatch(
    /^\uFEFFId,Occurred,SpaceId,Category,[^\r\n]*,Comments\r\n$/,
  );
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

test.each([
  ..."=+-@＝＋－＠﹢﹣﹦﹫−".split("").map((start) => `${start}1`),
  "@SUM(A1)",
  "\tx",
  "\rx",
  "\nx",
  "\n",
  '=HYPERLINK("http://x","y")',
  " =1",
  "\u{A0}\u{200B}\u{FEFF}=1",
  ",=1",
  "; +1",
  '"=1',
  "\u{3000}＝1",
])("%j does not run as a formula", (text) => {
  expect(rowOf({ Username: text }).Username).toBe(`'${text}`);
});

test.each(["plain", "a,b", 'say "x"', "two\r\nlines", '"', "", "é😀", "1=1"])(
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

test("names are those that the event states, and a task has its id", () => {
  const Message = "Deploy Shop 1.0 to Staging was queued";
  const MessageReferences = [
    { ReferencedDocumentId: "Projects-1", StartIndex: 7, Length: 4 },
    { ReferencedDocumentId: "Releases-3", StartIndex: 12, Length: 3 },
    { ReferencedDocumentId: "Environments-2", StartIndex: 19, Length: 7 },
  ];
  const RelatedDocumentIds = ["Projects-1", "ServerTasks-9"];
  expect(rowOf({ Message, MessageReferences, RelatedDocumentIds })).toMatchObject({
    DocumentName: "Shop",
    ProjectName: "Shop",
    ReleaseName: "1.0",
    EnvironmentName: "Staging",
    TenantName: "",
    TaskId: "ServerTasks-9",
  });
});

test("an event in the ledger has its index and digest", () => {
  const entries = new Map([[7, { index: 6, digest: "ab".repeat(32) }]]);
  const [headings = [], row = []] = parsed(eventsAsCsv([sampleEvent()], false, entries));
  expect(row[headings.indexOf("LedgerIndex")]).toBe("6");
  expect(row[headings.indexOf("LedgerDigest")]).toBe("ab".repeat(32));
  expect(rowOf({})).toMatchObject({ LedgerIndex: "", LedgerDigest: "" });
});

test("the last state of a deleted document is included, with the differences", () => {
  const ChangeDetails = { DocumentContext: { Name: "Shop" }, Differences: [] };
  const deleted = rowOf({ Category: "Deleted", ChangeDetails });
  expect(JSON.parse(deleted.LastState ?? "")).toEqual({ Name: "Shop" });
  expect(rowOf({ ChangeDetails })).toMatchObject({ LastState: "" });
});
