import { expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { projects } from "./projects.ts";

const project = exampleBody(projects);
const context = { id: "Projects-7", now: "2026-01-01T00:00:00.000Z", before: undefined };

test("a project refers to its process and its variables by ids that are derived from its own", () => {
  expect(projects.complete(project, context)).toMatchObject({
    Slug: "web-shop",
    VariableSetId: "variableset-Projects-7",
    DeploymentProcessId: "deploymentprocess-Projects-7",
  });
});

test("it is created with these and a default channel", () => {
  const created = projects.companions.map(({ prefix, id, body }) => {
    return [prefix, id?.("Projects-7"), body("Projects-7", project)];
  });
  expect(created).toEqual([
    ["deploymentprocess", "deploymentprocess-Projects-7", { ProjectId: "Projects-7" }],
    ["variableset", "variableset-Projects-7", { OwnerId: "Projects-7" }],
    ["Channels", undefined, { Name: "Default", ProjectId: "Projects-7", IsDefault: true }],
  ]);
});
