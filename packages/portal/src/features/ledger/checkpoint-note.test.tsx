import { expect, it } from "vitest";
import type { CheckpointVerdict } from "../../model/ledger/checkpoint-verdict.ts";
import { renderPart } from "../../testing/render.tsx";
import { CheckpointNote } from "./checkpoint-note.tsx";

const tree = { size: 1_200, root: "AAAA" };

function shown(verdict: CheckpointVerdict) {
  const kept = { note: "before", verifierKey: "key" };
  return renderPart(<CheckpointNote check={{ verdict, note: "now", kept }} />);
}

it("a contradiction is an alert with both trees and what to do", async () => {
  const newest = { size: 7, root: "BBBB" };
  const verdict = { kind: "contradicting", reason: "smaller", kept: tree, newest } as const;
  const { text, html } = await shown(verdict);
  expect(html).toContain('role="alert"');
  expect(text).toContain("The ledger contradicts what this browser saw before");
  expect(text).toContain("Before: 1,200 entries, root hash AAAA Now: 7 entries, root hash BBBB");
  expect(text).toContain("npx indelible verify --since before.checkpoint");
  expect(text).toContain("Save the earlier checkpoint Save the current checkpoint");
});

it("a ledger without a checkpoint is shown as such", async () => {
  const verdict = {
    kind: "contradicting",
    reason: "smaller",
    kept: tree,
    newest: undefined,
  } as const;
  expect((await shown(verdict)).text).toContain("Now: no checkpoint");
});

it.each([
  ["unsigned", "not signed with the key that this browser knows The reason."],
  ["not-compared", "The reason. This browser keeps the earlier checkpoint"],
] as const)("%s is a warning with the reason", async (kind, words) => {
  expect((await shown({ kind, detail: "The reason." })).text).toContain(words);
});

it("a consistent checkpoint needs no warning", async () => {
  expect((await shown({ kind: "consistent", kept: tree, newest: tree })).text).toBe("");
});
