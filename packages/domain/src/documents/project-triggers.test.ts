import { expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { projectTriggers } from "./project-triggers.ts";

test("a trigger stays in its project", () => {
  const before = exampleBody(projectTriggers);
  const context = { id: "ProjectTriggers-1", now: "", before };
  const moved = { ...before, ProjectId: "Projects-2", Name: "Other" };
  expect(projectTriggers.complete(moved, context)).toEqual({ ...before, Name: "Other" });
});
