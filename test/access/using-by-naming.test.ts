import { accounts, type ProjectTrigger, projectTriggers, variableSets } from "@indelible/domain";
import { systemAct } from "@indelible/kernel";
import { modification } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  bash,
  type Deploying,
  type DeployingServer,
  startDeploying,
  step,
} from "../support/deploying.ts";
import { startTestServer } from "../support/server.ts";
import { Organisation, type Person } from "./organisation.ts";

// What a user may not see cannot be used by naming it: secrets of accounts, rights of triggers.

let deploying: DeployingServer;
let on: Deploying;
let organisation: Organisation;
let now = Date.parse("2026-03-02T00:10:00Z");

beforeAll(async () => {
  deploying = await startDeploying({ clock: () => new Date(now) });
  on = deploying.on;
  organisation = new Organisation(on.server);
});
afterAll(() => deploying.close());

const PASSWORD = "hush-hush-42";

function account(more: object = {}, space = "Spaces-1") {
  return organisation.make(`/api/${space}/accounts`, {
    Name: organisation.name("Account"),
    AccountType: "UsernamePassword",
    Username: "deployer",
    Password: { HasValue: true, NewValue: PASSWORD },
    ...more,
  });
}

function put(url: string, body: object, { key }: Person) {
  return on.server.call("PUT", `/api/Spaces-1/${url}`, body, { key });
}

function refusalFor(field: string, id: string): string {
  return `${field}: there is no Accounts document '${id}'.`;
}

const variable = (Value: string, more: object = {}) => ({
  Name: "Deployer",
  Type: "UsernamePasswordAccount",
  Value,
  ...more,
});

describe("an account that a variable names", () => {
  const EDITOR = ["VariableView", "VariableEdit", "ProjectView", "EnvironmentView"];

  test("is of the space, and seen by the user who writes the variable", async () => {
    const project = await on.project([]);
    const foreign = await account({}, await organisation.space());
    const own = await account();
    const editor = await organisation.personWith({ space: EDITOR });
    const url = `projects/${project}/variables`;
    for (const id of [foreign.Id, own.Id, "Accounts-9999"]) {
      const { status, body } = await put(url, { Variables: [variable(id)] }, editor);
      expect([status, body.Errors]).toEqual([
        400,
        [`Variable Set ${refusalFor("Variables.Value", id)}`],
      ]);
    }
    const viewer = await organisation.personWith({ space: [...EDITOR, "AccountView"] });
    expect((await put(url, { Variables: [variable(own.Id)] }, viewer)).status).toBe(200);
    // What is there already may stay, for those who may not see it too.
    const { Variables } = (await on.call("GET", url)) as { Variables: object[] };
    const more = { Variables: [...Variables, { Name: "Plain", Value: "x" }] };
    expect((await put(url, more, editor)).status).toBe(200);
    const copied = { Variables: [...Variables, variable(own.Id, { Name: "Copy" })] };
    expect((await put(url, copied, editor)).status).toBe(400);
  });

  /** Sets variables as an earlier version stored them, without a check. */
  async function store(project: string, variables: readonly object[]): Promise<void> {
    const id = `variableset-${project}`;
    const { trail } = on.server;
    const snapshot = await trail.read({ ids: [id], events: 1 });
    const before = snapshot.documentOf(variableSets, id);
    await on.call("PUT", `projects/${project}/variables`, { Variables: [{ Name: "Deployer" }] });
    const read = await trail.read({ ids: [id], events: 1 });
    const now = read.documentOf(variableSets, before.id);
    const Variables = now.body.Variables.map((one) => ({ ...one, ...variables[0] }));
    const change = modification(variableSets, now, { ...now.body, Variables });
    await trail.commit(systemAct("old"), read, [change]);
  }

  test.each<[string, (environment: string) => Promise<string>, string]>([
    [
      "of another space",
      async () => (await account({}, await organisation.space())).Id,
      "is not in this space",
    ],
    [
      "limited to another environment",
      async () => (await account({ EnvironmentIds: [await on.environment("Live")] })).Id,
      "is limited to other environments",
    ],
    [
      "for tenants",
      async () => (await account({ TenantedDeploymentParticipation: "Tenanted" })).Id,
      "is for tenants only",
    ],
  ])("fails a run with a sentence if it is %s", async (_, named, problem) => {
    const script = 'echo "$(get_octopusvariable Deployer.Password)" | rev';
    const project = await on.project([step(bash("Print", script))]);
    const environment = await on.environment();
    const id = await named(environment);
    await store(project, [variable(id)]);
    const task = await on.deploy(project, environment);
    expect([task.State, task.ErrorMessage]).toEqual([
      "Failed",
      `Variable 'Deployer' names ${id}, which ${problem}.`,
    ]);
    const log = await on.log(task.Id);
    expect(log).not.toContain([...PASSWORD].reverse().join(""));
    expect(log).not.toContain("Print");
  });

  test("answers a prompt only if the sender may see it", async () => {
    const project = await on.project([], [variable("", { Prompt: { Required: true } })]);
    const environment = await on.environment();
    const { Id } = await account();
    const release = await on.call("POST", "releases", { ProjectId: project, Version: "1.0" });
    const space = ["DeploymentCreate", "ReleaseView", "EnvironmentView"];
    const deployer = await organisation.personWith({ space });
    const body = {
      ReleaseId: release.Id,
      EnvironmentId: environment,
      FormValues: { Deployer: Id },
    };
    const refused = await on.server.call("POST", "/api/deployments", body, deployer);
    expect(refused.body.Errors).toEqual([`Deployment ${refusalFor("FormValues.Deployer", Id)}`]);
    expect((await on.server.call("POST", "/api/deployments", body)).status).toBe(201);
  });
});

