import { expect, test } from "vitest";
import { useReleases } from "../../../../../test/support/releases.ts";

const { call, create, newProject, refusal, setProcess } = useReleases();

test("versions continue from the last one", async () => {
  const project = await newProject();
  expect((await create(project)).Version).toBe("0.0.1");
  expect((await create(project)).Version).toBe("0.0.2");
  await create(project, { ReleaseVersion: "2.1.9" });
  expect((await create(project)).Version).toBe("2.1.10");
});

test("versions follow the template of the project, with its variables and channels", async () => {
  const Template =
    "#{Train}.#{Octopus.Version.Channel.NextMinor}.#{Octopus.Date.Month}-#{Octopus.Release.Channel.Name}";
  const project = await newProject({ VersioningStrategy: { Template } });
  const { Id } = await call("GET", `projects/${encodeURIComponent(project)}`);
  await call("PUT", `projects/${Id}/variables`, { Variables: [{ Name: "Train", Value: "24" }] });
  await call("POST", "channels", { Name: "Hotfix", ProjectId: Id });
  expect((await create(project)).Version).toBe("24.1.3-Default");
  expect((await create(project, { ChannelName: "hotfix" })).Version).toBe("24.1.3-Hotfix");
  expect((await create(project)).Version).toBe("24.2.3-Default");
});

test("versions are refused when the template needs a missing variable", async () => {
  const project = await newProject({ VersioningStrategy: { Template: "1.#{Nothing}" } });
  expect(await refusal(project, {})).toContain("there is no #{Nothing}");
});

test("versions may be masks, in a command and in a plain request", async () => {
  const project = await newProject({ VersioningStrategy: { Template: "1.2.i" } });
  expect((await create(project)).Version).toBe("1.2.0");
  expect((await create(project)).Version).toBe("1.2.1");
  const { Id } = await call("GET", `projects/${encodeURIComponent(project)}`);
  const plain = await call("POST", "releases", { ProjectId: Id, Version: "1.c.i" });
  expect(plain.Version).toBe("1.2.2");
  expect((await call("GET", `projects/${Id}/releases/1.2.2`)).Id).toBe(plain.Id);
  const { Items } = await call("GET", `projects/${Id}/releases?searchByVersion=2.1`);
  expect(Items.map(({ Version }: { Version: string }) => Version)).toEqual(["1.2.1"]);
});

test("versions come from a package if the project says so", async () => {
  const DonorPackage = { DeploymentAction: "Deploy", PackageReference: "" };
  const project = await newProject({ VersioningStrategy: { DonorPackage } });
  expect(await refusal(project, {})).toContain("give ReleaseVersion");
  await setProcess(project, [["", "Web"]]);
  expect((await create(project, { PackageVersion: "1.5.0" })).Version).toBe("1.5.0");
});
