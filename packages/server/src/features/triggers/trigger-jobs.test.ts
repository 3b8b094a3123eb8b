import { expect, test } from "vitest";
import { newTrigger } from "../../../../../test/support/triggers.ts";
import { useServer } from "../../../../../test/support/use-server.ts";
import { jobsOf, tenantsOf } from "./trigger-jobs.ts";

const shared = useServer();

test.each(["CreateRelease", "DeployNewRelease"] as const)(
  "a new release is one job, whatever tenants it is deployed for: %s",
  async (ActionType) => {
    const Action = { ActionType, EnvironmentId: "Environments-1", TenantIds: ["Tenants-1"] };
    const trigger = newTrigger({ Action });
    expect(await jobsOf(shared.server.trail, trigger)).toEqual([
      { id: `${trigger.id}/Environments-1/`, trigger, since: trigger.modifiedOn, place: null },
    ]);
  },
);

test("a runbook is one job for each environment and tenant", async () => {
  const trigger = newTrigger({
    Action: {
      ActionType: "RunRunbook",
      EnvironmentIds: ["Environments-1", "Environments-2"],
      TenantIds: ["Tenants-1", "Tenants-2"],
    },
  });
  const jobs = await jobsOf(shared.server.trail, trigger);
  expect(jobs.map(({ id }) => id.slice(trigger.id.length))).toEqual([
    "/Environments-1/Tenants-1",
    "/Environments-1/Tenants-2",
    "/Environments-2/Tenants-1",
    "/Environments-2/Tenants-2",
  ]);
});

test.each([
  [{ EnvironmentId: "Environments-1" }, ["Environments-1"]],
  [{ EnvironmentId: "Environments-1", DestinationEnvironmentId: "E-2" }, ["E-2"]],
  [{}, []],
])("a deployment is one job for its environment: %j", async (places, expected) => {
  const trigger = newTrigger({ Action: { ActionType: "DeployLatestRelease", ...places } });
  const jobs = await jobsOf(shared.server.trail, trigger);
  expect(jobs.map(({ place }) => place)).toEqual(
    expected.map((EnvironmentId) => ({ EnvironmentId, TenantId: null })),
  );
});

test("a tenant by tag counts since it got the tag, a named one since the trigger", async () => {
  const TenantTags = ["Ring/Beta"];
  const { Id } = await shared.on.call("POST", "tenants", { Name: "Tagged", TenantTags });
  const trigger = newTrigger({
    Action: { ActionType: "RunRunbook", TenantTags, TenantIds: ["T-1"] },
  });
  const [named, tagged, ...others] = await tenantsOf(shared.server.trail, trigger);
  expect(named).toEqual({ id: "T-1", modifiedOn: trigger.modifiedOn });
  expect(tagged?.id).toBe(Id);
  expect(tagged?.modifiedOn.getTime()).toBeGreaterThan(trigger.modifiedOn.getTime());
  expect(others).toEqual([]);
  const both = newTrigger({ Action: { ActionType: "RunRunbook", TenantTags, TenantIds: [Id] } });
  expect(await tenantsOf(shared.server.trail, both)).toHaveLength(1);
});
