import { expect, test } from "vitest";
import { bash, step } from "../../../../../test/support/deploying.ts";
import { useServer } from "../../../../../test/support/use-server.ts";
import { placesIn } from "./run-commands.ts";

const shared = useServer();
const UNTENANTED = "deployments/create/untenanted/v1";
const TENANTED = "deployments/create/tenanted/v1";

/** A project with two steps and a release, and the command that deploys it to an environment. */
async function deployable() {
  const { on } = shared;
  const project = await on.project([step(bash("Wanted", "true")), step(bash("Other", "true"))]);
  const { Name: ProjectName } = await on.call("GET", `projects/${project}`);
  await on.call("POST", "releases", { ProjectId: project, Version: "1.0" });
  const environment = await on.environment();
  const command = { ProjectName, ReleaseVersion: "1.0", EnvironmentNames: [environment] };
  return { project, environment, command };
}

test("places are every environment for every tenant", () => {
  expect(placesIn(["E-1", "E-2"], [null])).toEqual([
    { EnvironmentId: "E-1", TenantId: null },
    { EnvironmentId: "E-2", TenantId: null },
  ]);
  expect(placesIn(["E-1"], ["T-1", "T-2"]).map(({ TenantId }) => TenantId)).toEqual(["T-1", "T-2"]);
  expect(placesIn(["E-1"], [])).toEqual([]);
});

test("a command determines the fields of its runs", async () => {
  const { command, project } = await deployable();
  const { DeploymentServerTasks } = await shared.on.call("POST", UNTENANTED, {
    ...command,
    SkipStepNames: ["OTHER"],
    UseGuidedFailure: true,
    RunAt: "2030-01-01T00:00:00Z",
    NoRunAfter: "2030-01-02T00:00:00Z",
  });
  const [{ DeploymentId, ServerTaskId }] = DeploymentServerTasks;
  const { Steps } = await shared.on.call("GET", `projects/${project}/deploymentprocesses`);
  expect(await shared.on.call("GET", `deployments/${DeploymentId}`)).toMatchObject({
    TaskId: ServerTaskId,
    TenantId: null,
    SkipActions: [Steps[1].Actions[0].Id],
    UseGuidedFailure: true,
    QueueTime: "2030-01-01T00:00:00Z",
    QueueTimeExpiry: "2030-01-02T00:00:00Z",
    SpecificMachineIds: [],
  });
});

test("tenants are selected by name and by tag, each once", async () => {
  const { command, environment } = await deployable();
  const tenant = async (Name: string, ...TenantTags: string[]) =>
    (await shared.on.call("POST", "tenants", { Name, TenantTags })).Id;
  const north = await tenant("North");
  const [south, west] = [await tenant("South", "Ring/Beta"), await tenant("West", "Ring/Beta")];
  await tenant("East", "Ring/Stable");
  const { DeploymentServerTasks } = await shared.on.call("POST", TENANTED, {
    ...command,
    EnvironmentName: environment,
    Tenants: ["North", "South"],
    TenantTags: ["Ring/Beta"],
  });
  const made = DeploymentServerTasks.map((one: { DeploymentId: string }) =>
    shared.on.call("GET", `deployments/${one.DeploymentId}`),
  );
  const tenants = (await Promise.all(made)).map(({ TenantId }) => TenantId);
  expect(tenants.sort()).toEqual([north, south, west].sort());
});

test.each([
  [
    UNTENANTED,
    { EnvironmentNames: [] },
    400,
    "Name at least one environment or tenant to deploy to.",
  ],
  [UNTENANTED, { EnvironmentNames: ["Nowhere"] }, 404, "'Nowhere' was not found"],
  [UNTENANTED, { SpecificMachineNames: ["No machine"] }, 404, "'No machine' was not found"],
  [UNTENANTED, { ReleaseVersion: "9.9" }, 400, "has no release '9.9'."],
  [UNTENANTED, { ProjectName: "No project" }, 404, "'No project' was not found"],
  [TENANTED, { Tenants: [], TenantTags: [] }, 400, "Name at least one environment or tenant"],
])("a command that names nothing, or nothing that exists, is refused: %s %j", async (...row) => {
  const [url, more, status, message] = row;
  const { command, environment } = await deployable();
  const body = { ...command, EnvironmentName: environment, ...more };
  expect(await shared.refused(status, "POST", url, body)).toContain(message);
});

test("one command creates at most 200 runs", async () => {
  const { command, environment } = await deployable();
  const body = { ...command, EnvironmentNames: Array(201).fill(environment) };
  expect(await shared.refused(400, "POST", UNTENANTED, body)).toContain(
    "One command creates at most 200 deployments.",
  );
});
