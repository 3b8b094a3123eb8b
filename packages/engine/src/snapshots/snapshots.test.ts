import { variableSets } from "@indelible/domain";
import {
  canonicalize,
  type Database,
  masterKeySealer,
  openSecret,
  sha256Hex,
  shownDocument,
} from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../test/support/server.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { documentOfSnapshot } from "./snapshot-id.ts";
import { loadSnapshot, takeSnapshots } from "./snapshots.ts";

/** As the test server's. */
const sealer = masterKeySealer(new Uint8Array(32).fill(7), (bytes) => new Uint8Array(bytes));

test("an id says what it is a snapshot of", () => {
  const digest = "0123456789ABCDEF0123456789ABCDEF";
  expect(documentOfSnapshot(`variableset-Projects-1-s-12-${digest}`)).toBe(
    "variableset-Projects-1",
  );
  for (const id of ["variableset-Projects-1", "Projects-1-s-1", `-s-1-${digest}`, ""]) {
    expect(documentOfSnapshot(id)).toBeUndefined();
  }
});

describeStores("snapshots", (open) => {
  let database: Database;
  let server: TestServer;
  let projects = 0;

  const tools = () => ({ ...server, database, clock: () => new Date() });

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

  function alter(text: string, ...values: unknown[]) {
    return database.query({ name: "", text }, values);
  }

  async function secretIn(id: string) {
    return openSecret(sealer, variableSets, await loadSnapshot(tools(), id), "#secret/Value");
  }

  test("one version is kept once, and as it was", async () => {
    const set = `variableset-${await newProject()}`;
    const [first = ""] = await takeSnapshots(tools(), [set]);
    expect(await takeSnapshots(tools(), [set, set])).toEqual([first, first]);
    const [kept] = await server.trail.documents([set]);
    const shown = shownDocument(variableSets, set, "Spaces-1", kept?.body ?? {});
    const digest = sha256Hex(canonicalize(shown)).slice(0, 32).toUpperCase();
    expect(first).toBe(`${set}-s-2-${digest}`);
    await setVariables(set.replace("variableset-", ""), "after");
    expect(await loadSnapshot(tools(), first)).toEqual(kept);
    expect(await secretIn(first)).toBe("secret before");
    const [second = ""] = await takeSnapshots(tools(), [set]);
    expect(second).not.toBe(first);
    expect(await secretIn(second)).toBe("secret after");
  });

  test("there is none of what is not there", async () => {
    await expect(takeSnapshots(tools(), ["variableset-Projects-99"])).rejects.toMatchObject({
      code: "unknown-document",
    });
    await expect(loadSnapshot(tools(), "no-such")).rejects.toMatchObject({ code: "not-found" });
  });

  test("none is changed or removed, unless its secrets are sealed anew", async () => {
    const set = `variableset-${await newProject()}`;
    const [id = ""] = await takeSnapshots(tools(), [set]);
    for (const change of [
      `update server.snapshots set body = jsonb_set(body, '{Variables,0,Value}', '"x"') where id = $1`,
      `update server.snapshots set body = jsonb_set(body, '{Variables,1,Value,Indicator}', '"sensitive-value-indicator:v1:x"') where id = $1`,
      "update server.snapshots set version = 7 where id = $1",
      "update server.snapshots set taken = now() where id = $1",
      "delete from server.snapshots where id = $1",
    ]) {
      await expect(alter(change, id), change).rejects.toMatchObject({ code: "TR405" });
    }
    await expect(alter("truncate server.snapshots")).rejects.toMatchObject({ code: "TR405" });
    const sealed = sealer.seal("secret before", `${set}#secret/Value`);
    await alter(
      "update server.snapshots set body = jsonb_set(body, '{Variables,1,Value,Kept}', to_jsonb($2::text)) where id = $1",
      id,
      sealed,
    );
    expect((await loadSnapshot(tools(), id)).body.Variables).toMatchObject([
      {},
      { Value: { Kept: sealed } },
    ]);
  });

  test("one that was changed in spite of that is refused", async () => {
    const project = await newProject();
    const release = await call("POST", "releases", { ProjectId: project, Version: "1.0.0" });
    const id = release.ProjectVariableSetSnapshotId;
    await database.script("alter table server.snapshots disable trigger user");
    await alter(
      `update server.snapshots set body = jsonb_set(body, '{Variables,0,Value}', '"evil"') where id = $1`,
      id,
    );
    await database.script("alter table server.snapshots enable trigger user");
    await expect(loadSnapshot(tools(), id)).rejects.toMatchObject({
      code: "damaged",
      message: expect.stringContaining(`The snapshot '${id}' was changed after it was taken`),
    });
  });

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
