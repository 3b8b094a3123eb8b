import { join } from "node:path";
import type { Database } from "@indelible/trail";
import {
  BuildInformationRepository,
  Client,
  DeploymentProcessRepository,
  DeploymentRepository,
  EnvironmentRepository,
  GuidedFailureMode,
  LifecycleRepository,
  OverwriteMode,
  PackageRepository,
  ProjectGroupRepository,
  ProjectRepository,
  ReleaseRepository,
  RunbookEnvironmentScope,
  RunbookProcessRepository,
  RunbookRepository,
  RunbookSnapshotRepository,
  ServerTaskWaiter,
  SpaceRepository,
  TenantedDeploymentMode,
  userGetCurrent,
} from "@octopusdeploy/api-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN_KEY, startTestServer, type TestServer } from "../support/server.ts";
import { describeStores } from "../support/stores.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

// The published package, unchanged, over a socket.
describeStores("@octopusdeploy/api-client", (open) => {
  let database: Database;
  let server: TestServer;
  let instanceURL: string;
  let client: Client;

  beforeAll(async () => {
    database = await open();
    server = await startTestServer(database);
    instanceURL = await server.app.listen({ port: 0, host: "127.0.0.1" });
    client = await connect(ADMIN_KEY);
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  function connect(apiKey: string, app = "conformance-check"): Promise<Client> {
    return Client.create({ userAgentApp: app, instanceURL, apiKey });
  }

  async function firstIds() {
    const [group] = (await new ProjectGroupRepository(client, "Default").list({ take: 1 })).Items;
    const [lifecycle] = (await new LifecycleRepository(client, "Default").list({ take: 1 })).Items;
    return { ProjectGroupId: group?.Id ?? "", LifecycleId: lifecycle?.Id ?? "" };
  }

  test("connects, and reads the current user", async () => {
    const information = await client.getServerInformation();
    expect(information.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await userGetCurrent(client)).toMatchObject({ Id: "Users-1", Username: "admin" });
  });

  test("lists spaces, and works in one that it creates", async () => {
    const spaces = new SpaceRepository(client);
    expect((await spaces.list({})).Items.map(({ Name }) => Name)).toEqual(["Default"]);
    const space = await spaces.create({
      Name: "Made by client",
      SpaceManagersTeams: [],
      SpaceManagersTeamMembers: ["Users-1"],
      IsDefault: false,
    });
    expect((await spaces.list({ partialName: "MADE BY" })).Items).toHaveLength(1);
    expect((await new ProjectGroupRepository(client, space.Name).list({})).Items).toHaveLength(1);
    expect((await new LifecycleRepository(client, space.Name).list({})).Items).toHaveLength(1);
    const stopped = await spaces.modify({ ...space, TaskQueueStopped: true });
    await spaces.del(stopped);
    expect((await spaces.list({})).Items).toHaveLength(1);
  });

  test("creates, lists, changes and deletes an environment", async () => {
    const environments = new EnvironmentRepository(client, "Default");
    const made = await environments.create({ Name: "Client's own" });
    expect((await environments.get(made.Id)).Name).toBe("Client's own");
    expect((await environments.list({ partialName: "client's" })).Items).toHaveLength(1);
    expect((await environments.list({ ids: [made.Id, "Environments-999"] })).TotalResults).toBe(1);
    const changed = await environments.modify({ ...made, Description: "Changed" });
    expect(changed.Description).toBe("Changed");
    await environments.del(changed);
    await expect(environments.get(made.Id)).rejects.toThrow(/not found/);
  });

  test("creates a project, and writes its deployment process", async () => {
    const projects = new ProjectRepository(client, "Default");
    const project = await projects.create({ Name: "From the client", ...(await firstIds()) });
    expect((await projects.list({ partialName: "from the" })).Items[0]?.Id).toBe(project.Id);
    const processes = new DeploymentProcessRepository(client, "Default");
    const process = await processes.get(project);
    expect(process).toMatchObject({ ProjectId: project.Id, Steps: [], Version: 1 });
    const written = await processes.update(project, { ...process, Steps: [scriptStep()] });
    expect(written.Version).toBe(2);
    expect(written.Steps[0]?.Id).toMatch(/^[\w-]+$/);
    expect(written.Steps[0]?.Actions[0]?.Properties).toMatchObject({
      "Octopus.Action.Script.ScriptBody": "echo hello",
    });
    // It can send the response again, and then has the newest version.
    const again = await processes.update(project, written);
    expect(again).toMatchObject({ Version: 2, Steps: written.Steps });
    await expect(processes.update(project, process)).rejects.toThrow(/was changed by/);
  });

  test("pushes packages and their build information, and lists them", async () => {
    const names = ["Hello.1.0.0.zip", "GoodBye.2.0.0.zip"] as const;
    const folder = temporaryDirectory({ [names[0]]: "hello", [names[1]]: "goodbye" });
    const [hello, goodbye] = [join(folder, names[0]), join(folder, names[1])];
    const packages = new PackageRepository(client, "Default");
    await packages.push([hello, goodbye]);
    const exists = "A package with the same name and version already exists";
    await expect(packages.push([hello])).rejects.toThrow(exists);
    await packages.push([hello], OverwriteMode.IgnoreIfExists);
    await packages.push([hello], OverwriteMode.OverwriteExisting);
    const [found] = (await packages.list({ filter: "hell", take: 5 })).Items;
    expect(found).toMatchObject({ PackageId: "Hello", Version: "1.0.0", FileExtension: ".zip" });
    expect((await packages.list({ latest: true })).TotalResults).toBe(2);

    const builds = new BuildInformationRepository(client, "Default");
    await builds.push(buildOf("Hello", "1.0.0"));
    const known = "Metadata for the specified Package ID and version already exists.";
    await expect(builds.push(buildOf("Hello", "1.0.0"))).rejects.toThrow(known);
    await builds.push(buildOf("Hello", "1.0.0"), OverwriteMode.OverwriteExisting);
    for (const id of [found?.Id ?? "", "packages-Hello.1.0.0"]) {
      const { PackageVersionBuildInformation } = await packages.get(id);
      expect(PackageVersionBuildInformation?.VcsCommitNumber).toBe("314cf2c3ee916c92");
    }
  });

  test("creates releases with only the project", async () => {
    const projects = new ProjectRepository(client, "Default");
    const project = await projects.create({ Name: "Released", ...(await firstIds()) });
    const releases = new ReleaseRepository(client, "Default");
    const command = { spaceName: "Default", ProjectName: project.Name };
    const made = await releases.create(command);
    expect(made).toEqual({
      ReleaseId: expect.stringMatching(/^Releases-\d+$/),
      ReleaseVersion: "0.0.1",
    });
    expect((await releases.get(made.ReleaseId)).Version).toBe("0.0.1");
    const { ReleaseVersion } = await releases.create({ ...command, Packages: ["Hello:1.0.0"] });
    expect(ReleaseVersion).toBe("0.0.2");
    const found = await releases.listForProject(project.Id, { searchByVersion: "0.2" });
    expect(found.Items).toHaveLength(1);
  });

  test("deploys a release, and waits for the end", async () => {
    const Name = "Deployed by the client";
    await new ProjectRepository(client, "Default").create({ Name, ...(await firstIds()) });
    await new EnvironmentRepository(client, "Default").create({ Name });
    const releases = new ReleaseRepository(client, "Default");
    const { ReleaseVersion } = await releases.create({ spaceName: "Default", ProjectName: Name });
    const deployed = await new DeploymentRepository(client, "Default").create({
      spaceName: "Default",
      ProjectName: Name,
      ReleaseVersion,
      EnvironmentNames: [Name],
      UseGuidedFailure: false,
    });
    const [{ ServerTaskId = "", DeploymentId = "" } = {}] = deployed.DeploymentServerTasks;
    const loop = server.tasks.start();
    const waiter = new ServerTaskWaiter(client, "Default");
    const task = await waiter.waitForServerTaskToComplete(ServerTaskId, 100, 20_000);
    await loop.stop();
    expect(task).toMatchObject({ State: "Success", IsCompleted: true });
    const list = await new DeploymentRepository(client, "Default").list({ ids: [DeploymentId] });
    expect(list.Items.map(({ Id }) => Id)).toEqual([DeploymentId]);
  });

  test("writes a runbook, and publishes a snapshot of it", async () => {
    const projects = new ProjectRepository(client, "Default");
    const project = await projects.create({ Name: "With runbooks", ...(await firstIds()) });
    const runbooks = new RunbookRepository(client, "Default", project);
    const runbook = await runbooks.create({
      Name: "Restart",
      ProjectId: project.Id,
      MultiTenancyMode: TenantedDeploymentMode.Untenanted,
      EnvironmentScope: RunbookEnvironmentScope.All,
      DefaultGuidedFailureMode: GuidedFailureMode.Off,
      RunRetentionPolicy: { QuantityToKeep: 10, ShouldKeepForever: false },
    });
    const processes = new RunbookProcessRepository(client, "Default", project);
    const process = await processes.get(runbook);
    expect(process).toMatchObject({ RunbookId: runbook.Id, Steps: [], Version: 1 });
    const written = await processes.update({ ...process, Steps: [scriptStep()] });
    expect(written.Version).toBe(2);
    const snapshots = new RunbookSnapshotRepository(client, "Default", project);
    const { Id, FrozenRunbookProcessId } = await snapshots.create(runbook, "First", true);
    expect(FrozenRunbookProcessId).toContain(`${process.Id}-s-2-`);
    expect((await runbooks.get(runbook.Id)).PublishedRunbookSnapshotId).toBe(Id);
    await runbooks.del(runbook);
    expect((await runbooks.list({})).TotalResults).toBe(0);
  });

  test("has its actions in the trail, with its user name", async () => {
    const agent = "release-robot";
    const named = await connect(ADMIN_KEY, agent);
    const environment = await new EnvironmentRepository(named, "Default").create({ Name: agent });
    const { body } = await server.call("GET", `/api/events?regarding=${environment.Id}`);
    expect(body.Items).toEqual([
      expect.objectContaining({
        Category: "Created",
        Username: "admin",
        IpAddress: "127.0.0.1",
        UserAgent: `ts-octopusdeploy ${agent}`,
        IdentityEstablishedWith: expect.stringMatching(/^API key 'First start'/),
        Message: `Environment ${agent} was created`,
      }),
    ]);
    const byAgent = await server.call("GET", "/api/events?eventAgents=ts-octopusdeploy&take=1");
    expect(byAgent.body.Items[0].Id).toBe(body.Items[0].Id);
  });

  test("receives an error message that describes the problem", async () => {
    const environments = new EnvironmentRepository(client, "Default");
    await environments.create({ Name: "Taken" });
    await expect(environments.create({ Name: "taken" })).rejects.toMatchObject({
      StatusCode: 400,
      message: expect.stringContaining("Another Environment already has the Name 'taken'."),
    });
    await expect(environments.create({ Name: "" })).rejects.toThrow(/Name must not be blank/);
    const stranger = await connect("API-NOSUCHKEYNOSUCHKEYNOSUCH");
    await expect(userGetCurrent(stranger)).rejects.toMatchObject({ StatusCode: 401 });
    await expect(userGetCurrent(stranger)).rejects.toThrow(/API key is not valid/);
    const lost = new EnvironmentRepository(client, "No such space");
    await expect(lost.list({})).rejects.toThrow(/space/i);
  });
});

function buildOf(Id: string, Version: string) {
  return {
    spaceName: "Default",
    BuildEnvironment: "BitBucket",
    BuildNumber: "288",
    BuildUrl: "https://builds.example/288",
    Branch: "main",
    VcsType: "Git",
    VcsRoot: "https://code.example/hello",
    VcsCommitNumber: "314cf2c3ee916c92",
    Packages: [{ Id, Version }],
    Commits: [{ Id: "314cf2c3ee916c92", Comment: "A commit" }],
  };
}

/** A step as in the client's examples: the server assigns the ids. */
function scriptStep() {
  return {
    Condition: "Success",
    LogsVisible: true,
    PackageRequirement: "LetOctopusDecide",
    StartTrigger: "StartAfterPrevious",
    Id: "",
    Name: "Say hello",
    Properties: {},
    Actions: [
      {
        Id: "",
        Name: "Say hello",
        Slug: "say-hello",
        ActionType: "Octopus.Script",
        Notes: null,
        IsDisabled: false,
        CanBeUsedForProjectVersioning: false,
        IsRequired: false,
        WorkerPoolId: null,
        Container: { Image: null, FeedId: null },
        WorkerPoolVariable: "",
        Environments: [],
        ExcludedEnvironments: [],
        Channels: [],
        TenantTags: [],
        Packages: [],
        Condition: "Success",
        Properties: {
          "Octopus.Action.RunOnServer": "true",
          "Octopus.Action.Script.ScriptSource": "Inline",
          "Octopus.Action.Script.Syntax": "Bash",
          "Octopus.Action.Script.ScriptBody": "echo hello",
        },
      },
    ],
  } as never;
}
