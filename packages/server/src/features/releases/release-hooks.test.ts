import { expect, test } from "vitest";
import { useServer } from "../../../../../test/support/use-server.ts";

const shared = useServer();

async function newRelease(project: string, fields: object) {
  return shared.on.call("POST", "releases", { ProjectId: project, ...fields });
}

test("a release belongs to the default channel of its project by default", async () => {
  const project = await shared.on.project([]);
  const { Items } = await shared.on.call("GET", `projects/${project}/channels`);
  expect((await newRelease(project, { Version: "1.0" })).ChannelId).toBe(Items[0].Id);
});

test("a release keeps snapshots of process and variables from when it was created", async () => {
  const project = await shared.on.project([{ Name: "Old" }]);
  const { Id } = await newRelease(project, { Version: "1.0" });
  await shared.on.call("PUT", `projects/${project}/deploymentprocesses`, {
    Steps: [{ Name: "New" }],
  });
  const release = await shared.on.call("GET", `releases/${Id}`);
  expect(release.ProjectVariableSetSnapshotId).toContain(`variableset-${project}-s-`);
  const process = await shared.on.call(
    "GET",
    `deploymentprocesses/${release.ProjectDeploymentProcessSnapshotId}`,
  );
  expect(process.Steps).toMatchObject([{ Name: "Old" }]);
});

test("a mask becomes the next version of the project", async () => {
  const [project, other] = [await shared.on.project([]), await shared.on.project([])];
  await newRelease(other, { Version: "9.9.9" });
  await newRelease(project, { Version: "1.2.3" });
  expect((await newRelease(project, { Version: "1.c.i" })).Version).toBe("1.2.4");
});

test("the channel of another project is refused", async () => {
  const [project, other] = [await shared.on.project([]), await shared.on.project([])];
  const { Items } = await shared.on.call("GET", `projects/${other}/channels`);
  const ChannelId = Items[0].Id;
  const body = { ProjectId: project, Version: "1.0", ChannelId };
  expect(await shared.refused(400, "POST", "releases", body)).toContain(
    `ChannelId '${ChannelId}' is not a channel of ProjectId '${project}'.`,
  );
  const { Id } = await newRelease(project, { Version: "1.0" });
  await shared.refused(400, "PUT", `releases/${Id}`, { ChannelId });
});

test("a missing project is refused with the other references", async () => {
  const body = { ProjectId: "Projects-999", Version: "1.0", ChannelId: "Channels-999" };
  const messages = await shared.refused(400, "POST", "releases", body);
  expect(messages).toContain("'Projects-999'");
});

test("spaces around a version are removed, however the release is created", async () => {
  const project = await shared.on.project([]);
  expect((await newRelease(project, { Version: " 1.0 " })).Version).toBe("1.0");
  await shared.refused(400, "POST", "releases", { ProjectId: project, Version: "1.0\t" });
  const command = { ProjectName: project, IgnoreIfAlreadyExists: true };
  const create = (ReleaseVersion: string) =>
    shared.on.call("POST", "releases/create/v1", { ...command, ReleaseVersion });
  expect((await create(" 1.0 ")).ReleaseVersion).toBe("1.0");
  expect((await create(" 2.0 ")).ReleaseVersion).toBe("2.0");
});
