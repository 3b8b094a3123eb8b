import { expect, it } from "vitest";
import type { VerificationResource } from "../../model/answers/ledger.ts";
import { renderPart } from "../../testing/render.tsx";
import { ServerVerification } from "./server-verification.tsx";

const last = {
  StartedOn: "2026-11-22T09:00:00.000Z",
  EndedOn: "2026-11-22T10:00:00.000Z",
  Entries: 1_200,
  RootHash: "root",
  FindingsCount: 0,
  Findings: [],
};

async function textOf(verification: VerificationResource): Promise<string> {
  return (await renderPart(<ServerVerification verification={verification} />)).text;
}

it("shows when the last verification ended and what it found", async () => {
  expect(await textOf({ Current: null, Last: last })).toContain(
    "Completed 2 hours ago Entries 1,200 Result No problems found",
  );
});

it("a new server has verified nothing yet", async () => {
  expect(await textOf({ Current: null, Last: null })).toContain(
    "Completed Never Entries 0 Result None yet",
  );
});

it("shows how far the current verification is", async () => {
  const current = { ...last, Entries: 2_048, VerifiedEntries: 1_024 };
  expect(await textOf({ Current: current, Last: last })).toContain(
    "Now verifying: 1,024 of 2,048 entries.",
  );
  const later = { ...current, VerifiedEntries: 2_048 };
  expect(await textOf({ Current: later, Last: last })).toContain(
    "Now verifying documents and index terms.",
  );
});

it("lists what was found, of the current verification first", async () => {
  const finding = { Kind: "changed", EventId: "Events-7", Index: 6, Detail: "It was changed." };
  const other = { Kind: "missing", EventId: null, Index: null, Detail: "A tile is missing." };
  const Last = { ...last, FindingsCount: 1, Findings: [finding] };
  expect(await textOf({ Current: null, Last })).toContain("Result 1 problem found");
  expect(await textOf({ Current: null, Last })).toContain("changed Events-7 It was changed.");
  const Current = { ...last, VerifiedEntries: 5, FindingsCount: 1, Findings: [other] };
  const text = await textOf({ Current, Last });
  expect(text).toContain("missing – A tile is missing.");
  expect(text).not.toContain("It was changed.");
});