describe("a secret is sent somewhere else", () => {
  const MACHINES = ["MachineView", "MachineCreate", "MachineEdit", "EnvironmentView"];
  const endpoint = (AccountId: string, Host = "10.0.0.1") => ({
    CommunicationStyle: "Ssh",
    AccountId,
    Host,
    Fingerprint: "SHA256:abc",
  });

  test("by a target only with the right to see its account", async () => {
    const { Id: AccountId } = await account();
    const attacker = await organisation.personWith({ space: MACHINES });
    const Name = organisation.name("Target");
    const body = { Name, Endpoint: endpoint(AccountId, "evil.example") };
    const made = await on.server.call("POST", "/api/machines", body, attacker);
    expect(made.body.Errors).toEqual([`Machine ${refusalFor("Endpoint.AccountId", AccountId)}`]);
    const target = await on.call("POST", "machines", { Name, Endpoint: endpoint(AccountId) });
    for (const changed of [{ Host: "evil.example" }, { Port: 2222 }, { Fingerprint: "SHA256:x" }]) {
      const Endpoint = { ...target.Endpoint, ...changed };
      expect((await put(`machines/${target.Id}`, { Endpoint }, attacker)).status).toBe(400);
    }
    const other = { Endpoint: target.Endpoint, Roles: ["web"] };
    expect((await put(`machines/${target.Id}`, other, attacker)).status).toBe(200);
    const right = await organisation.personWith({ space: [...MACHINES, "AccountView"] });
    const Endpoint = endpoint(AccountId, "10.0.0.2");
    expect((await put(`machines/${target.Id}`, { Endpoint }, right)).status).toBe(200);
  });

  test("by a feed or an account only if it is sent again", async () => {
    const secret = { HasValue: true, NewValue: PASSWORD };
    const feed = await on.call("POST", "feeds", {
      Name: organisation.name("Feed"),
      FeedType: "NuGet",
      FeedUri: "https://packages.example",
      Password: secret,
    });
    const FeedUri = "https://evil.example";
    const admin = { id: "", key: undefined as unknown as string };
    const refused = await put(`feeds/${feed.Id}`, { FeedUri }, admin);
    expect(refused.body.Errors).toEqual([
      "FeedUri determines where Password is sent: send Password again to change it.",
    ]);
    expect((await put(`feeds/${feed.Id}`, { ...feed, Description: "x" }, admin)).status).toBe(200);
    const again = { FeedUri, Password: secret };
    expect((await put(`feeds/${feed.Id}`, again, admin)).status).toBe(200);
    const { Id } = await account({ ActiveDirectoryEndpointBaseUri: "https://login.example" });
    const moved = { ActiveDirectoryEndpointBaseUri: FeedUri };
    expect((await put(`accounts/${Id}`, moved, admin)).text).toContain("send Password again");
    const cleared = { ...moved, Password: { HasValue: false } };
    expect((await put(`accounts/${Id}`, cleared, admin)).status).toBe(200);
    expect((await on.server.trail.documentOf(accounts, Id))?.body.Password).toBeNull();
  });
});

