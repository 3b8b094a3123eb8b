import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageForm } from "../../../../../test/support/packages.ts";
import { startTestServer, type TestServer } from "../../../../../test/support/server.ts";
import { openStore } from "../../../../../test/support/stores.ts";

let database: Database;
let server: TestServer;
let projects = 0;

/** The clock never returns the same time twice, so that releases have an order. */
let now = Date.parse("2026-03-01T05:06:07Z");

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database, { clock: () => new Date(++now) });
  for (const file of ["Web.1.0.0.zip", "Web.2.0.0-rc.1.zip", "Web.1.5.0.zip", "Tools.3.1.zip"]) {
    await call("POST", "packages/raw", packageForm(file, file));
  }
});
afterAll(async () => {
  await server.close();
  await database.close();
});

async function call(method: string, url: string, body?: unknown) {
  const answer = await server.call(method, `/api/Spaces-1/${url}`, body);
  expect(answer.status, `${method} ${url}: ${answer.text}`).toBeLessThan(300);
  return answer.body;
}

function attempt(project: string, command: Record<string, unknown> = {}) {
  const body = { spaceIdOrName: "Default", projectName: project, ...command };
  return server.call("POST", "/api/Spaces-1/releases/create/v1", body);
}

async function create(project: string, command: Record<string, unknown> = {}) {
  const answer = await attempt(project, command);
  expect(answer.status, answer.text).toBe(201);
  expect(Object.keys(answer.body)).toEqual(["ReleaseId", "ReleaseVersion"]);
  return call("GET", `releases/${answer.body.ReleaseId}`);
}

async function refusal(project: string, command: Record<string, unknown>): Promise<string> {
  const answer = await attempt(project, command);
  expect(answer.status, answer.text).toBe(400);
  return answer.body.Errors.join(" ");
}

async function newProject(more: Record<string, unknown> = {}): Promise<string> {
  const [group] = await call("GET", "projectgroups/all");
  const [lifecycle] = await call("GET", "lifecycles/all");
  projects += 1;
  const Name = `Shop ${projects}`;
  const body = { Name, ProjectGroupId: group.Id, LifecycleId: lifecycle.Id, ...more };
  await call("POST", "projects", body);
  return Name;
}

/** Sets a process of one step that uses packages of the built-in feed. */
function setProcess(project: string, references: readonly (readonly [string, string])[]) {
  const Packages = references.map(([Name, PackageId]) => ({
    Name,
    PackageId,
    FeedId: "feeds-builtin",
  }));
  const Actions = [{ Name: "Deploy", ActionType: "Octopus.Script", Packages }];
  return call("PUT", `projects/${encodeURIComponent(project)}/deploymentprocesses`, {
    Steps: [{ Name: "Site", Actions }],
  });
}

const versionsOf = (release: { SelectedPackages: Record<string, string>[] }) =>
  release.SelectedPackages.map(({ PackageReferenceName, Version }) => [
    PackageReferenceName,
    Version,
  ]);

describe("versions", () => {
  test("continue from the last one", async () => {
    const project = await newProject();
    expect((await create(project)).Version).toBe("0.0.1");
    expect((await create(project)).Version).toBe("0.0.2");
    await create(project, { ReleaseVersion: "2.1.9" });
    expect((await create(project)).Version).toBe("2.1.10");
  });

  test("follow the template of the project, with its variables and channels", async () => {
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

  test("are refused when the template needs a missing variable", async () => {
    const project = await newProject({ VersioningStrategy: { Template: "1.#{Nothing}" } });
    expect(await refusal(project, {})).toContain("there is no #{Nothing}");
  });

  test("may be masks, in a command and in a plain request", async () => {
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

  test("come from a package if the project says so", async () => {
    const DonorPackage = { DeploymentAction: "Deploy", PackageReference: "" };
    const project = await newProject({ VersioningStrategy: { DonorPackage } });
    expect(await refusal(project, {})).toContain("give ReleaseVersion");
    await setProcess(project, [["", "Web"]]);
    expect((await create(project, { PackageVersion: "1.5.0" })).Version).toBe("1.5.0");
  });

  test("that are taken are refused, or return the existing release", async () => {
    const project = await newProject();
    const first = await create(project, { ReleaseVersion: "1.0.0" });
    const again = { ReleaseVersion: "1.0.0", ReleaseNotes: "again" };
    expect(await refusal(project, again)).toContain("Another Release already has the Version");
    const answered = await create(project, { ...again, IgnoreIfAlreadyExists: true });
    expect(answered).toEqual(first);
  });
});

describe("packages", () => {
  test("have the newest version, or the one that the command chooses", async () => {
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

  test("have a version that the channel allows, unless its rules are ignored", async () => {
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

  test("of other feeds need a chosen version, and those named by variables are left out", async () => {
    const project = await newProject();
    const { Id } = await call("GET", `projects/${encodeURIComponent(project)}`);
    const Packages = [
      { Name: "late", PackageId: "#{Late}", FeedId: "feeds-builtin" },
      { Name: "far", PackageId: "Far", FeedId: "Feeds-99" },
    ];
    const Steps = [{ Name: "Site", Actions: [{ Name: "Deploy", Packages }] }];
    await call("PUT", `projects/${Id}/deploymentprocesses`, { Steps });
    expect(await refusal(project, {})).toContain("is known only for the built-in feed");
    expect(versionsOf(await create(project, { Packages: ["Far:7"] }))).toEqual([["far", "7"]]);
  });
});

test("a command must name existing documents", async () => {
  const project = await newProject();
  expect(await refusal(project, { ChannelName: "None" })).toContain("has no channel 'None'");
  expect(await refusal(project, { GitRef: "refs/heads/main" })).toContain("GitRef must not be set");
  expect((await attempt("No such project")).status).toBe(404);
  const { text, status } = await server.call("POST", "/api/releases/create/v1", {});
  expect([status, text]).toEqual([400, expect.stringContaining("ProjectName is required")]);
});
