import { beforeAll, expect, test } from "vitest";
import type { Deploying } from "../../../../../test/support/deploying.ts";
import { useServer } from "../../../../../test/support/use-server.ts";

const shared = useServer();
let on: Deploying;

beforeAll(() => {
  ({ on } = shared);
});

interface Named {
  readonly Id: string;
}

const idsOf = (list: readonly Named[]) => list.map(({ Id }) => Id);

/** A project whose releases are deployed to the first environment, then to the second. */
async function careful() {
  const project = await on.project([]);
  const [first, second] = [await on.environment("First"), await on.environment("Second")];
  const lifecycle = await on.call("POST", "lifecycles", {
    Name: `Careful ${project}`,
    Phases: [
      { Name: "Test", OptionalDeploymentTargets: [first], MinimumEnvironmentsBeforePromotion: 1 },
      { Name: "Live", AutomaticDeploymentTargets: [second] },
    ],
  });
  await on.call("PUT", `projects/${project}`, { LifecycleId: lifecycle.Id });
  const body = { ProjectId: project, Version: "1.0.0" };
  const release = (await on.call("POST", "releases", body)).Id;
  return { project, first, second, release };
}

test("a release has its next environments, and its progress in the lifecycle", async () => {
  const { first, second, release } = await careful();
  const template = () => on.call("GET", `releases/${release}/deployments/template`);
  const progression = () => on.call("GET", `releases/${release}/progression`);
  expect(idsOf((await template()).PromoteTo)).toEqual([first]);
  expect(await progression()).toMatchObject({
    Phases: [
      { Name: "Test", Progress: "Current", Blocked: false, Deployments: [] },
      { Name: "Live", Progress: "Pending", AutomaticDeploymentTargets: [second] },
    ],
    NextDeployments: [first],
    NextDeploymentsMinimumRequired: 1,
  });
  const body = { ReleaseId: release, EnvironmentId: first };
  const deployment = await on.call("POST", "deployments", body);
  await on.runAll();
  expect(idsOf((await template()).PromoteTo)).toEqual([first, second]);
  const after = await progression();
  expect(after).toMatchObject({
    Phases: [{ Progress: "Complete" }, { Progress: "Current", Deployments: [] }],
    NextDeployments: [second],
  });
  expect(after.Phases[0].Deployments).toMatchObject([
    { Deployment: { Id: deployment.Id }, Task: { Id: deployment.TaskId, State: "Success" } },
  ]);
});

test("a release reports what has changed since it was created", async () => {
  const { project, release } = await careful();
  const modified = async () => {
    const body = await on.call("GET", `releases/${release}/deployments/template`);
    return [
      body.IsDeploymentProcessModified,
      body.IsVariableSetModified,
      body.IsLibraryVariableSetModified,
    ];
  };
  expect(await modified()).toEqual([false, false, false]);
  await on.call("PUT", `projects/${project}/deploymentprocesses`, { Steps: [{ Name: "New" }] });
  await on.call("PUT", `projects/${project}/variables`, { Variables: [{ Name: "New" }] });
  expect(await modified()).toEqual([true, true, false]);
  await on.call("POST", `releases/${release}/snapshot-variables`);
  expect(await modified()).toEqual([true, false, false]);
});

test("each tenant has its own environments", async () => {
  const { project, first, second, release } = await careful();
  const ProjectEnvironments = { [project]: [first, second] };
  const tenant = await on.call("POST", "tenants", { Name: `T ${project}`, ProjectEnvironments });
  await on.call("POST", "tenants", { Name: `Other ${project}` });
  const template = await on.call("GET", `releases/${release}/deployments/template`);
  expect(template.TenantPromotions).toMatchObject([{ Id: tenant.Id, PromoteTo: [{ Id: first }] }]);
});
