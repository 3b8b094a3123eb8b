import { readdir } from "node:fs/promises";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  bash,
  Deploying,
  type DeployingServer,
  manual,
  onRole,
  startDeploying,
  step,
} from "./support/deploying.ts";
import { startTestServer, type TestServer } from "./support/server.ts";
import { type Sshd, startSshd } from "./support/sshd.ts";
import { openStore } from "./support/stores.ts";

describe("deployments", () => {
  let deploying: DeployingServer;
  let on: Deploying;

  beforeAll(async () => {
    deploying = await startDeploying();
    on = deploying.on;
  });
  afterAll(() => deploying.close());

  test("a script runs on the server, and events record it", async () => {
    const project = await on.project([step(bash("Say hello", 'echo "hello from $PWD"'))]);
    const environment = await on.environment();
    const { Id, TaskId, Name, ReleaseId } = await on.queue(project, environment);
    await on.runAll();
    expect(await on.task(TaskId)).toMatchObject({
      State: "Success",
      IsCompleted: true,
      FinishedSuccessfully: true,
      HasBeenPickedUpByProcessor: true,
      ServerNode: "test",
    });
    expect(await on.log(TaskId)).toMatch(/Info\s+\| hello from \//);
    const events = await on.events(Id);
    expect(events.map(({ Category, Username }) => [Category, Username])).toEqual([
      ["Created", "admin"],
      ["DeploymentQueued", "admin"],
      ["DeploymentStarted", "system"],
      ["DeploymentSucceeded", "system"],
    ]);
    for (const event of events) {
      for (const id of [Id, project, environment, ReleaseId, TaskId]) {
        expect(event.RelatedDocumentIds).toContain(id);
      }
    }
    expect(events[3].Message).toMatch(
      new RegExp(`^${Name} succeeded for Shop \\d+ release 1\\.0\\.\\d+ to Staging \\d+$`),
    );
    const asked = `events?eventCategories=DeploymentStarted&documentTypes=Deployments&projects=${project}`;
    expect((await on.call("GET", asked)).TotalResults).toBe(1);
  });

  test("scripts get variables, and output variables are available to later scripts", async () => {
    const project = await on.project(
      [
        step(bash("First", "set_octopusvariable Url 'https://#{Host}/'")),
        step(
          bash(
            "Second",
            'echo "url $(get_octopusvariable "Octopus.Action[First].Output.Url") of $(get_octopusvariable Octopus.Project.Name)"',
          ),
        ),
      ],
      [
        { Name: "Host", Value: "#{Name}.example.com" },
        { Name: "Name", Value: "shop" },
      ],
    );
    const { Id, State } = await on.deploy(project, await on.environment());
    const log = await on.log(Id);
    expect(State, log).toBe("Success");
    expect(log).toMatch(/url https:\/\/shop\.example\.com\/ of Shop \d+/);
  });

  test("a secret is passed to scripts and masked in the log", async () => {
    const secret = "correct-horse-battery";
    const project = await on.project(
      [
        step(
          bash(
            "Leak",
            `p="$(get_octopusvariable Password)"; echo "is $p"; echo "$p" | base64; printf '%s\\n%s\\n' "\${p:0:9}" "\${p:9}"; [ "$p" = "${secret.slice(0, 7)}""${secret.slice(7)}" ] && echo same`,
          ),
        ),
      ],
      [{ Name: "Password", Value: secret, Type: "Sensitive" }],
    );
    const { Id, State } = await on.deploy(project, await on.environment());
    const log = await on.log(Id);
    expect(State, log).toBe("Success");
    expect(log).toContain("same");
    expect(log).not.toContain(secret);
    expect(log.replace(/\n.*\| /g, "")).not.toContain(secret);
    expect(log).not.toContain(Buffer.from(secret).toString("base64").slice(0, 20));
  });

  test("a failed step fails the deployment; later steps run according to their conditions", async () => {
    const project = await on.project([
      step(bash("Break", "echo broken >&2; exit 3")),
      step(bash("Skipped", "echo never")),
      step(bash("Repair", "echo repairing"), { Condition: "Failure" }),
      step(bash("Tidy", "echo tidying"), { Condition: "Always" }),
    ]);
    const { Id, State, ErrorMessage } = await on.deploy(project, await on.environment());
    expect(State).toBe("Failed");
    expect(ErrorMessage).toBe("The script ended with exit code 3.");
    const log = await on.log(Id);
    expect(log).toMatch(/Skipped: Step 2: Skipped/);
    expect(log).toContain("| repairing");
    expect(log).toContain("| tidying");
    expect(log).not.toContain("never");
  });

  test("a manual intervention waits until a user takes responsibility and answers", async () => {
    const project = await on.project([
      step(bash("Before", "echo before")),
      step(manual("Approve", "Is #{Octopus.Environment.Name} ready?")),
      step(bash("After", "echo after")),
    ]);
    const { Id, TaskId } = await on.queue(project, await on.environment());
    await on.runAll();
    expect(await on.task(TaskId)).toMatchObject({
      State: "Executing",
      HasPendingInterruptions: true,
      IsCompleted: false,
    });
    const { Items } = await on.call("GET", `interruptions?regarding=${TaskId}&pendingOnly=true`);
    expect(Items).toHaveLength(1);
    const [{ Id: interruption, Form, CanTakeResponsibility, HasResponsibility }] = Items;
    expect(Form.Values.Instructions).toMatch(/^Is Staging \d+ ready\?$/);
    expect([CanTakeResponsibility, HasResponsibility]).toEqual([true, false]);

    const early = await on.server.call("POST", `/api/interruptions/${interruption}/submit`, {
      Result: "Proceed",
    });
    expect(early.status).toBe(403);
    await on.call("PUT", `interruptions/${interruption}/responsible`);
    const answered = await on.call("POST", `interruptions/${interruption}/submit`, {
      Result: "Proceed",
      Notes: "Looks good",
    });
    expect(answered).toMatchObject({ IsPending: false });
    await on.runAll();
    expect((await on.task(TaskId)).State).toBe("Success");
    const log = await on.log(TaskId);
    expect(log.match(/\| before/g)).toHaveLength(1);
    expect(log).toContain("| after");
    const events = await on.events(Id);
    expect(events.map(({ Category, Username }) => `${Category} by ${Username}`)).toEqual([
      "Created by admin",
      "DeploymentQueued by admin",
      "DeploymentStarted by system",
      "Created by system",
      "ManualInterventionInterruptionRaised by system",
      "Modified by admin",
      "Modified by admin",
      "DeploymentResumed by system",
      "DeploymentSucceeded by system",
    ]);
    expect(events[6]).toMatchObject({ Comments: "Looks good" });
    expect(events[6].Message).toMatch(
      /was answered with Proceed for Shop \d+ release 1\.0\.\d+ to Staging \d+$/,
    );
  });

  test("aborting a manual intervention fails the deployment", async () => {
    const project = await on.project([step(manual("Approve"))]);
    const { TaskId } = await on.queue(project, await on.environment());
    await on.runAll();
    const { Items } = await on.call("GET", `interruptions?regarding=${TaskId}`);
    await on.call("PUT", `interruptions/${Items[0].Id}/responsible`);
    await on.call("POST", `interruptions/${Items[0].Id}/submit`, { Result: "Abort" });
    await on.runAll();
    expect(await on.task(TaskId)).toMatchObject({
      State: "Failed",
      ErrorMessage: "admin aborted the process.",
    });
  });

  test("with guided failure a user decides how to handle a failure", async () => {
    const project = await on.project([step(bash("Flaky", "echo trying; exit 1"))]);
    const { TaskId } = await on.queue(project, await on.environment(), { UseGuidedFailure: true });
    for (const Guidance of ["Retry", "Ignore"]) {
      await on.runAll();
      const { Items } = await on.call("GET", `interruptions?regarding=${TaskId}&pendingOnly=true`);
      await on.call("PUT", `interruptions/${Items[0].Id}/responsible`);
      await on.call("POST", `interruptions/${Items[0].Id}/submit`, { Guidance });
    }
    await on.runAll();
    expect((await on.task(TaskId)).State).toBe("Success");
    expect((await on.log(TaskId)).match(/\| trying/g)).toHaveLength(2);
  });

  test("prompted variables are required, and sensitive ones are stored as secrets", async () => {
    const Prompt = { Label: "Reason", Required: true };
    const project = await on.project(
      [step(bash("Use", 'echo "because $(get_octopusvariable Reason)"; get_octopusvariable Pin'))],
      [
        { Id: "reason", Name: "Reason", Value: "", Prompt },
        { Id: "pin", Name: "Pin", Value: null, Type: "Sensitive", Prompt: { Label: "Pin" } },
      ],
    );
    const environment = await on.environment();
    const release = await on.call("POST", "releases", { ProjectId: project, Version: "9" });
    const body = { ReleaseId: release.Id, EnvironmentId: environment };
    const refused = await on.server.call("POST", "/api/deployments", body);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("a value for the variable 'Reason' is required");
    const { Id, TaskId, FormValues } = await on.call("POST", "deployments", {
      ...body,
      FormValues: { reason: "it is time", pin: "four-two-four-two" },
    });
    expect(FormValues).toEqual({ reason: "it is time" });
    await on.runAll();
    const log = await on.log(TaskId);
    expect(log).toContain("because it is time");
    expect(log).not.toContain("four-two-four-two");
    const events = JSON.stringify(await on.events(Id));
    expect(events).not.toContain("four-two-four-two");
  });

  test("an environment that the lifecycle does not allow yet is refused", async () => {
    const [first, second] = [await on.environment("Test"), await on.environment("Live")];
    const lifecycle = await on.call("POST", "lifecycles", {
      Name: "Careful",
      Phases: [
        { Name: "Test", OptionalDeploymentTargets: [first] },
        { Name: "Live", OptionalDeploymentTargets: [second] },
      ],
    });
    const project = await on.project([step(bash("Go", "true"))]);
    await on.call("PUT", `projects/${project}`, { LifecycleId: lifecycle.Id });
    const { ReleaseId } = await on.queue(project, first);
    const body = { ReleaseId, EnvironmentId: second };
    const refused = await on.server.call("POST", "/api/deployments", body);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("has not completed phase 'Test'");
    await on.runAll();
    const { TaskId } = await on.call("POST", "deployments", body);
    await on.runAll();
    expect((await on.task(TaskId)).State).toBe("Success");
  });

  test("a missing target for the role fails the deployment, unless the project allows it", async () => {
    const project = await on.project([step(bash("Go", "true"), onRole("web"))]);
    const environment = await on.environment();
    const { State, ErrorMessage } = await on.deploy(project, environment);
    expect([State, ErrorMessage]).toEqual([
      "Failed",
      "There is no deployment target in this environment with any of the roles web.",
    ]);
    await on.call("PUT", `projects/${project}`, {
      ProjectConnectivityPolicy: { AllowDeploymentsToNoTargets: true },
    });
    expect((await on.deploy(project, environment)).State).toBe("Success");
  });

  test("the command of newer clients deploys by name", async () => {
    const project = await on.project([
      step(bash("Wanted", "echo wanted")),
      step(bash("Unwanted", "echo unwanted")),
    ]);
    const environment = await on.environment();
    const { Name: ProjectName } = await on.call("GET", `projects/${project}`);
    const { Name: EnvironmentName } = await on.call("GET", `environments/${environment}`);
    await on.call("POST", "releases", { ProjectId: project, Version: "3.0.0" });
    const { DeploymentServerTasks } = await on.call("POST", "deployments/create/untenanted/v1", {
      spaceIdOrName: "Default",
      projectName: ProjectName,
      releaseVersion: "3.0.0",
      environmentNames: [EnvironmentName],
      skipStepNames: ["Unwanted"],
    });
    await on.runAll();
    const [{ ServerTaskId, DeploymentId }] = DeploymentServerTasks;
    expect(DeploymentId).toMatch(/^Deployments-\d+$/);
    expect((await on.task(ServerTaskId)).State).toBe("Success");
    const log = await on.log(ServerTaskId);
    expect(log).toContain("| wanted");
    expect(log).not.toContain("| unwanted");
  });

  describe("one command", () => {
    let project: string;
    let shop: string;
    let staging: string;
    let production: string;
    const untenanted = "deployments/create/untenanted/v1";
    const tenanted = "deployments/create/tenanted/v1";

    beforeAll(async () => {
      project = await on.project([step(bash("Say hello", "echo hello"))]);
      staging = await on.environment();
      production = await on.environment("Production");
      // Nothing may be deployed to production before it has been deployed to staging.
      const lifecycle = await on.call("POST", "lifecycles", {
        Name: "Staging first",
        Phases: [
          { Name: "First", OptionalDeploymentTargets: [staging] },
          { Name: "Then", OptionalDeploymentTargets: [production] },
        ],
      });
      await on.call("PUT", `projects/${project}`, { LifecycleId: lifecycle.Id });
      await on.call("POST", "releases", { ProjectId: project, Version: "1.0.0" });
      shop = (await on.call("GET", `projects/${project}`)).Name;
    });

    function command(more: Record<string, unknown>) {
      return { ProjectName: shop, ReleaseVersion: "1.0.0", ...more };
    }

    /** Everything that deployments of the project leave: documents, tasks, events. */
    async function traces() {
      const { deployments, tasks, events } = {
        deployments: await on.call("GET", `deployments?projects=${project}`),
        tasks: await on.call("GET", `tasks?project=${project}`),
        events: await on.call("GET", `events?projects=${project}`),
      };
      return [deployments, tasks, events].map(({ TotalResults }) => TotalResults);
    }

    async function tenant(Name: string): Promise<string> {
      return (await on.call("POST", "tenants", { Name })).Id;
    }

    async function deployed(url: string, body: Record<string, unknown>) {
      const { DeploymentServerTasks } = await on.call("POST", url, body);
      const ids = DeploymentServerTasks.map((made: { DeploymentId: string }) => made.DeploymentId);
      const shown = [];
      for (const id of ids) shown.push(await on.call("GET", `deployments/${id}`));
      const queued = [];
      for (const id of ids) {
        const events: { Category: string; CorrelationId: string }[] = await on.events(id);
        queued.push(...events.filter(({ Category }) => Category === "DeploymentQueued"));
      }
      const tasks = DeploymentServerTasks.map(
        ({ ServerTaskId }: { ServerTaskId: string }) => ServerTaskId,
      );
      expect(shown.map(({ TaskId }) => TaskId)).toEqual(tasks);
      expect(new Set(tasks).size).toBe(ids.length);
      expect(queued).toHaveLength(ids.length);
      expect(new Set(queued.map(({ CorrelationId }) => CorrelationId)).size).toBe(1);
      return shown;
    }

    test.each([
      ["the first", () => [production, staging]],
      ["the last", () => [staging, production]],
    ])("of which %s environment is refused queues none", async (_, environments) => {
      const before = await traces();
      const body = command({ EnvironmentNames: environments() });
      const answer = await on.server.call("POST", `/api/Spaces-1/${untenanted}`, body);
      expect([answer.status, answer.text]).toEqual([
        400,
        expect.stringContaining("has not completed phase 'First'"),
      ]);
      expect(await traces()).toEqual(before);
    });

    test("of which one tenant is refused queues none", async () => {
      const Tenants = [await tenant("Allowed"), await tenant("Refused")];
      const role = await on.call("POST", "userroles", {
        Name: "Deploys",
        GrantedSpacePermissions: [
          ...["ProjectView", "ReleaseView", "EnvironmentView", "TenantView"],
          "DeploymentCreate",
        ],
      });
      const user = await on.call("POST", "users", {
        Username: "deployer",
        DisplayName: "Deployer",
        Password: "a long enough password",
      });
      const team = await on.call("POST", "teams", { Name: "Few", MemberUserIds: [user.Id] });
      const scoped = { TeamId: team.Id, UserRoleId: role.Id, SpaceId: "Spaces-1" };
      const [allowed] = Tenants;
      await on.call("POST", "scopeduserroles", { ...scoped, TenantIds: [allowed] });
      const views = await on.call("POST", "userroles", {
        Name: "Sees tenants",
        GrantedSpacePermissions: ["TenantView"],
      });
      await on.call("POST", "scopeduserroles", { ...scoped, UserRoleId: views.Id });
      const { ApiKey } = await on.call("POST", `users/${user.Id}/apikeys`, { Purpose: "test" });
      const before = await traces();
      const body = command({ EnvironmentName: staging, Tenants });
      const options = { key: ApiKey };
      const answer = await on.server.call("POST", `/api/Spaces-1/${tenanted}`, body, options);
      expect([answer.status, answer.text]).toEqual([
        403,
        expect.stringContaining("Missing permission: DeploymentCreate"),
      ]);
      expect(await traces()).toEqual(before);
      const [made] = await deployed(tenanted, { ...body, Tenants: [allowed] });
      expect(made.TenantId).toBe(allowed);
    });

    test("for several tenants queues all of them, in the order of the request", async () => {
      const Tenants = [await tenant("Zebra"), await tenant("Aardvark")];
      const made = await deployed(tenanted, command({ EnvironmentName: staging, Tenants }));
      expect(made.map(({ TenantId }) => TenantId)).toEqual(Tenants);
      const names = made.map(({ Name }) => Name);
      expect(names[0]).toMatch(/^Deploy to Staging \d+$/);
      expect(names[1]).toBe(names[0]);
    });

    test("for several environments queues all of them, and counts the same one twice", async () => {
      await on.call("POST", untenanted, command({ EnvironmentNames: [staging] }));
      await on.runAll();
      const EnvironmentNames = [production, staging, production];
      const made = await deployed(untenanted, command({ EnvironmentNames }));
      expect(made.map(({ EnvironmentId }) => EnvironmentId)).toEqual(EnvironmentNames);
      const [first, second, third] = made.map(({ Name }) => Name);
      expect(second).toMatch(/^Deploy to Staging \d+ \(#2\)$/);
      expect(third).toBe(`${first} (#2)`);
    });
  });
});

describe("deployments to SSH targets", () => {
  let database: Database;
  let server: TestServer;
  let on: Deploying;
  let targets: Sshd[];
  let environment: string;
  let account: string;

  beforeAll(async () => {
    targets = [await startSshd(), await startSshd()];
    database = await openStore("postgres");
    server = await startTestServer(database);
    on = new Deploying(server);
    environment = await on.environment("Production");
    const [{ username, privateKey }] = targets as [Sshd];
    account = await on.account(username, privateKey);
  });
  afterAll(async () => {
    await server.close();
    await database.close();
    for (const target of targets) await target.stop();
  });

  function machine(name: string, { host, port, fingerprint }: Sshd, AccountId = account) {
    return on.call("POST", "machines", {
      Name: name,
      EnvironmentIds: [environment],
      Roles: ["web"],
      Endpoint: {
        CommunicationStyle: "Ssh",
        AccountId,
        Host: host,
        Port: port,
        Fingerprint: fingerprint,
      },
    });
  }

  test("three steps on two targets, with a secret, an approval and an output variable", async () => {
    const [one, two] = targets as [Sshd, Sshd];
    await machine("web-1", one);
    // Each server has its own account; the test checks that both are reached.
    await machine("web-2", two, await on.account(two.username, two.privateKey));
    const secret = "s3cret-of-the-targets";
    const approvers = await on.call("POST", "teams", {
      Name: "Approvers",
      MemberUserIds: ["Users-1"],
    });
    const project = await on.project(
      [
        step(
          bash(
            "Prepare",
            'echo "preparing #{Octopus.Machine.Name} with $(get_octopusvariable Password)"; set_octopusvariable Port "80-$(get_octopusvariable Octopus.Machine.Name)"',
          ),
          onRole("web"),
        ),
        step(manual("Approve", "Go live?", [approvers.Id])),
        step(
          bash(
            "Switch",
            'echo "ports $(get_octopusvariable "Octopus.Action[Prepare].Output[web-1].Port") $(get_octopusvariable "Octopus.Action[Prepare].Output[web-2].Port")"',
          ),
          onRole("web", { "Octopus.Action.MaxParallelism": "1" }),
        ),
      ],
      [{ Name: "Password", Value: secret, Type: "Sensitive" }],
    );
    const { Id, TaskId, ReleaseId } = await on.queue(project, environment);
    await on.runAll();
    const { Items } = await on.call("GET", `interruptions?regarding=${TaskId}`);
    await on.call("PUT", `interruptions/${Items[0].Id}/responsible`);
    await on.call("POST", `interruptions/${Items[0].Id}/submit`, { Result: "Proceed" });
    await on.runAll();

    const log = await on.log(TaskId);
    expect((await on.task(TaskId)).State, log).toBe("Success");
    for (const name of ["web-1", "web-2"]) {
      expect(log).toContain(`| preparing ${name} with ********`);
      expect(log).toMatch(new RegExp(`Success: ${name} ==`));
    }
    expect(log.match(/\| ports 80-web-1 80-web-2/g)).toHaveLength(2);
    expect(log).not.toContain(secret);

    const { ActivityLogs } = await on.call("GET", `tasks/${TaskId}/details?verbose=true`);
    const [root] = ActivityLogs;
    const names = (parts: { Name: string }[]) => parts.map(({ Name }) => Name);
    expect(names(root.Children)).toEqual(["Step 1: Prepare", "Step 2: Approve", "Step 3: Switch"]);
    expect(names(root.Children[0].Children)).toEqual(["web-1", "web-2"]);

    const events = await on.events(Id);
    expect(events.map(({ Category, Username }) => `${Category} by ${Username}`)).toEqual([
      "Created by admin",
      "DeploymentQueued by admin",
      "DeploymentStarted by system",
      "Created by system",
      "ManualInterventionInterruptionRaised by system",
      "Modified by admin",
      "Modified by admin",
      "DeploymentResumed by system",
      "DeploymentSucceeded by system",
    ]);
    for (const event of events) {
      expect(event.RelatedDocumentIds).toEqual(
        expect.arrayContaining([Id, project, environment, ReleaseId]),
      );
    }
    expect(JSON.stringify(events)).not.toContain(secret);
    const folders = await Promise.all(
      targets.map(({ home }) => readdir(`${home}/.indelible/runs`)),
    );
    expect(folders).toEqual([[], []]);
  });

  test("health checks detect which targets respond; only a change of health records an event", async () => {
    const [one] = targets as [Sshd];
    const well = (await machine("well", one)).Id;
    const fingerprint = one.fingerprint.replace(/.{4}$/, "AAAA");
    const strange = (await machine("strange", { ...one, fingerprint })).Id;
    const check = async () => {
      const task = await on.call("POST", "tasks", {
        Name: "Health",
        Arguments: { MachineIds: [well, strange] },
      });
      await on.runAll();
      return on.task(task.Id);
    };
    expect((await check()).State).toBe("Success");
    const health = async (id: string) => (await on.call("GET", `machines/${id}`)).HealthStatus;
    expect([await health(well), await health(strange)]).toEqual(["Healthy", "Unavailable"]);
    const categories = async (id: string) =>
      (await on.events(id))
        .map(({ Category }) => Category)
        .filter((name) => /Health|Unav/.test(name));
    expect([await categories(well), await categories(strange)]).toEqual([
      ["MachineHealthy"],
      ["MachineUnavailable"],
    ]);
    const before = (await on.events(well)).length;
    await check();
    expect((await on.events(well)).length).toBe(before);
    // The script of a policy is used, unless the policy checks only connectivity.
    const policy = (HealthCheckType: string) => ({
      Name: "With a script",
      MachineHealthCheckPolicy: {
        HealthCheckType,
        BashHealthCheckPolicy: { RunType: "Inline", ScriptBody: "exit 3" },
      },
    });
    const { Id } = await on.call("POST", "machinepolicies", policy("RunScript"));
    await on.call("PUT", `machines/${well}`, { MachinePolicyId: Id });
    await check();
    expect(await health(well)).toBe("Unhealthy");
    await on.call("PUT", `machinepolicies/${Id}`, policy("OnlyConnectivity"));
    await check();
    expect(await health(well)).toBe("Healthy");
  });
});
