import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../support/server.ts";
import { openStore } from "../support/stores.ts";
import { Organisation, type Person } from "./organisation.ts";

// Who may see and change what projects share: library variable sets, accounts.

let database: Database;
let server: TestServer;
let organisation: Organisation;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
  organisation = new Organisation(server);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

function librarySet(body: object = {}) {
  const Name = organisation.name("Library");
  return organisation.make("/api/libraryvariablesets", { Name, ...body });
}

describe("the variables of a library set", () => {
  const Variables = [{ Name: "Sender", Value: "hush", Type: "Sensitive" }];

  async function read(person: Person, id: string): Promise<number> {
    return (await server.call("GET", `/api/variables/${id}`, undefined, person)).status;
  }

  test("are created with it, keep secrets, and are deleted with it", async () => {
    const { Id, VariableSetId, Links } = await librarySet();
    expect(VariableSetId).toBe(`variableset-${Id}`);
    expect(Links.Variables).toBe(`/api/Spaces-1/variables/${VariableSetId}`);
    const changed = await server.call("PUT", Links.Variables, { Variables });
    expect(changed.body).toMatchObject({ OwnerId: Id, Variables: [{ Value: null }] });
    expect((await server.call("DELETE", `/api/libraryvariablesets/${Id}`)).status).toBe(200);
    expect((await server.call("GET", Links.Variables)).status).toBe(404);
  });

  test("require the permissions of library sets, and those of a project for its variables", async () => {
    const { VariableSetId: shared } = await librarySet();
    const own = `variableset-${(await organisation.project()).Id}`;
    const ofLibrary = await organisation.personWith({ space: ["LibraryVariableSetView"] });
    const ofProjects = await organisation.personWith({ space: ["VariableView"] });
    expect([await read(ofLibrary, shared), await read(ofLibrary, own)]).toEqual([200, 404]);
    expect([await read(ofProjects, shared), await read(ofProjects, own)]).toEqual([404, 200]);
    for (const [person, seen] of [
      [ofLibrary, "LibraryVariableSets"],
      [ofProjects, "Projects"],
    ] as const) {
      const { body } = await server.call("GET", "/api/variables?take=1000", undefined, person);
      const owners = body.Items.map(({ OwnerId }: { OwnerId: string }) => OwnerId.split("-", 1)[0]);
      expect(new Set(owners)).toEqual(new Set([seen]));
      expect(body.TotalResults).toBe(owners.length);
    }
  });

  test("are changed only by users who may change library sets", async () => {
    const { VariableSetId } = await librarySet();
    const views = ["LibraryVariableSetView", "VariableView"];
    const change = (person: Person) =>
      server.call("PUT", `/api/variables/${VariableSetId}`, { Variables }, person);
    const other = await change(
      await organisation.personWith({ space: [...views, "VariableEdit"] }),
    );
    expect([other.status, other.body.ErrorMessage]).toEqual([
      403,
      expect.stringContaining("LibraryVariableSetEdit"),
    ]);
    const ofSets = await organisation.personWith({ space: [...views, "LibraryVariableSetEdit"] });
    expect((await change(ofSets)).text).toContain("VariableEditUnscoped");
    const right = await organisation.personWith({
      space: [...views, "LibraryVariableSetEdit", "VariableEdit"],
    });
    expect((await change(right)).status).toBe(200);
  });
});

describe("a library set", () => {
  test("has templates that only users with a right over the variables of the space change", async () => {
    const { Id } = await librarySet({ Templates: [{ Name: "Sender", DefaultValue: "a" }] });
    const url = `/api/libraryvariablesets/${Id}`;
    const sets = ["LibraryVariableSetView", "LibraryVariableSetEdit"];
    const { Id: projectId } = await organisation.project();
    const limited = await organisation.personWith(
      { space: sets },
      { space: ["VariableEdit"], scope: { ProjectIds: [projectId] } },
    );
    const wide = await organisation.personWith({ space: [...sets, "VariableEdit"] });
    const { body } = await server.call("GET", url, undefined, limited);
    const change = (person: Person, fields: object) =>
      server.call("PUT", url, { ...body, ...fields, Version: undefined }, person);
    expect((await change(limited, { Description: "shared" })).status).toBe(200);
    const Templates = [{ ...body.Templates[0], DefaultValue: "b" }];
    const refused = await change(limited, { Templates });
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining("VariableEdit")]);
    expect((await change(wide, { Templates })).status).toBe(200);
  });

  test("is listed by its kind of content, which never changes", async () => {
    const { Id } = await librarySet({ ContentType: "ScriptModule" });
    const url = `/api/libraryvariablesets/${Id}`;
    const { body } = await server.call("PUT", url, { ContentType: "Variables", Description: "x" });
    expect(body).toMatchObject({ ContentType: "ScriptModule", Description: "x" });
    const list = await server.call("GET", "/api/libraryvariablesets?contentType=ScriptModule");
    expect(list.body.Items.map((item: { Id: string }) => item.Id)).toEqual([Id]);
  });

  test("is kept while a project includes it, and names the project to users who may see it", async () => {
    const { Id } = await librarySet();
    const included = await organisation.project();
    const hidden = await organisation.project();
    for (const project of [included, hidden]) {
      const body = { IncludedLibraryVariableSetIds: [Id] };
      await server.call("PUT", `/api/projects/${project.Id}`, body);
    }
    const person = await organisation.personWith(
      { space: ["LibraryVariableSetView"] },
      { space: ["ProjectView"], scope: { ProjectIds: [included.Id] } },
    );
    const url = `/api/libraryvariablesets/${Id}`;
    const { body } = await server.call("GET", `${url}/usages`, undefined, person);
    expect(body).toMatchObject({
      Projects: [{ ProjectId: included.Id, ProjectName: included.Name }],
      CountOfProjectsUserCannotSee: 1,
    });
    expect((await server.call("DELETE", url)).status).toBe(409);
  });
});

describe("an account", () => {
  test("shows only that it has secrets, and what uses it", async () => {
    const account = await organisation.make("/api/accounts", {
      Name: organisation.name("Account"),
      AccountType: "SshKeyPair",
      Username: "deploy",
      PrivateKeyFile: { HasValue: true, NewValue: "hush" },
    });
    const held = { HasValue: true, NewValue: null, Hint: null };
    expect(account).toMatchObject({ PrivateKeyFile: held, Password: { ...held, HasValue: false } });
    const machine = await organisation.make("/api/machines", {
      Name: organisation.name("Machine"),
      Endpoint: { CommunicationStyle: "Ssh", AccountId: account.Id, Fingerprint: "SHA256:abc" },
    });
    const usages = await server.call("GET", `/api/accounts/${account.Id}/usages`);
    expect(usages.body).toMatchObject({
      Targets: [{ TargetId: machine.Id, TargetName: machine.Name }],
      Releases: [],
    });
    const refused = await server.call("DELETE", `/api/accounts/${account.Id}`);
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining(machine.Name)]);
  });
});
