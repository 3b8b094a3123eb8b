import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  activitiesDigest,
  type DigestedLine,
  EMPTY_LOG,
  type LogDigest,
  taskRecord,
  withLine,
} from "./task-record.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const TIME = new Date("2026-03-01T12:00:00.500Z");

function line(number: number, init: Partial<DigestedLine> = {}): DigestedLine {
  const place = { number, activity_id: "ServerTasks-1", category: "Info" };
  return { ...place, occurred: TIME, text: `line ${number}`, ...init };
}

function digestOf(lines: readonly DigestedLine[]): LogDigest {
  return lines.reduce((before, each) => withLine(before, each, sha256), EMPTY_LOG);
}

test("the digest of a log is computed from the one before and the canonical line", () => {
  const encoded = '[1,"ServerTasks-1","Info","2026-03-01T12:00:00.500Z","Zürich \\"1\\""]';
  expect(digestOf([line(1, { text: 'Zürich "1"' })])).toEqual({
    Lines: 1,
    Bytes: Buffer.byteLength(encoded),
    Digest: sha256(`${"0".repeat(64)}\n${encoded}`),
  });
});

test("every change, deletion, insertion and exchange of lines changes the digest", () => {
  const texts = fc.array(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 8 });
  const lines = texts.map((all) => all.map((text, i) => line(i + 1, { text })));
  fc.assert(
    fc.property(lines, fc.nat(), (before, seed) => {
      const at = seed % before.length;
      const changed = before.map((each, i) =>
        i === at ? { ...each, text: `${each.text}!` } : each,
      );
      const deleted = before.toSpliced(at, 1);
      const inserted = before.toSpliced(at, 0, line(at + 1, { text: "more" }));
      const moved = [...deleted, ...before.slice(at, at + 1)];
      const digests = [
        before,
        changed,
        deleted,
        inserted,
        ...(at + 1 < before.length ? [moved] : []),
      ];
      const values = digests.map((each) => digestOf(each).Digest);
      expect(new Set(values).size).toBe(values.length);
    }),
  );
});

test("a record has the outcome, with the message as a digest", () => {
  const row = {
    id: "ServerTasks-1",
    state: "Failed",
    start_time: TIME,
    completed_time: null,
    server_node: "one",
    has_warnings: true,
    error_message: "It failed.",
  } as const;
  expect(taskRecord(row, null, sha256)).toEqual({
    Id: "ServerTasks-1",
    State: "Failed",
    StartTime: "2026-03-01T12:00:00.500Z",
    CompletedTime: null,
    ServerNode: "one",
    HasWarningsOrErrors: true,
    ErrorMessage: sha256("It failed."),
    Log: null,
    Removed: null,
  });
});

test("the digest of activities covers each of their fields", () => {
  const activity = {
    id: "ServerTasks-1/a",
    parent_id: "ServerTasks-1",
    place: 1,
    name: "Step 1",
    status: "Success",
    started: TIME,
    ended: null,
  };
  const digest = activitiesDigest([activity], sha256);
  expect(digest).toBe(
    sha256(
      '[["ServerTasks-1/a","ServerTasks-1",1,"Step 1","Success","2026-03-01T12:00:00.500Z",null]]',
    ),
  );
  const changes = [
    { id: "b" },
    { parent_id: null },
    { place: 2 },
    { name: "b" },
    { status: "Failed" },
    { started: null },
    { ended: TIME },
  ];
  const others = changes.map((change) => activitiesDigest([{ ...activity, ...change }], sha256));
  expect(new Set([digest, ...others]).size).toBe(changes.length + 1);
});
