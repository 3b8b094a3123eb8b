import { expect, test } from "vitest";
import { useServer } from "../../../../../test/support/use-server.ts";

const shared = useServer();

async function newRelease(more: object = {}) {
  const ProjectId = await shared.on.project([]);
  if (Object.keys(more).length > 0) await shared.on.call("PUT", `projects/${ProjectId}`, more);
  const release = await shared.on.call("POST", "releases", { ProjectId, Version: "1.0" });
  return { ProjectId, ReleaseId: release.Id, ChannelId: release.ChannelId };
}

test("the server completes a deployment, and queues its task in the same commit", async () => {
  const { ProjectId, ReleaseId, ChannelId } = await newRelease();
  const EnvironmentId = await shared.on.environment();
  const made = await shared.on.call("POST", "deployments", { ReleaseId, EnvironmentId });
  expect(made).toMatchObject({
    ProjectId,
    ChannelId,
    DeployedBy: "admin",
    Created: made.QueueTime,
  });
  expect(await shared.on.task(made.TaskId)).toMatchObject({
    Name: "Deploy",
    Description: made.Name,
    State: "Queued",
    Arguments: { DeploymentId: made.Id },
    ProjectId,
  });
  const events = await shared.on.events(made.Id);
  expect(events.map(({ Category }) => Category)).toEqual(["Created", "DeploymentQueued"]);
  for (const event of events) expect(event.RelatedDocumentIds).toContain(made.TaskId);
});

test("deployments of the same release to the same place are numbered", async () => {
  const { ReleaseId } = await newRelease();
  const [one, two] = [await shared.on.environment(), await shared.on.environment()];
  const deploy = async (EnvironmentId: string) =>
    (await shared.on.call("POST", "deployments", { ReleaseId, EnvironmentId })).Name;
  const name = await deploy(one);
  expect(await deploy(one)).toBe(`${name} (#2)`);
  expect(await deploy(two)).not.toContain("#");
  expect(await deploy(one)).toBe(`${name} (#3)`);
});

test("a deployment cannot be deleted before its task has ended", async () => {
  const { ReleaseId } = await newRelease();
  const EnvironmentId = await shared.on.environment();
  const { Id, TaskId } = await shared.on.call("POST", "deployments", { ReleaseId, EnvironmentId });
  expect(await shared.refused(409, "DELETE", `deployments/${Id}`)).toContain("has not ended");
  await shared.on.call("POST", `tasks/${TaskId}/cancel`);
  await shared.on.call("DELETE", `deployments/${Id}`);
});

test("what is deployed, and where, must exist", async () => {
  const { ReleaseId } = await newRelease();
  const EnvironmentId = await shared.on.environment();
  const refusal = (body: object) => shared.refused(400, "POST", "deployments", body);
  expect(await refusal({ EnvironmentId })).toContain("ReleaseId is required.");
  expect(await refusal({ ReleaseId: "Releases-999", EnvironmentId })).toContain(
    "ReleaseId: there is no Releases document 'Releases-999'.",
  );
  expect(await refusal({ ReleaseId })).toContain("EnvironmentId is required.");
});

test("neither a disabled project nor an environment outside its lifecycle is deployed to", async () => {
  const EnvironmentId = await shared.on.environment();
  const disabled = await newRelease({ IsDisabled: true });
  const { ReleaseId } = disabled;
  expect(await shared.refused(400, "POST", "deployments", { ReleaseId, EnvironmentId })).toContain(
    "is disabled: it cannot be deployed.",
  );
  const Phases = [{ Name: "Only", OptionalDeploymentTargets: [EnvironmentId] }];
  const { Id: LifecycleId } = await shared.on.call("POST", "lifecycles", { Name: "One", Phases });
  const limited = await newRelease({ LifecycleId });
  const body = { ReleaseId: limited.ReleaseId, EnvironmentId: await shared.on.environment() };
  expect(await shared.refused(400, "POST", "deployments", body)).toContain(
    "Lifecycle 'One' has no phase with this environment.",
  );
});

test("a run or task that expires before it may start is refused", async () => {
  const { ReleaseId } = await newRelease();
  const EnvironmentId = await shared.on.environment();
  const times = { QueueTime: "2040-01-02T00:00:00Z", QueueTimeExpiry: "2040-01-01T00:00:00Z" };
  const past = { QueueTimeExpiry: "2020-01-01T00:00:00Z" };
  for (const wrong of [times, past]) {
    const body = { ReleaseId, EnvironmentId, ...wrong };
    expect(await shared.refused(400, "POST", "deployments", body)).toContain("QueueTimeExpiry");
    const task = { Name: "Health", ...wrong };
    expect(await shared.refused(400, "POST", "tasks", task)).toContain("QueueTimeExpiry");
  }
  const QueueTimeExpiry = "2040-01-03T00:00:00Z";
  await shared.on.call("POST", "deployments", {
    ReleaseId,
    EnvironmentId,
    ...times,
    QueueTimeExpiry,
  });
});
