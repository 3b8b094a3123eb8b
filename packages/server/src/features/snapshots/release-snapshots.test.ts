import { variableSets } from "@indelible/domain";
import { documentOfSnapshot, loadSnapshot } from "@indelible/engine";
import { type Database, masterKeySealer, openSecret } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../../test/support/server.ts";
import { describeStores } from "../../../../../test/support/stores.ts";

/** As the test server's. */
const sealer = masterKeySealer(new Uint8Array(32).fill(7), (bytes) => new Uint8Array(bytes));

describeStores("snapshots of releases", (open) => {
  let database: Database;
  let server: TestServer;
  let projects = 0;

  beforeAll(async () => {
    database = await open();
    server = await startTestServer(database);
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  async function call(method: string, url: string, body?: unknown) {
    const answer = await server.call(method, `/api/${url}`, body);
    expect(answer.status, `${method} ${url}: ${answer.text}`).toBeLessThan(300);
    return answer.body;
  }

  async function newProject(): Promise<string> {
    const [group] = await call("GET", "projectgroups/all");
    const [lifecycle] = await call("GET", "lifecycles/all");
    projects += 1;
    const body = { Name: `P${projects}`, ProjectGroupId: group.Id, LifecycleId: lifecycle.Id };
    const { Id } = await call("POST", "projects", body);
    await setVariables(Id, "before");
    return Id;
  }

  function setVariables(project: string, value: string) {
    return call("PUT", `projects/${project}/variables`, {
      Variables: [
        { Id: "plain", Name: "Greeting", Value: value },
        { Id: "secret", Name: "Password", Value: `secret ${value}`, Type: "Sensitive" },
      ],
    });
  }

  async function secretIn(id: string) {
    return openSecret(sealer, variableSets, await loadSnapshot({ database }, id), "#secret/Value");
  }

  test("a release keeps its project's process and variables, and its event says so", async () => {
    const project = await newProject();
    await call("PUT", `projects/${project}/deploymentprocesses`, { Steps: [{ Name: "old" }] });
    const release = await call("POST", "releases", {
      ProjectId: project,
      Version: "1.0.0",
      ProjectDeploymentProcessSnapshotId: "not for clients to say",
    });
    const {
      ProjectDeploymentProcessSnapshotId: processId,
      ProjectVariableSetSnapshotId: variablesId,
    } = release;
    expect(release.LibraryVariableSetSnapshotIds).toEqual([]);
    await call("PUT", `projects/${project}/deploymentprocesses`, { Steps: [{ Name: "new" }] });
    await setVariables(project, "after");

    const process = await call("GET", `deploymentprocesses/${processId}`);
    expect(process).toMatchObject({ Id: processId, ProjectId: project, Version: 2 });
    expect(process.Steps).toMatchObject([{ Name: "old" }]);
    expect(process.Links.Self).toBe(`/api/Spaces-1/deploymentprocesses/${processId}`);
    const variables = await call("GET", `variables/${variablesId}`);
    expect(variables.Variables).toMatchObject([{ Value: "before" }, { Value: null }]);
    expect(await call("GET", `releases/${release.Id}`)).toEqual(release);
    const [event] = (await call("GET", `events?regarding=${release.Id}`)).Items;
    expect(event.ChangeDetails.DocumentContext).toMatchObject({
      ProjectDeploymentProcessSnapshotId: processId,
      ProjectVariableSetSnapshotId: variablesId,
    });

    for (const id of [processId.replace("-s-2-", "-s-3-"), `${processId}0`]) {
      expect((await server.call("GET", `/api/deploymentprocesses/${id}`)).status).toBe(404);
    }
    expect((await server.call("GET", `/api/variables/${processId}`)).status).toBe(404);
    expect((await server.call("PUT", `/api/variables/${variablesId}`, {})).status).toBe(404);
  });

  test("a release keeps the variables of the library sets that its project includes", async () => {
    const project = await newProject();
    const sets: string[] = [];
    for (const Name of [`Mail of ${project}`, `Proxy of ${project}`]) {
      const set = await call("POST", "libraryvariablesets", { Name });
      await call("PUT", `variables/${set.VariableSetId}`, { Variables: [{ Name, Value: "old" }] });
      sets.unshift(set.Id);
    }
    await call("PUT", `projects/${project}`, { IncludedLibraryVariableSetIds: sets });
    const release = await call("POST", "releases", { ProjectId: project, Version: "1.0.0" });
    const ids: string[] = release.LibraryVariableSetSnapshotIds;
    expect(ids.map(documentOfSnapshot)).toEqual(sets.map((id) => `variableset-${id}`));
    const kept = await call("GET", `variables/${ids[0]}`);
    expect(kept.Variables).toMatchObject([{ Name: `Proxy of ${project}`, Value: "old" }]);
  });

  test("a release is given its project's variables of now, which is an event", async () => {
    const project = await newProject();
    const release = await call("POST", "releases", { ProjectId: project, Version: "1.0.0" });
    const renew = () => call("POST", `releases/${release.Id}/snapshot-variables`);
    const events = async () => (await call("GET", `events?regarding=${release.Id}`)).Items;
    expect(await renew()).toEqual(release);
    expect(await events()).toHaveLength(1);
    await setVariables(project, "after");
    const renewed = await renew();
    expect(await secretIn(renewed.ProjectVariableSetSnapshotId)).toBe("secret after");
    const process = "ProjectDeploymentProcessSnapshotId";
    expect(renewed[process]).toBe(release[process]);
    const [event] = await events();
    expect(event.Category).toBe("Modified");
    expect(event.Message).toMatch(/^Release 1\.0\.0 of P\d was given the variables of now$/);
  });
});
