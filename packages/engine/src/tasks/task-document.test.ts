import { expect, test } from "vitest";
import { sampleTask } from "../testing/sample-task.ts";
import { plainNotes, taskNote } from "./task-document.ts";

test("an event about a task shows what the task belongs to", () => {
  const task = sampleTask({ project_id: "Projects-1", environment_id: "Environments-1" });
  expect(taskNote(task, "TaskQueued", "was queued")).toMatchObject({
    kind: "note",
    category: "TaskQueued",
    verb: "was queued",
    before: {
      id: "ServerTasks-1",
      spaceId: "Spaces-1",
      title: "Some work",
      body: { ProjectId: "Projects-1", EnvironmentId: "Environments-1", TenantId: null },
    },
  });
});

test("of a plain task only a cancellation is recorded", () => {
  const moments = ["started", "resumed", "succeeded", "failed", "stopped", "expired"] as const;
  for (const moment of moments) expect(plainNotes(sampleTask(), moment)).toEqual([]);
  expect(plainNotes(sampleTask(), "cancelled")).toMatchObject([{ category: "TaskCanceled" }]);
});
