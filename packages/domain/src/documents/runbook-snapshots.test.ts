import { expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { runbookSnapshots } from "./runbook-snapshots.ts";

test("a snapshot keeps its runbook, its project and the time of its creation", () => {
  const context = { id: "RunbookSnapshots-1", now: "2026-02-02T00:00:00.000Z" };
  const body = exampleBody(runbookSnapshots);
  const created = runbookSnapshots.complete(body, { ...context, before: undefined });
  expect(created).toEqual({ ...body, Assembled: context.now });
  const moved = { ...created, RunbookId: "Runbooks-2", ProjectId: "Projects-2", Name: "Other" };
  const later = { ...context, now: "2026-03-03T00:00:00.000Z", before: created };
  expect(runbookSnapshots.complete(moved, later)).toEqual({ ...created, Name: "Other" });
});
