import { expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { runbooks } from "./runbooks.ts";

const runbook = exampleBody(runbooks, { PublishedRunbookSnapshotId: null });
const published = { ...runbook, PublishedRunbookSnapshotId: "RunbookSnapshots-1" };

test("publishing a snapshot has its own verb", () => {
  expect(runbooks.verb(runbook, published)).toBe("was published");
  expect(runbooks.verb(published, runbook)).toBe("was unpublished");
  const other = { ...published, PublishedRunbookSnapshotId: "RunbookSnapshots-2" };
  expect(runbooks.verb(published, other)).toBe("was published");
  expect(runbooks.verb(published, { ...published, Name: "x" })).toBeUndefined();
  expect(runbooks.verb(undefined, published)).toBeUndefined();
  expect(runbooks.verb(published, undefined)).toBeUndefined();
});

test("a runbook stays in its project, and has a process", () => {
  const context = { id: "Runbooks-7", now: "2026-01-01T00:00:00.000Z", before: runbook };
  expect(runbooks.complete({ ...runbook, ProjectId: "Projects-2" }, context)).toMatchObject({
    ProjectId: "Projects-1",
    RunbookProcessId: "RunbookProcess-Runbooks-7",
  });
  const [process] = runbooks.companions;
  expect(process?.id?.("Runbooks-7")).toBe("RunbookProcess-Runbooks-7");
  expect(process?.body("Runbooks-7", runbook)).toEqual({
    RunbookId: "Runbooks-7",
    ProjectId: "Projects-1",
  });
});