describe("a trigger", () => {
  const TRIGGERS = ["TriggerView", "TriggerCreate", "TriggerEdit", "ProjectView", "ReleaseView"];
  const HOUR = 3_600_000;

  function hourly(ProjectId: string, EnvironmentId: string) {
    return {
      ProjectId,
      Name: organisation.name("Hourly"),
      Filter: { FilterType: "CronExpressionSchedule", CronExpression: "0 0 * * * *" },
      Action: { ActionType: "DeployLatestReleaseToEnvironment", EnvironmentId },
    };
  }

  async function anHourPasses() {
    now += HOUR;
    await on.server.tasks.runDue();
  }

  async function released(): Promise<string> {
    const project = await on.project([]);
    await on.call("POST", "releases", { ProjectId: project, Version: "1.0" });
    return project;
  }

  /** The events of what a trigger did, or could not do, oldest first. */
  async function outcomes(trigger: string): Promise<string[]> {
    const events = await on.events(trigger);
    return events
      .filter(({ Category }) => /Queued|Blocked/.test(Category))
      .map(({ Category, Message }) => `${Category}: ${Message}`);
  }

  test("is saved only by users who may do what it does, and acts for the last of them", async () => {
    const project = await released();
    const [dev, prod] = [await on.environment("Dev"), await on.environment("Prod")];
    const person = await organisation.personWith(
      { space: [...TRIGGERS, "EnvironmentView"] },
      { space: ["DeploymentCreate"], scope: { EnvironmentIds: [dev] } },
    );
    const send = (environment: string) =>
      on.server.call("POST", "/api/projecttriggers", hourly(project, environment), person);
    const refused = await send(prod);
    expect([refused.status, refused.text]).toEqual([
      403,
      expect.stringContaining("Missing permission: DeploymentCreate"),
    ]);
    const { body: trigger } = await send(dev);
    expect(trigger.ActsAsUserId).toBe(person.id);
    const moved = { Action: { ...trigger.Action, EnvironmentId: prod } };
    expect((await put(`projecttriggers/${trigger.Id}`, moved, person)).status).toBe(403);
    const saved = await on.call("PUT", `projecttriggers/${trigger.Id}`, moved);
    expect(saved.ActsAsUserId).not.toBe(person.id);
    const claimed = { ActsAsUserId: saved.ActsAsUserId, Action: trigger.Action };
    expect((await put(`projecttriggers/${trigger.Id}`, claimed, person)).body.ActsAsUserId).toBe(
      person.id,
    );
    const stopped = { ...moved, IsDisabled: true };
    expect((await put(`projecttriggers/${trigger.Id}`, stopped, person)).status).toBe(200);
    expect((await put(`projecttriggers/${trigger.Id}`, { IsDisabled: false }, person)).status).toBe(
      403,
    );
  });

  test("loses its effect with the rights of its user, which is recorded once", async () => {
    const project = await released();
    const environment = await on.environment();
    const space = [...TRIGGERS, "EnvironmentView"];
    const person = await organisation.personWith({ space });
    const team = await organisation.give([person.id], { space: ["DeploymentCreate"] });
    const body = hourly(project, environment);
    const trigger = await on.call("POST", "projecttriggers", body, person);
    await anHourPasses();
    expect(await outcomes(trigger.Id)).toHaveLength(1);
    const members = (ids: readonly string[]) =>
      on.server.call("PUT", `/api/teams/${team}`, { MemberUserIds: ids });
    await members([]);
    await anHourPasses();
    await anHourPasses();
    const { Username } = (await on.server.call("GET", `/api/users/${person.id}`)).body;
    const lost = `could not run with the rights of ${Username}: Missing permission: DeploymentCreate`;
    expect((await outcomes(trigger.Id)).slice(1)).toEqual([expect.stringContaining(lost)]);
    await members([person.id]);
    await anHourPasses();
    await members([]);
    await anHourPasses();
    expect((await outcomes(trigger.Id)).map((text) => text.split(":", 1)[0])).toEqual([
      "DeploymentQueued",
      "AutoDeployBlocked",
      "DeploymentQueued",
      "AutoDeployBlocked",
    ]);
    await on.server.call("DELETE", `/api/users/${person.id}`);
    await anHourPasses();
    expect((await outcomes(trigger.Id)).at(-1)).toContain("was deleted or disabled");
  });

  /** Changes a trigger like an earlier version, which did not record the user. */
  async function forget(id: string, userId: string): Promise<void> {
    const { trail } = on.server;
    const snapshot = await trail.read({ ids: [id], events: 1 });
    const before = snapshot.documentOf(projectTriggers, id);
    const { ActsAsUserId: _, ...body } = before.body;
    const actor = { ...systemAct("old").actor, userId };
    const change = modification(projectTriggers, before, body as ProjectTrigger);
    await trail.commit({ actor, correlationId: "old" }, snapshot, [change]);
  }

  test("of a version that did not record its user gets the last one, or is disabled", async () => {
    const project = await released();
    const environment = await on.environment();
    const body = hourly(project, environment);
    const kept = await on.call("POST", "projecttriggers", body);
    const gone = await organisation.personWith({
      space: [...TRIGGERS, "EnvironmentView", "DeploymentCreate"],
    });
    const left = await on.call("POST", "projecttriggers", hourly(project, environment), gone);
    await on.server.call("DELETE", `/api/users/${gone.id}`);
    await forget(kept.Id, kept.ActsAsUserId);
    await forget(left.Id, gone.id);
    const again = await startTestServer(deploying.database, { clock: () => new Date(now) });
    await again.close();
    const [first, second] = [
      await on.call("GET", `projecttriggers/${kept.Id}`),
      await on.call("GET", `projecttriggers/${left.Id}`),
    ];
    expect(first).toMatchObject({ ActsAsUserId: kept.ActsAsUserId, IsDisabled: false });
    expect(second).toMatchObject({ ActsAsUserId: null, IsDisabled: true });
    expect((await on.events(left.Id)).at(-1)).toMatchObject({
      UserId: "users-system",
      Message: expect.stringContaining("the user who saved it last does not exist"),
    });
  });
});
