import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { type LogInMemory, logInMemory } from "../testing/log-in-memory.ts";
import { directoryReader } from "./directory-reader.ts";
import { verifyDirectory } from "./verify-directory.ts";

/** The directory of a log, with these lines of events. */
function directoryOf(log: LogInMemory, lines: readonly string[] = log.events): string {
  const folder = temporaryDirectory({
    checkpoint: log.note,
    "verifier-key": `${log.verifierKey}\n`,
    "events.jsonl": lines.map((line) => `${line}\n`).join(""),
  });
  for (const [path, bytes] of log.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}

async function verify(folder: string, given: { key?: string; kept?: string } = {}) {
  const shown: [number, number][] = [];
  const progress = { show: (...step: [number, number]) => shown.push(step), clear: () => {} };
  const keys = given.key === undefined ? [] : [given.key];
  const options = { folder, keys, kept: given.kept };
  return { report: await verifyDirectory(options, progress), shown };
}

const log = await logInMemory(4);

test("a correct directory has no findings, and the progress of each entry is shown", async () => {
  const { report, shown } = await verify(directoryOf(log));
  expect(report).toMatchObject({
    head: log.tree,
    findings: [],
    findingsCount: 0,
    remarks: [`Checked with the key from the directory itself: ${log.verifierKey}`],
  });
  expect(shown).toEqual([
    [1, 4],
    [2, 4],
    [3, 4],
    [4, 4],
  ]);
});

test("a given key is used instead of the directory's", async () => {
  const { verifierKey: other } = await logInMemory(0, 4);
  const { report } = await verify(directoryOf(log), { key: other });
  expect(report).toMatchObject({
    head: { size: 0 },
    findings: [{ kind: "forked" }],
    remarks: [`Checked with the key given: ${other}`],
  });
});

const [first = "", second = "", third = "", fourth = ""] = log.events;

test.each<[string, readonly string[], readonly object[]]>([
  [
    "a changed line",
    [first, second.replace("thing", "thong"), third, fourth],
    [{ kind: "changed", eventId: "Events-2", index: 1 }],
  ],
  [
    "a line that is not an event",
    ["", second, third, fourth],
    [{ kind: "changed", eventId: null, index: 0 }],
  ],
  [
    "missing lines",
    [first, second],
    [
      { kind: "missing", eventId: null, index: 2, detail: "events.jsonl has no line 3." },
      { kind: "missing", eventId: null, index: 3 },
    ],
  ],
  [
    "added lines",
    [...log.events, first, "x"],
    [
      { kind: "inserted", eventId: "Events-1", index: 4 },
      { kind: "inserted", eventId: null, index: 5 },
    ],
  ],
  [
    "swapped lines",
    [first, third, second, fourth],
    [
      { kind: "reordered", eventId: "Events-3", index: 1 },
      { kind: "reordered", eventId: "Events-2", index: 2 },
    ],
  ],
])("%s", async (_, lines, findings) => {
  const { report } = await verify(directoryOf(log, lines));
  expect(report.findings).toMatchObject(findings);
  expect(report.findingsCount).toBe(findings.length);
});

test("a saved checkpoint of a longer log is a finding", async () => {
  const { note } = await logInMemory(6);
  const { report } = await verify(directoryOf(log), { kept: note });
  expect(report.findings).toMatchObject([{ kind: "truncated", index: 4 }]);
});

test.each(["events.jsonl", "checkpoint", "verifier-key"])("without %s it fails", async (name) => {
  const folder = directoryOf(log);
  rmSync(join(folder, name));
  await expect(verify(folder)).rejects.toMatchObject({
    name: "CommandError",
    message: `There is no ${join(folder, name)}: this is not a directory that 'export' wrote.`,
  });
});

test("a reader returns the bytes of a file, and undefined for a missing one", async () => {
  const reader = directoryReader(temporaryDirectory({ "tile/0/000": "bytes" }));
  expect(Buffer.from((await reader.readFile("tile/0/000", 100)) ?? []).toString()).toBe("bytes");
  expect(await reader.readFile("tile/0/001", 100)).toBeUndefined();
});
