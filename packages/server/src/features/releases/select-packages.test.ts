import { expect, test } from "vitest";
import { useReleases } from "../../../../../test/support/releases.ts";

const { call, create, newProject, refusal, setProcess } = useReleases();

const versionsOf = (release: { SelectedPackages: Record<string, string>[] }) =>
  release.SelectedPackages.map(({ PackageReferenceName, Version }) => [
    PackageReferenceName,
    Version,
  ]);

test("packages have the newest version, or the one that the command chooses", async () => {
  const project = await newProject();
  await setProcess(project, [
    ["", "Web"],
    ["tools", "Tools"],
  ]);
  expect(versionsOf(await create(project))).toEqual([
    ["", "2.0.0-rc.1"],
    ["tools", "3.1"],
  ]);
  const Packages = ["Web:1.0.0", "Site:tools:3.0"];
  expect(versionsOf(await create(project, { Packages }))).toEqual([
    ["", "1.0.0"],
    ["tools", "3.0"],
  ]);
  expect(await refusal(project, { Packages: ["Web:"] })).toContain("StepName:Version");
  expect(await refusal(project, { PackagePrerelease: "beta" })).toContain(
    "There is no version of package 'Web' of step 'Site'",
  );
});

test("packages have a version that the channel allows, unless its rules are ignored", async () => {
  const project = await newProject();
  await setProcess(project, [["", "Web"]]);
  const { Id } = await call("GET", `projects/${encodeURIComponent(project)}`);
  const ActionPackages = [{ DeploymentAction: "Deploy", PackageReference: "" }];
  const Rules = [{ ActionPackages, VersionRange: "[1.0,2.0)", Tag: "^$" }];
  await call("POST", "channels", { Name: "Stable", ProjectId: Id, Rules });
  const stable = { ChannelName: "Stable" };
  expect(versionsOf(await create(project, stable))).toEqual([["", "1.5.0"]]);
  const chosen = { ...stable, PackageVersion: "2.0.0-rc.1" };
  expect(await refusal(project, chosen)).toContain("does not allow version 2.0.0-rc.1");
  const ignored = await create(project, { ...chosen, IgnoreChannelRules: true });
  expect(versionsOf(ignored)).toEqual([["", "2.0.0-rc.1"]]);
});

test("packages of other feeds need a chosen version, and those named by variables are left out", async () => {
  const project = await newProject();
  const { Id } = await call("GET", `projects/${encodeURIComponent(project)}`);
  const feed = { Name: "Far feed", FeedType: "NuGet", FeedUri: "https://far.example" };
  const { Id: FeedId } = await call("POST", "feeds", feed);
  const Packages = [
    { Name: "late", PackageId: "#{Late}", FeedId: "feeds-builtin" },
    { Name: "far", PackageId: "Far", FeedId },
  ];
  const Steps = [{ Name: "Site", Actions: [{ Name: "Deploy", Packages }] }];
  await call("PUT", `projects/${Id}/deploymentprocesses`, { Steps });
  expect(await refusal(project, {})).toContain("is known only for the built-in feed");
  expect(versionsOf(await create(project, { Packages: ["Far:7"] }))).toEqual([["far", "7"]]);
});
