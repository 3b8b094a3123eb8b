import { afterAll, beforeAll, expect, test } from "vitest";
import {
  bash,
  type Deploying,
  type DeployingServer,
  startDeploying,
  step,
} from "../support/deploying.ts";
import { packageForm } from "../support/packages.ts";

let deploying: DeployingServer;
let on: Deploying;
let project: string;
let environment: string;

const SCRIPT = `file="$(get_octopusvariable 'Octopus.Action.Package.PackageFilePath')"
echo "$(get_octopusvariable 'Octopus.Action.Package.PackageVersion') holds $(cat "$file")"`;

beforeAll(async () => {
  deploying = await startDeploying();
  on = deploying.on;
  const reference = { Name: "", PackageId: "Shop.Web", FeedId: "feeds-builtin" };
  const action = { ...bash("Read", SCRIPT), Packages: [reference] };
  project = await on.project([step(action)]);
  environment = await on.environment();
  for (const version of ["1.2.0", "1.3.0"]) {
    const form = packageForm(`Shop.Web.${version}.zip`, `bytes of ${version}`);
    await on.server.call("POST", "/api/packages/raw", form);
  }
});
afterAll(() => deploying.close());

/** Deploys a release with a selected version; returns the task and its log. */
async function deploy(release: string, version: string) {
  const SelectedPackages = [{ ActionName: "Read", PackageReferenceName: "", Version: version }];
  const body = { ProjectId: project, Version: release, SelectedPackages };
  const { Id: ReleaseId } = await on.call("POST", "releases", body);
  const queued = { ReleaseId, EnvironmentId: environment };
  const { TaskId } = await on.call("POST", "deployments", queued);
  await on.runAll();
  return { task: await on.task(TaskId), log: await on.log(TaskId) };
}

test("a deployment gets the version of a package that its release selected", async () => {
  const { task, log } = await deploy("1.0", "1.2.0");
  expect(task.State, log).toBe("Success");
  expect(log).toContain("1.2.0 holds bytes of 1.2.0");
});

test("a missing package fails the deployment, and is named", async () => {
  const { task } = await deploy("2.0", "9.9.9");
  expect(task).toMatchObject({
    State: "Failed",
    ErrorMessage: "Package Shop.Web 9.9.9 is not in the built-in feed.",
  });
});

test("content that was replaced without an event is not deployed", async () => {
  const text = "update server.package_chunks set bytes = 'bytes of 6.6.6'";
  await deploying.database.query({ name: "", text }, []);
  const { task, log } = await deploy("3.0", "1.3.0");
  expect(task.State, log).toBe("Failed");
  expect(log).toContain("The file Shop.Web.1.3.0.zip could not be read.");
  expect(log).not.toContain("6.6.6");
});
