import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bash, Deploying, manual, step } from "./support/deploying.ts";
import { startTestServer, type TestAnswer, type TestServer } from "./support/server.ts";
import { describeStores } from "./support/stores.ts";

// History outlives what it is about: what an event related to, and what it says, does not depend on
// what is there when it is asked.
describeStores("history", (open) => {
  let database: Database;
  let server: TestServer;
  let on: Deploying;

  beforeAll(async () => {
    database = await open();
    server = await startTestServer(database);
    on = new Deploying(server);
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  type Event = TestAnswer["body"];

  async function found(query: string, base = "/api"): Promise<Event[]> {
    const answer = await server.call("GET", `${base}/events?take=1000&${query}`);
    expect(answer.status, answer.text).toBe(200);
    return answer.body.Items.reverse();
  }

  const named = (events: Event[]) =>
    events.map(({ Category, RelatedDocumentIds: [id] }) => `${Category} ${id}`);

  test("a project's past stays with the group that it was in", async () => {
    const [old, now] = [
      await on.call("POST", "projectgroups", { Name: "Old group" }),
      await on.call("POST", "projectgroups", { Name: "New group" }),
    ];
    const project = await on.call("GET", `projects/${await on.project([])}`);
    const put = (body: object) => on.call("PUT", `projects/${project.Id}`, { ...project, ...body });
    await put({ ProjectGroupId: old.Id });
    const release = (Version: string) =>
      on.call("POST", "releases", { ProjectId: project.Id, Version });
    const first = await release("1.0.0");
    await put({ ProjectGroupId: now.Id });
    const second = await release("2.0.0");
    await on.call("DELETE", `projects/${project.Id}`);
    const [before, after] = [
      named(await found(`projectGroups=${old.Id}`)),
      named(await found(`projectGroups=${now.Id}`)),
    ];
    expect(before).toContain(`Created ${old.Id}`);
    expect(before).toContain(`Created ${first.Id}`);
    expect(before).not.toContain(`Created ${second.Id}`);
    expect(before).not.toContain(`Deleted ${project.Id}`);
    expect(after).toContain(`Created ${now.Id}`);
    expect(after).toContain(`Created ${second.Id}`);
    expect(after).toContain(`Deleted ${project.Id}`);
    expect(after).toContain(`Deleted ${first.Id}`);
    expect(after).not.toContain(`Created ${first.Id}`);
    for (const events of [before, after]) expect(events).toContain(`Modified ${project.Id}`);
    expect(named(await found("projectGroups=new%20GROUP"))).toEqual(after);
    await on.call("DELETE", `projectgroups/${old.Id}`);
    expect(named(await found("projectGroups=old%20group"))).toEqual([
      ...before,
      `Deleted ${old.Id}`,
    ]);
  });

  test("tags are those that a tenant had when it happened", async () => {
    const Tags = [{ Name: "North" }, { Name: "South" }];
    await on.call("POST", "tagsets", { Name: "Region", Tags });
    const tenant = await on.call("POST", "tenants", { Name: "Acme", TenantTags: ["Region/North"] });
    const machine = await on.call("POST", "machines", {
      Name: "Web 1",
      EnvironmentIds: [await on.environment()],
      Roles: ["web"],
      TenantIds: [tenant.Id],
      TenantedDeploymentParticipation: "Tenanted",
      Endpoint: { CommunicationStyle: "None" },
    });
    await on.call("PUT", `tenants/${tenant.Id}`, { ...tenant, TenantTags: ["Region/South"] });
    await on.call("PUT", `machines/${machine.Id}`, { ...machine, Name: "Web 2" });
    const north = named(await found("tags=Region/North&includeSystem=false"));
    expect(north).toContain(`Created ${tenant.Id}`);
    expect(north).toContain(`Created ${machine.Id}`);
    expect(north).toContain(`Modified ${tenant.Id}`);
    expect(north).not.toContain(`Modified ${machine.Id}`);
    const south = named(await found("tags=region/south"));
    expect(south).toContain(`Modified ${tenant.Id}`);
    expect(south).toContain(`Modified ${machine.Id}`);
    expect(south).not.toContain(`Created ${tenant.Id}`);
  });

  test("events of a deleted space are seen at system level, one by one and in CSV", async () => {
    const space = await server.call("POST", "/api/spaces", {
      Name: "Doomed",
      SpaceManagersTeamMembers: ["Users-1"],
    });
    const { Id } = space.body;
    const environment = await server.call("POST", `/api/${Id}/environments`, { Name: "Gone" });
    expect(environment.status, environment.text).toBe(201);
    await server.call("PUT", `/api/spaces/${Id}`, { ...space.body, TaskQueueStopped: true });
    expect((await server.call("DELETE", `/api/spaces/${Id}`)).status).toBeLessThan(300);
    await server.sequencer.drain();
    const events = await found(`spaces=${Id}`);
    expect(named(events)).toEqual(
      expect.arrayContaining([`Created ${environment.body.Id}`, `Deleted ${environment.body.Id}`]),
    );
    expect(events.every(({ SpaceId }) => SpaceId === Id)).toBe(true);
    for (const reference of ["doomed", Id.toLowerCase()]) {
      expect(await found(`spaces=${reference}`)).toEqual(events);
    }
    const [{ Id: event }] = events;
    expect((await server.call("GET", `/api/events/${event}`)).status).toBe(200);
    expect((await server.call("GET", `/api/events/${event}/proof`)).status).toBe(200);
    const csv = await server.call("GET", `/api/events?spaces=${Id}&asCsv=true`);
    expect(csv.text.match(/^Events-\d+,/gm)).toHaveLength(events.length);
    const every = await found("spaces=all&includeSystem=true", "/api/Spaces-1");
    expect(every.map((one) => one.Id)).toContain(event);
    const { body } = await server.call("GET", "/api/events/deleteddocuments?documentTypes=Spaces");
    expect(body.Items).toMatchObject([{ Id, Name: "Doomed", IsDeleted: true, DeletedBy: "admin" }]);
  });

  test("all events of a deployment and its task have the same relations", async () => {
    const project = await on.project([step(manual("Approve"))]);
    const environment = await on.environment();
    const { Id, TaskId, ReleaseId } = await on.queue(project, environment);
    await on.runAll();
    const [question] = (await on.call("GET", `interruptions?regarding=${TaskId}`)).Items;
    await on.call("PUT", `interruptions/${question.Id}/responsible`);
    await on.call("POST", `interruptions/${question.Id}/submit`, { Result: "Proceed" });
    await on.runAll();
    await on.call("POST", `tasks/${TaskId}/state`, { State: "Failed", Reason: "It was not" });
    const { ChannelId } = await on.call("GET", `releases/${ReleaseId}`);
    const events = await on.events(TaskId);
    expect(events.map(({ Category }) => Category)).toEqual([
      "Created",
      "DeploymentQueued",
      "DeploymentStarted",
      "Created",
      "ManualInterventionInterruptionRaised",
      "Modified",
      "Modified",
      "DeploymentResumed",
      "DeploymentSucceeded",
      "TaskStateChanged",
    ]);
    const { ProjectGroupId } = await on.call("GET", `projects/${project}`);
    const shared = [Id, TaskId, ReleaseId, project, ProjectGroupId, environment, ChannelId];
    for (const [index, { RelatedDocumentIds, Message }] of events.entries()) {
      const own = index < 3 ? shared : [...shared, question.Id];
      expect(RelatedDocumentIds, Message).toEqual(expect.arrayContaining(own));
    }
    const history = await on.events(ReleaseId);
    expect(history.at(-1)).toMatchObject({ Category: "TaskStateChanged" });
  });

  test("messages name the project, the release and the environment", async () => {
    const project = await on.project([step(manual("Approve"))]);
    const environment = await on.environment("Production");
    const { TaskId, Name } = await on.queue(project, environment);
    await on.runAll();
    const [question] = (await on.call("GET", `interruptions?regarding=${TaskId}`)).Items;
    await on.call("PUT", `interruptions/${question.Id}/responsible`);
    await on.call("POST", `interruptions/${question.Id}/submit`, { Result: "Abort" });
    await on.runAll();
    await on.call("POST", `tasks/${TaskId}/state`, { State: "Success", Reason: "By hand" });
    const events = await on.events(TaskId);
    const about = /for Shop \d+ release 1\.0\.\d+ to Production \d+/;
    for (const { Message } of events) expect(Message).toMatch(about);
    const messages = events.map(({ Message }) => Message.replace(about, "ABOUT"));
    expect(messages).toEqual([
      `${Name} was created ABOUT`,
      `${Name} was queued ABOUT`,
      `${Name} started ABOUT`,
      `Approve of ${Name} was raised ABOUT`,
      `Approve of ${Name} waits for an answer ABOUT`,
      `Approve of ${Name} was taken responsibility for ABOUT`,
      `Approve of ${Name} was answered with Abort ABOUT`,
      `${Name} resumed ABOUT`,
      expect.stringMatching(new RegExp(`^${Name.replace(/[()]/g, ".")} failed ABOUT: .+`)),
      `Task ${Name} was marked as Success ABOUT: By hand`,
    ]);
  });

  test("a failed deployment says why", async () => {
    const project = await on.project([step(bash("Break", "exit 3"))]);
    const { Id, ErrorMessage } = await on.deploy(project, await on.environment());
    const events = await on.events(Id);
    const failed = events.find(({ Category }) => Category === "DeploymentFailed");
    expect(ErrorMessage).not.toBe("");
    expect(failed.Message).toMatch(/failed for Shop \d+ release/);
    expect(failed.Message.endsWith(`: ${ErrorMessage}`)).toBe(true);
  });

  test("a change of members names the people, also those that are deleted", async () => {
    const user = async (name: string) => {
      const sent = { Username: name.toLowerCase(), DisplayName: name, Password: "long enough 1" };
      const answer = await server.call("POST", "/api/users", sent);
      expect(answer.status, answer.text).toBe(201);
      return answer.body.Id;
    };
    const [ann, bea, cal] = [await user("Ann"), await user("Bea"), await user("Cal")];
    const team = await on.call("POST", "teams", { Name: "Red", MemberUserIds: [ann] });
    await on.call("PUT", `teams/${team.Id}`, { ...team, MemberUserIds: [bea, cal] });
    const [made, changed] = await found(`regarding=${team.Id}`);
    expect([made.Message, changed.Message]).toEqual([
      "Team Red was created with Ann",
      "Team Red was changed; Bea, Cal were added; Ann was removed",
    ]);
    const spans = changed.MessageReferences.map(
      (one: { ReferencedDocumentId: string }) => one.ReferencedDocumentId,
    );
    expect(spans).toEqual([team.Id, bea, cal, ann]);
    expect((await server.call("DELETE", `/api/users/${bea}`)).status).toBeLessThan(300);
    const names = await server.call(
      "GET",
      `/api/events/deleteddocuments?ids=${ann},${bea},Users-999`,
    );
    expect(names.body.Items).toMatchObject([
      { Id: bea, Name: "Bea", DocumentType: "Users", IsDeleted: true },
    ]);
    expect(named(await found("users=bea"))).toEqual([]);
  });

  test("a change by direct SQL keeps the group and the tags too", async () => {
    const { Id: group } = await on.call("POST", "projectgroups", { Name: "Directly" });
    const project = await on.project([]);
    await on.call("PUT", `projects/${project}`, { ProjectGroupId: group });
    await on.call("POST", "tagsets", { Name: "Zone", Tags: [{ Name: "A" }] });
    const tenant = await on.call("POST", "tenants", { Name: "Direct", TenantTags: ["Zone/A"] });
    const machine = await on.call("POST", "machines", {
      Name: "Direct 1",
      EnvironmentIds: [await on.environment()],
      Roles: ["web"],
      TenantIds: [tenant.Id],
      TenantedDeploymentParticipation: "Tenanted",
      Endpoint: { CommunicationStyle: "None" },
    });
    const changed = [tenant.Id, machine.Id, `variableset-${project}`];
    for (const id of changed) {
      await database.script(`update trail.documents set title = title || '!' where id = '${id}'`);
    }
    const direct = "users=users-database";
    expect(named(await found(`${direct}&tags=Zone/A`))).toEqual([
      `Modified ${tenant.Id}`,
      `Modified ${machine.Id}`,
    ]);
    expect(named(await found(`${direct}&projectGroups=${group}`))).toEqual([
      `Modified variableset-${project}`,
    ]);
  });

  test("a key's acts are found by the key, also after it was revoked", async () => {
    const made = await server.call("POST", "/api/users/me/apikeys", { Purpose: "build" });
    const { Id, ApiKey } = made.body;
    const options = { key: ApiKey };
    const { body } = await server.call("POST", "/api/environments", { Name: "By key" }, options);
    await server.call("DELETE", `/api/users/me/apikeys/${Id}`);
    expect(named(await found(`apiKeys=${Id.toLowerCase()}`))).toEqual([`Created ${body.Id}`]);
  });

  test.each(["/api", "/api/Spaces-1", "/api/spaces/default"])(
    "below %s a question that is not understood is refused, as a list and as CSV",
    async (base) => {
      for (const query of [
        "project=Projects-1",
        "environments=Nowhere",
        "users=Nobody",
        "eventCategories=Rain",
        "regarding=Shop",
        "spaces=Nowhere",
        "tags=North",
        "to=yesterday",
      ]) {
        for (const form of ["", "&asCsv=true"]) {
          const answer = await server.call("GET", `${base}/events?${query}${form}`);
          expect(answer.status, query).toBe(400);
          expect(answer.body.ErrorMessage, query).toMatch(/\.$/);
        }
      }
    },
  );

  test("a date as the end includes its day", async () => {
    const [{ Id, Occurred }] = (await server.call("GET", "/api/events?take=1")).body.Items;
    const day = Occurred.slice(0, 10);
    expect(await found(`ids=${Id}&from=${day}&to=${day}`)).toHaveLength(1);
    expect(await found(`ids=${Id}&to=${day}T00:00:00Z`)).toHaveLength(0);
  });
});
