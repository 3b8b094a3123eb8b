import { tenants } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { bash, Deploying, step } from "./support/deploying.ts";
import { Fault, faultyDatabase, OUTCOMES } from "./support/faulty-database.ts";
import { packageForm } from "./support/packages.ts";
import { startTestServer, type TestServer } from "./support/server.ts";
import { openStore } from "./support/stores.ts";
import { ALICE } from "./support/trail.ts";

const HOUR = 3_600_000;
/** Maximum number of statements of a check of all schedules before the test fails. */
const STATEMENTS_MAX = 60;

describe("triggers that create releases", () => {
  let database: Database;
  /** The database of the second server: a test may replace it by one that fails. */
  let second: Database;
  let servers: readonly [TestServer, TestServer];
  let on: Deploying;
  let now = Date.parse("2026-03-02T00:10:00Z");
  let made = 0;

  beforeAll(async () => {
    database = await openStore("postgres");
    second = database;
    const through: Database = {
      kind: database.kind,
      query: (statement, values) => second.query(statement, values),
      script: (sql) => second.script(sql),
      transaction: (work) => second.transaction(work),
      close: async () => {},
    };
    const clock = () => new Date(now);
    servers = [
      await startTestServer(database, { clock }),
      await startTestServer(through, { clock, node: "second" }),
    ];
    on = new Deploying(servers[0]);
    for (const file of ["Web.1.0.0.zip", "Web.1.5.0.zip", "Web.2.0.0-rc.1.zip"]) {
      await on.call("POST", "packages/raw", packageForm(file, file));
    }
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
    await database.close();
  });

  /** A trigger that runs every full hour, and is disabled after the test. */
  async function hourly(project: string, Action: Record<string, unknown>): Promise<string> {
    made += 1;
    const trigger = await on.call("POST", "projecttriggers", {
      ProjectId: project,
      Name: `Hourly ${made}`,
      Filter: { FilterType: "CronExpressionSchedule", CronExpression: "0 0 * * * *" },
      Action,
    });
    onTestFinished(() => on.call("PUT", `projecttriggers/${trigger.Id}`, { IsDisabled: true }));
    return trigger.Id;
  }

  /** Advances the clock by an hour, and lets both servers check the schedules concurrently. */
  async function anHourPasses() {
    now += HOUR;
    await Promise.all(servers.map(({ tasks }) => tasks.runDue()));
  }

  async function releasesOf(project: string) {
    return (await on.call("GET", `projects/${project}/releases`)).Items.reverse();
  }

  async function deploymentsOf(project: string) {
    return (await on.call("GET", `deployments?projects=${project}`)).Items.reverse();
  }

  /** The numbers of a project's releases and deployments. */
  async function counted(project: string): Promise<number[]> {
    const lists = [`projects/${project}/releases?take=0`, `deployments?projects=${project}&take=0`];
    const answers = await Promise.all(lists.map((url) => on.call("GET", url)));
    return answers.map(({ TotalResults }) => TotalResults);
  }

  async function blocked(trigger: string): Promise<string[]> {
    const events = await on.events(trigger);
    return events
      .filter(({ Category }) => Category === "AutoDeployBlocked")
      .map(({ Message }) => Message);
  }

  /** A step with the package Web of the built-in feed. */
  function webStep() {
    const Packages = [{ Name: "", PackageId: "Web", FeedId: "feeds-builtin" }];
    return step({ ...bash("Deploy", "true"), Packages } as { Name: string });
  }

  async function tenant(...TenantTags: string[]): Promise<string> {
    made += 1;
    return (await on.call("POST", "tenants", { Name: `Tenant ${made}`, TenantTags })).Id;
  }

  /** A channel that admits versions of the web package within a range. */
  async function channel(ProjectId: string, Name: string, VersionRange: string): Promise<string> {
    const ActionPackages = [{ DeploymentAction: "Deploy", PackageReference: "" }];
    const Rules = [{ VersionRange, ActionPackages }];
    return (await on.call("POST", "channels", { ProjectId, Name, Rules })).Id;
  }

  test("a release is created at its time, by the system, only once however many servers check", async () => {
    const project = await on.project([webStep()]);
    const ChannelId = await channel(project, "Old", "[1.0,1.2)");
    const trigger = await hourly(project, { ActionType: "CreateRelease", ChannelId });
    await servers[0].tasks.runDue();
    expect(await releasesOf(project)).toEqual([]);
    await anHourPasses();
    await anHourPasses();
    const found = await releasesOf(project);
    expect(found).toMatchObject([
      { Version: "0.0.1", ChannelId, SelectedPackages: [{ Version: "1.0.0" }] },
      { Version: "0.0.2", ChannelId },
    ]);
    expect(await deploymentsOf(project)).toEqual([]);
    const [event] = await on.events(found[0].Id);
    expect(event).toMatchObject({
      Category: "Created",
      Username: "system",
      IdentityEstablishedWith: expect.stringMatching(/^Trigger 'Hourly \d+'$/),
    });
    expect(event.RelatedDocumentIds).toContain(trigger);
  });

  test("a new release is deployed for all its tenants, by name and by tag", async () => {
    const variables = [{ Name: "Colour", Value: "", Prompt: { Required: true } }];
    const project = await on.project([step(bash("Deploy", "true"))], variables);
    const EnvironmentId = await on.environment();
    const [named, tagged, both] = [
      await tenant(),
      await tenant("Ring/One"),
      await tenant("Ring/Two"),
    ];
    await tenant("Ring/Three");
    const trigger = await hourly(project, {
      ActionType: "DeployNewRelease",
      EnvironmentId,
      TenantIds: [named, both],
      TenantTags: ["Ring/One", "Ring/Two"],
      Variables: JSON.stringify({ Colour: "red" }),
    });
    await anHourPasses();
    const [release, ...others] = await releasesOf(project);
    expect(others).toEqual([]);
    const found = await deploymentsOf(project);
    expect(found.map(({ TenantId }: { TenantId: string }) => TenantId).sort()).toEqual(
      [named, tagged, both].sort(),
    );
    for (const { Id, TaskId, Name, ...rest } of found) {
      expect(rest).toMatchObject({ ReleaseId: release.Id, EnvironmentId, DeployedBy: "system" });
      expect(Object.values(rest.FormValues)).toEqual(["red"]);
      expect(Name).toMatch(/^Deploy to Staging \d+$/);
      expect(await on.task(TaskId)).toMatchObject({ State: "Queued", Description: Name });
      const events = await on.events(Id);
      expect(events.map(({ Category }) => Category)).toEqual(["Created", "DeploymentQueued"]);
      for (const { RelatedDocumentIds } of events) expect(RelatedDocumentIds).toContain(trigger);
    }
    // What was committed together has one correlation id.
    const committed = [release.Id, ...found.map(({ Id }: { Id: string }) => Id)];
    const first = await Promise.all(committed.map(async (id) => (await on.events(id))[0]));
    expect(new Set(first.map(({ CorrelationId }) => CorrelationId)).size).toBe(1);
  });

  test("other actions also run for the tenants with their tags", async () => {
    const project = await on.project([step(bash("Deploy", "true"))]);
    const EnvironmentId = await on.environment();
    await on.call("POST", "releases", { ProjectId: project, Version: "1.0.0" });
    const tagged = await tenant("Site/North");
    const trigger = await hourly(project, {
      ActionType: "DeployLatestReleaseToEnvironment",
      EnvironmentId,
      TenantTags: ["Site/North"],
    });
    await anHourPasses();
    // A tenant that is tagged later does not catch up on earlier occurrences.
    const later = await tenant("Site/North");
    await servers[0].tasks.runDue();
    expect(await deploymentsOf(project)).toMatchObject([{ TenantId: tagged }]);
    await anHourPasses();
    const whom = (await deploymentsOf(project)).map(
      ({ TenantId }: { TenantId: string }) => TenantId,
    );
    expect(whom.sort()).toEqual([tagged, tagged, later].sort());
    expect(await blocked(trigger)).toEqual([]);
  });

  describe("what cannot be created only records an error", () => {
    let project: string;
    let EnvironmentId: string;

    async function expectBlocked(trigger: string, sentence: RegExp) {
      const before = await counted(project);
      await anHourPasses();
      await servers[0].tasks.runDue();
      expect(await blocked(trigger)).toEqual([expect.stringMatching(sentence)]);
      expect(await counted(project)).toEqual(before);
    }

    beforeAll(async () => {
      project = await on.project([webStep()]);
      EnvironmentId = await on.environment();
    });

    test("a deployment that the lifecycle does not allow", async () => {
      const { Id: LifecycleId } = await on.call("POST", "lifecycles", {
        Name: "In order",
        Phases: [
          { Name: "Test", OptionalDeploymentTargets: [await on.environment("Test")] },
          { Name: "Live", OptionalDeploymentTargets: [EnvironmentId] },
        ],
      });
      const Name = "Strict";
      const channel = await on.call("POST", "channels", { ProjectId: project, Name, LifecycleId });
      const action = { ActionType: "DeployNewRelease", EnvironmentId, ChannelId: channel.Id };
      await expectBlocked(
        await hourly(project, action),
        /could not run: The release has not completed phase 'Test' of lifecycle 'In order' yet\.$/,
      );
    });

    test("a package without versions", async () => {
      const ChannelId = await channel(project, "Future", "[9.0,)");
      await expectBlocked(
        await hourly(project, { ActionType: "CreateRelease", ChannelId }),
        /There is no version of package 'Web' of step 'Deploy' that the channel 'Future' allows\.$/,
      );
    });

    test("a version that already exists", async () => {
      await on.call("PUT", `projects/${project}`, {
        VersioningStrategy: { DonorPackage: { DeploymentAction: "Deploy", PackageReference: "" } },
      });
      await on.call("POST", "releases", { ProjectId: project, Version: "2.0.0-rc.1" });
      await expectBlocked(
        await hourly(project, { ActionType: "DeployNewRelease", EnvironmentId }),
        /could not run: Another Release already has the Version '2\.0\.0-rc\.1'\.$/,
      );
      await on.call("PUT", `projects/${project}`, { VersioningStrategy: null });
    });

    test.each([
      [{ TenantTags: ["Nobody/Has this"] }, /No tenant has any of its tags\.$/],
      [{ Variables: "[1]" }, /The trigger's Variables are not a JSON object\.$/],
      [{ Variables: '{"Flavour": "salt"}' }, /there is no prompted variable 'Flavour'\.$/],
      [{ Variables: '{"Flavour": "\\u0000"}' }, /FormValues\.Flavour must not contain the NUL/],
      [{ VersionControlReference: { GitRef: "main" } }, /GitRef must not be set/],
    ])("an action that refers to something that does not exist: %#", async (more, sentence) => {
      const action = { ActionType: "DeployNewRelease", EnvironmentId, ...more };
      await expectBlocked(await hourly(project, action), sentence);
    });

    test("a deployment for more tenants than the limit of an occurrence", async () => {
      const { trail } = servers[0];
      const count = 201;
      const snapshot = await trail.read({ newIds: { Tenants: count }, events: count });
      const body = { Description: "", TenantTags: ["Ring/Many"], ProjectEnvironments: {} };
      const creations = Array.from({ length: count }, (_, index) => ({
        kind: "create" as const,
        type: tenants,
        id: snapshot.takeId("Tenants"),
        spaceId: "Spaces-1",
        body: { ...body, Name: `Many ${index}`, Slug: `many-${index}` },
      }));
      await trail.commit(ALICE, snapshot, creations);
      const action = { ActionType: "DeployNewRelease", EnvironmentId, TenantTags: ["Ring/Many"] };
      await expectBlocked(
        await hourly(project, action),
        /One occurrence makes at most 200 deployments\.$/,
      );
    });
  });

  test.each(OUTCOMES)("a server may die at any statement: %s", async (outcome) => {
    const project = await on.project([step(bash("Deploy", "true"))]);
    const action = { ActionType: "DeployNewRelease", EnvironmentId: await on.environment() };
    const TenantIds = [await tenant(), await tenant()];
    const trigger = await hourly(project, { ...action, TenantIds });
    for (let failing = 1; ; failing++) {
      expect(failing).toBeLessThan(STATEMENTS_MAX);
      now += HOUR;
      const faulty = faultyDatabase(database, failing, outcome);
      second = faulty;
      const error = await servers[1].tasks.runDue().catch((reason: unknown) => reason);
      second = database;
      // All of it has happened or nothing has; the next check does what has not.
      const [releases = 0, deployments] = await counted(project);
      expect(deployments).toBe(releases * TenantIds.length);
      await servers[0].tasks.runDue();
      expect(await counted(project)).toEqual([failing, failing * TenantIds.length]);
      if (!faulty.hasFailed()) break;
      expect(error).toMatchObject({ errors: [expect.any(Fault)] });
    }
    expect(await blocked(trigger)).toEqual([]);
  });
});
