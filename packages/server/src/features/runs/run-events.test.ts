import { deployments, runbookRuns } from "@indelible/domain";
import { expect, test } from "vitest";
import { runEvents, runVariables } from "./run-events.ts";

test("every moment of a run has a category of its type", () => {
  for (const [name, { categories }] of [
    ["Deployment", deployments],
    ["RunbookRun", runbookRuns],
  ] as const) {
    const events = Object.values(runEvents(name)).filter((event) => event !== undefined);
    const used = events.map(({ category }) => category);
    expect(categories).toEqual(expect.arrayContaining(used));
    expect(events).toHaveLength(6);
  }
});

test("a task that waits has no event, and one that expires has failed", () => {
  const { stopped, expired, failed } = runEvents("Deployment");
  expect(stopped).toBeUndefined();
  expect(expired.category).toBe(failed.category);
});

test("the variables of a run are named after its type", () => {
  const run = {
    id: "RunbookRuns-1",
    type: "RunbookRuns",
    spaceId: "Spaces-1",
    version: 1,
    title: "Run it",
    modifiedOn: new Date(0),
    modifiedBy: "alice",
    body: {
      Name: "Run it",
      EnvironmentId: "Environments-1",
      TenantId: null,
      ProjectId: "Projects-1",
      TaskId: null,
      Created: "2026-01-01T00:00:00.000Z",
      Comments: null,
      QueueTime: null,
      QueueTimeExpiry: null,
      UseGuidedFailure: false,
      ForcePackageDownload: false,
      SkipActions: [],
      SpecificMachineIds: [],
      ExcludedMachineIds: [],
      FormValues: {},
      SensitiveFormValues: {},
    },
  };
  expect(runVariables("RunbookRun", run)).toEqual({
    "Octopus.RunbookRun.Id": "RunbookRuns-1",
    "Octopus.RunbookRun.Name": "Run it",
    "Octopus.RunbookRun.Comments": null,
    "Octopus.RunbookRun.Created": "2026-01-01T00:00:00.000Z",
  });
});
