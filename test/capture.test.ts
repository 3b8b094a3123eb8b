import { certificates, DOCUMENT_DEFINITIONS, type DocumentDefinition } from "@indelible/domain";
import { apply, type Database, type Json, type TrailEvent, withoutSecrets } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "../packages/cli/src/program.ts";
import { textFieldOf } from "./conformance/placed.ts";
import { addressOf, type Examples, examplesFor, makeReadyToGo } from "./support/examples.ts";
import { type NestedPlace, nestedPlaceOf } from "./support/nested.ts";
import { packageForm } from "./support/packages.ts";
import { ADMIN_PASSWORD, startTestServer, type TestServer } from "./support/server.ts";
import { describeStores } from "./support/stores.ts";
import { testWorld } from "./support/world.ts";

/** Routes with writing methods that record no event, and the reason (I3, I9). */
const UNRECORDED: Readonly<Record<string, string>> = {
  "POST /users/login": "Signing in is not captured",
  "POST /users/logout": "Signing out is not captured",
  ...Object.fromEntries(
    ["POST", "PUT", "PATCH", "DELETE"].flatMap((method) =>
      ["/events", "/events/:id"].map((path) => [`${method} ${path}`, "It only refuses"]),
    ),
  ),
};

/** Reads that record an event, and their subject (I9). */
const RECORDED: Readonly<Record<string, string>> = {
  "GET /certificates/:id/export": "A certificate's file with its private key",
};

/** The commands of `indelible`: the event that each records, or why it records none (I3, I9). */
const COMMANDS: Readonly<Record<string, string>> = {
  verify: "None: a read",
  export: "ExportComplete of the ledger, by the operator",
  witness: "None: another program, which has no trail",
  migrate: "None: its role has no keys; the next start records the version",
  "rotate-master-key": "Modified of the master key, by the operator",
  "show-master-key": "MasterKeyShown, by the operator",
  "rotate-ledger-key": "Modified of the ledger, by the operator",
  administrator: "Modified of the user and the team, or Created, by the operator",
  signer: "None: another program, which has no trail",
  "ledger accept-restore": "Modified of the ledger, by the operator",
  "ledger new-log": "Modified of the ledger, by the operator",
};

const AGENT = "capture-test/1.0 (of I3)";
const CATEGORIES = ["Created", "Modified", "Deleted"];

type Route = TestServer["routes"][number];

interface Row {
  readonly id: string;
  readonly type: string;
  readonly space_id: string | null;
  readonly version: number;
  readonly body: Record<string, Json>;
}

describeStores("capture", (open) => {
  let database: Database;
  let server: TestServer;
  let examples: Examples;

  beforeAll(async () => {
    database = await open();
    server = await startTestServer(database);
    examples = examplesFor(server);
    for (const { prefix, verbs } of DOCUMENT_DEFINITIONS) {
      if (verbs.size > 0) await examples.idOf(prefix);
    }
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  function send(method: string, url: string, body?: unknown) {
    return server.call(method, url, body, { headers: { "user-agent": AGENT } });
  }

  async function documents(): Promise<Map<string, Row>> {
    const text = "select id, type, space_id, version, body from trail.documents";
    const rows = await database.query<Row>({ name: "", text }, []);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async function events(): Promise<TrailEvent[]> {
    const text = "select body from trail.events order by id";
    const rows = await database.query<{ body: string }>({ name: "", text }, []);
    return rows.map(({ body }) => JSON.parse(body) as TrailEvent);
  }

  async function newestOf(id: string): Promise<TrailEvent | undefined> {
    return (await events()).filter(({ DocumentId }) => DocumentId === id).at(-1);
  }

  /** Does something, and returns what it changed and what it recorded. */
  async function during(act: () => Promise<void>) {
    const before = { documents: await documents(), events: await events() };
    await act();
    const after = { documents: await documents(), events: await events() };
    const known = new Set(before.events.map(({ Id }) => Id));
    return {
      before: before.documents,
      after: after.documents,
      recorded: after.events.filter(({ Id }) => !known.has(Id)),
    };
  }

  /** What an event may show of a row: the document without its secrets. */
  function shown(row: Row | undefined): Json {
    if (row === undefined) return null;
    const definition = definitionOf(row.type);
    const place = row.space_id === null ? {} : { SpaceId: row.space_id };
    return { Id: row.id, ...place, ...withoutSecrets(definition, row.body) };
  }

  function expectComplete({ before, after, recorded }: Awaited<ReturnType<typeof during>>) {
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
      (id) => before.get(id)?.version !== after.get(id)?.version,
    );
    const plain = recorded.filter(({ Category }) => CATEGORIES.includes(Category));
    expect(plain.map(({ DocumentId }) => DocumentId).sort()).toEqual(changed.sort());
    expect(recorded.length).toBeGreaterThan(0);
    for (const event of plain) {
      const [old, now] = [before.get(event.DocumentId), after.get(event.DocumentId)];
      const category = old === undefined ? "Created" : now === undefined ? "Deleted" : "Modified";
      expect(event.Category).toBe(category);
      expect(event.SpaceId).toBe((now ?? old)?.space_id);
      expect(event.DocumentVersion).toBe((now ?? old)?.version);
      const { DocumentContext, Differences } = event.ChangeDetails;
      expect(DocumentContext).toEqual(shown(old ?? now));
      expect(apply(DocumentContext, Differences ?? [])).toEqual(shown(now ?? old));
      if (category !== "Modified") expect(Differences).toEqual([]);
      else expect(Differences).not.toEqual([]);
    }
    expectShared(recorded);
  }

  function expectShared(recorded: readonly TrailEvent[]) {
    for (const event of recorded) {
      expect(event).toMatchObject({
        UserId: "Users-1",
        Username: "admin",
        IsService: false,
        IdentityEstablishedWith: expect.stringMatching(
          /^API key 'First start' created \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/,
        ),
        UserAgent: AGENT,
        IpAddress: "127.0.0.1",
        ApiKeyId: "ApiKeys-1",
        ApiKeyHint: "API-TEST********",
        Occurred: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        CorrelationId: recorded[0]?.CorrelationId,
      });
      expect(event.RelatedDocumentIds[0]).toBe(event.DocumentId);
      for (const { ReferencedDocumentId, StartIndex, Length } of event.MessageReferences) {
        expect(ReferencedDocumentId).toMatch(/^\w+-/);
        expect(event.Message.slice(StartIndex, StartIndex + Length)).toHaveLength(Length);
      }
    }
    expect(recorded[0]?.CorrelationId).toMatch(/^[0-9a-f-]{36}$/);
  }

  test("every route with a writing method is listed as recording events, or as not recording any", () => {
    const writing = server.routes.filter(({ method }) => method !== "GET");
    for (const route of writing) {
      const name = nameOf(route);
      expect(route.mutates === true || name in UNRECORDED, `${name} is neither`).toBe(true);
      expect(route.mutates === true && name in UNRECORDED, `${name} is both`).toBe(false);
    }
    expect(server.routes.filter(({ method, mutates }) => method === "GET" && mutates)).toEqual([]);
    const recording = server.routes.filter(({ records }) => records === true);
    expect(recording.map(nameOf)).toEqual(Object.keys(RECORDED));
    expect(recording.filter(({ method }) => method !== "GET")).toEqual([]);
    const names = new Set(writing.map(nameOf));
    expect(Object.keys(UNRECORDED).filter((name) => !names.has(name))).toEqual([]);
  });

  test("every mutating route records one event for each document that it changes", async () => {
    const mutating = server.routes.filter(({ mutates }) => mutates === true);
    expect(mutating.length).toBeGreaterThan(40);
    for (const route of mutating) {
      const ready = await driven(route);
      const done = await during(async () => {
        const { status, text } = await send(route.method, ready.url, ready.body);
        expect(status, `${nameOf(route)}: ${text}`).toBeLessThan(300);
      });
      try {
        expectComplete(done);
      } catch (error) {
        throw new Error(`${nameOf(route)} is not captured as it should be`, { cause: error });
      }
    }
  });

  /** A request that changes something, for a mutating route. */
  async function driven(route: Route): Promise<{ url: string; body?: unknown }> {
    const special = SPECIAL[nameOf(route)];
    if (special !== undefined) return special(server, examples);
    const nested = nestedPlaceOf(route.path);
    const isWhole = route.method === "POST" || route.path.endsWith(":itemId");
    if (nested !== undefined && isWhole) return drivenBelow(route, nested);
    const [, name, , below] = route.path.split("/");
    const definition = DOCUMENT_DEFINITIONS.find((one) => one.route === name);
    if (definition === undefined) throw new Error(`Tell this test how to drive ${nameOf(route)}`);
    if (route.method === "POST") {
      return { url: addressOf(definition), body: await examples.body(definition) };
    }
    const made = await examples.create(definition);
    const url = `${addressOf(definition)}/${made.Id}`;
    if (route.method === "PUT") {
      const target = DOCUMENT_DEFINITIONS.find((one) => one.route === below) ?? definition;
      return { url: below === undefined ? url : `${url}/${below}`, body: await change(target) };
    }
    await makeReadyToGo(server, made);
    return { url };
  }

  /** A request to a nested route of a document type. */
  async function drivenBelow({ method, path }: Route, { definition, by }: NestedPlace) {
    const made = method === "POST" ? undefined : await examples.create(definition);
    const body = made ?? (await examples.body(definition));
    const url = `/api${path.replace(":id", String(body[by])).replace(":itemId", String(body.Id))}`;
    if (method === "DELETE") return { url };
    return { url, body: made === undefined ? body : await change(definition) };
  }

  async function change(definition: DocumentDefinition) {
    const field = textFieldOf(definition);
    const fallback = { ProjectIds: [await examples.idOf("Projects")], Variables: [{ Name: "V" }] };
    return field === undefined ? fallback : { [field]: "changed" };
  }

  test("a certificate exported with its private key records one event; without, none", async () => {
    const body = { Name: "Read", SubjectCommonName: "read.example.org" };
    const { Id } = (await send("POST", "/api/certificates/generate", body)).body;
    for (const [query, withKey] of [
      ["", true],
      ["?format=Pkcs12&password=secret", true],
      ["?format=Pem&includePrivateKey=true", true],
      ["?format=Pem", false],
      ["?format=Der&includePrivateKey=true", false],
    ] as const) {
      const done = await during(async () => {
        expect((await send("GET", `/api/certificates/${Id}/export${query}`)).status).toBe(200);
      });
      expect(done.after).toEqual(done.before);
      const categories = done.recorded.map(({ Category }) => Category);
      expect([query, categories]).toEqual([
        query,
        withKey ? ["CertificatePrivateKeyExported"] : [],
      ]);
      if (withKey) expectShared(done.recorded);
    }
  });

  test("an event relates to the documents that its document refers to or belongs to", async () => {
    const [project, environment] = [
      await examples.idOf("Projects"),
      await examples.idOf("Environments"),
    ];
    const machine = await server.call("POST", "/api/machines", {
      Name: "related",
      EnvironmentIds: [environment],
      Endpoint: {},
    });
    const [release] = [await examples.create(definitionOf("Releases"))];
    const processId = `deploymentprocess-${project}`;
    await server.call("PUT", `/api/projects/${project}/deploymentprocesses`, {
      Steps: [{ Name: "one" }],
    });
    const related = async (id: string) => (await newestOf(id))?.RelatedDocumentIds;
    const { Id, MachinePolicyId } = machine.body;
    expect(await related(Id)).toEqual([Id, environment, MachinePolicyId]);
    expect(await related(processId)).toEqual([processId, project]);
    expect(await related(release.Id)).toEqual([release.Id, release.ProjectId, release.ChannelId]);
  });

  test("a disabled machine records its own event in addition to the general one", async () => {
    const { Id } = await examples.create(definitionOf("Machines"));
    const { recorded } = await during(async () => {
      await send("PUT", `/api/machines/${Id}`, { IsDisabled: true });
    });
    expect(recorded.map(({ Category }) => Category)).toEqual(["Modified", "MachineDisabled"]);
    expectShared(recorded);
  });

  test("a project is created and deleted together with what belongs to it: one event each", async () => {
    const body = await examples.body(definitionOf("Projects"));
    let id = "";
    const made = await during(async () => {
      id = (await send("POST", "/api/projects", body)).body.Id;
    });
    expectComplete(made);
    expect(made.recorded.map(({ DocumentType }) => DocumentType)).toEqual([
      "Projects",
      "deploymentprocess",
      "variableset",
      "Channels",
    ]);
    await send("POST", "/api/channels", { Name: "Hotfix", ProjectId: id });
    await send("POST", "/api/releases", { Version: "1.0.0", ProjectId: id });
    const gone = await during(async () => {
      expect((await send("DELETE", `/api/projects/${id}`)).status).toBe(200);
    });
    expectComplete(gone);
    expect(gone.recorded.map(({ DocumentType }) => DocumentType).sort()).toEqual(
      ["Channels", "Channels", "Projects", "Releases", "deploymentprocess", "variableset"].sort(),
    );
    for (const event of gone.recorded) expect(event.RelatedDocumentIds).toContain(id);
  });

  test("a space is deleted with everything in it", async () => {
    const space = await send("POST", "/api/spaces", {
      Name: "Doomed",
      SpaceManagersTeamMembers: ["Users-1"],
    });
    const within = `/api/${space.body.Id}`;
    const groups = (await send("GET", `${within}/projectgroups/all`)).body;
    const lifecycles = (await send("GET", `${within}/lifecycles/all`)).body;
    const environment = await send("POST", `${within}/environments`, { Name: "Inner" });
    await send("POST", `${within}/machines`, {
      Name: "m",
      EnvironmentIds: [environment.body.Id],
      Endpoint: {},
    });
    const project = await send("POST", `${within}/projects`, {
      Name: "p",
      ProjectGroupId: groups[0].Id,
      LifecycleId: lifecycles[0].Id,
    });
    expect(project.status, project.text).toBe(201);
    await send("PUT", `/api/spaces/${space.body.Id}`, { TaskQueueStopped: true });
    const gone = await during(async () => {
      const { status, text } = await send("DELETE", `/api/spaces/${space.body.Id}`);
      expect(status, text).toBe(200);
    });
    expectComplete(gone);
    const types = new Set(gone.recorded.map(({ DocumentType }) => DocumentType));
    for (const type of ["Spaces", "Environments", "Machines", "Projects", "Channels", "Teams"]) {
      expect(types).toContain(type);
    }
    const text = "select id from trail.documents where space_id = $1";
    expect(await database.query({ name: "", text }, [space.body.Id])).toEqual([]);
  });

  describe("nothing is recorded", () => {
    async function expectNothing(act: () => Promise<void>) {
      const { before, after, recorded } = await during(act);
      expect(recorded).toEqual([]);
      expect(after).toEqual(before);
    }

    test("of reads", async () => {
      const reads = server.routes.filter(({ method }) => method === "GET");
      const urls: string[] = [];
      for (const { path } of reads) {
        const definition = DOCUMENT_DEFINITIONS.find(({ route }) => route === path.split("/")[1]);
        const id = definition?.prefix === undefined ? "x" : await examples.idOf(definition.prefix);
        urls.push(`/api${path.replace(":id", id).replace(/:\w+/g, "ApiKeys-1")}`);
      }
      await expectNothing(async () => {
        for (const url of urls) expect((await send("GET", url)).status, url).toBeLessThan(500);
        await send("GET", "/api/events?asCsv=true");
      });
    });

    test("for signing in and out, successful or not", async () => {
      const sign = (Password: string) =>
        server.call("POST", "/api/users/login", { Username: "admin", Password }, { key: null });
      await expectNothing(async () => {
        expect((await sign(ADMIN_PASSWORD)).status).toBe(200);
        expect((await sign("wrong")).status).toBe(401);
        expect((await server.call("POST", "/api/users/logout", {}, { key: null })).status).toBe(
          200,
        );
      });
    });

    test("for requests that are refused", async () => {
      const environment = `/api/environments/${await examples.idOf("Environments")}`;
      const anybody = { key: null };
      await expectNothing(async () => {
        const answers = [
          await server.call("POST", "/api/environments", { Name: "x" }, anybody),
          await server.call("DELETE", environment, undefined, anybody),
          await send("POST", "/api/environments", { Name: "" }),
          await send("PUT", environment, { SortOrder: -1 }),
          await send("DELETE", "/api/environments/Environments-999"),
          await send("DELETE", environment),
          await send("DELETE", "/api/spaces/Spaces-1"),
          await send("PUT", "/api/events/Events-1", {}),
        ];
        for (const { status, text } of answers) expect(status, text).toBeGreaterThanOrEqual(400);
      });
    });

    test("for writes that change nothing", async () => {
      const url = `/api/environments/${await examples.idOf("Environments")}`;
      const { body } = await send("GET", url);
      await expectNothing(async () => {
        expect((await send("PUT", url, {})).status).toBe(200);
        expect((await send("PUT", url, body)).status).toBe(200);
        expect((await send("PUT", url, { name: body.Name, Type: "STATIC" })).status).toBe(200);
      });
    });
  });

  test("a session is distinguished from an API key", async () => {
    const signedIn = await server.call(
      "POST",
      "/api/users/login",
      { Username: "ADMIN", Password: ADMIN_PASSWORD },
      { key: null },
    );
    const cookies = [signedIn.headers["set-cookie"]].flat().map((one) => String(one).split(";")[0]);
    const csrf = cookies.find((one) => one?.startsWith("Octopus-Csrf-Token"))?.split("=")[1];
    const headers = { cookie: cookies.join("; "), "x-octopus-csrf-token": csrf ?? "" };
    const made = await server.call(
      "POST",
      "/api/environments",
      { Name: "By hand" },
      { key: null, headers },
    );
    expect(made.status, made.text).toBe(201);
    const event = await newestOf(made.body.Id);
    expect(event).toMatchObject({
      IdentityEstablishedWith: "Session cookie",
      ApiKeyId: null,
      ApiKeyHint: null,
      Username: "admin",
    });
  });
});

test("every command is listed with the event that it records, or why it records none", async () => {
  const names = await commandsOf();
  const nested = (await commandsOf("ledger")).map((name) => `ledger ${name}`);
  const all = [...names.filter((name) => name !== "ledger"), ...nested];
  expect(all.sort()).toEqual(Object.keys(COMMANDS).sort());
});

/** The names of the commands in the help of `indelible`, or of one of its commands. */
async function commandsOf(...below: string[]): Promise<string[]> {
  const world = testWorld();
  expect(await runProgram(world, [...below, "--help"])).toBe(0);
  const [, list = ""] = world.printed().split("Commands:\n");
  const names = [...list.matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(([, name = ""]) => name);
  return names.filter((name) => name !== "help");
}

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

function definitionOf(prefix: string): DocumentDefinition {
  const found = DOCUMENT_DEFINITIONS.find((definition) => definition.prefix === prefix);
  if (found === undefined) throw new Error(`There is no document type ${prefix}`);
  return found;
}

async function idOfNew(examples: Examples, prefix: string): Promise<string> {
  return (await examples.create(definitionOf(prefix))).Id;
}

/** How to call the routes that are not in the definitions. */
/** A new certificate, and the path of an action on it. */
async function ofCertificate(server: TestServer, act: string) {
  const body = { Name: act, SubjectCommonName: "captured" };
  const made = await server.call("POST", "/api/certificates/generate", body);
  return `/api/certificates/${made.body.Id}/${act}`;
}

/** A cancelled task. */
async function endedTask(server: TestServer, examples: Examples): Promise<string> {
  const { Id } = await examples.create(definitionOf("ServerTasks"));
  await server.call("POST", `/api/tasks/${Id}/cancel`);
  return Id;
}

/** The command that creates the same as the example of a deployment. */
async function deployCommand(server: TestServer, examples: Examples) {
  const { ReleaseId, EnvironmentId } = await examples.body(definitionOf("Deployments"));
  const { ProjectId, Version } = (await server.call("GET", `/api/releases/${ReleaseId}`)).body;
  return { ProjectName: ProjectId, ReleaseVersion: Version, EnvironmentId };
}

/** How to call the routes that are not in the definitions. */
const SPECIAL: Readonly<
  Record<
    string,
    (server: TestServer, examples: Examples) => Promise<{ url: string; body?: unknown }>
  >
> = {
  "POST /tasks/rerun/:id": async (server, examples) => {
    const id = await endedTask(server, examples);
    return { url: `/api/tasks/rerun/${id}` };
  },
  "POST /tasks/:id/cancel": async (_, examples) => {
    const { Id } = await examples.create(definitionOf("ServerTasks"));
    return { url: `/api/tasks/${Id}/cancel` };
  },
  "POST /tasks/:id/state": async (server, examples) => {
    const id = await endedTask(server, examples);
    return { url: `/api/tasks/${id}/state`, body: { State: "Failed", Reason: "It did harm" } };
  },
  "PUT /interruptions/:id/responsible": async (_, examples) => {
    const { Id } = await examples.create(definitionOf("Interruptions"));
    return { url: `/api/interruptions/${Id}/responsible` };
  },
  "POST /interruptions/:id/submit": async (server, examples) => {
    const { Id } = await examples.create(definitionOf("Interruptions"));
    await server.call("PUT", `/api/interruptions/${Id}/responsible`);
    return { url: `/api/interruptions/${Id}/submit`, body: { Result: "Proceed" } };
  },
  "POST /runbook-runs/create/v1": async (server, examples) => {
    const { RunbookId, RunbookSnapshotId, EnvironmentId } = await examples.body(
      definitionOf("RunbookRuns"),
    );
    const { ProjectId } = (await server.call("GET", `/api/runbooks/${RunbookId}`)).body;
    const body = {
      ProjectName: ProjectId,
      RunbookName: RunbookId,
      Snapshot: RunbookSnapshotId,
      EnvironmentNames: [EnvironmentId],
    };
    return { url: "/api/runbook-runs/create/v1", body };
  },
  "POST /deployments/create/untenanted/v1": async (server, examples) => {
    const { EnvironmentId, ...command } = await deployCommand(server, examples);
    const url = "/api/deployments/create/untenanted/v1";
    return { url, body: { ...command, EnvironmentNames: [EnvironmentId] } };
  },
  "POST /deployments/create/tenanted/v1": async (server, examples) => {
    const { EnvironmentId, ...command } = await deployCommand(server, examples);
    const Tenants = [await examples.idOf("Tenants")];
    const url = "/api/deployments/create/tenanted/v1";
    return { url, body: { ...command, EnvironmentName: EnvironmentId, Tenants } };
  },
  "POST /users/:id/apikeys": async () => ({
    url: "/api/users/me/apikeys",
    body: { Purpose: "captured" },
  }),
  "DELETE /users/:id/apikeys/:keyId": async (server) => {
    const url = "/api/users/me/apikeys";
    const { body } = await server.call("POST", url, { Purpose: "soon gone" });
    return { url: `${url}/${body.Id}` };
  },
  "PUT /users/:id/password": async () => ({
    url: "/api/users/me/password",
    body: { CurrentPassword: ADMIN_PASSWORD, NewPassword: ADMIN_PASSWORD },
  }),
  "DELETE /users/:id/sessions": async () => ({ url: "/api/users/me/sessions" }),
  "DELETE /users/:id/sessions/:sessionId": async (server) => {
    const credentials = { Username: "admin", Password: ADMIN_PASSWORD };
    await server.call("POST", "/api/users/login", credentials, { key: null });
    const { body } = await server.call("GET", "/api/users/me/sessions");
    return { url: `/api/users/me/sessions/${body.Items[0].Id}` };
  },
  "POST /certificates/generate": async () => ({
    url: "/api/certificates/generate",
    body: { Name: "Made here", SubjectOrganization: "Captured" },
  }),
  "POST /certificates/:id/replace": async (server) => {
    const { CertificateData } = certificates.example((prefix) => prefix);
    return { url: await ofCertificate(server, "replace"), body: { CertificateData } };
  },
  "POST /certificates/:id/archive": async (server) => ({
    url: await ofCertificate(server, "archive"),
  }),
  "POST /certificates/:id/unarchive": async (server) => {
    const url = await ofCertificate(server, "unarchive");
    await server.call("POST", url.replace("unarchive", "archive"));
    return { url };
  },
  "POST /releases/:id/snapshot-variables": async (server) => {
    const [project] = (await server.call("GET", "/api/projects/all")).body;
    const body = { ProjectId: project.Id, Version: "1.0.0-renewed" };
    const release = await server.call("POST", "/api/releases", body);
    const Variables = [{ Name: "Since then", Value: "changed" }];
    await server.call("PUT", `/api/projects/${project.Id}/variables`, { Variables });
    return { url: `/api/releases/${release.body.Id}/snapshot-variables` };
  },
  "POST /releases/create/v1": async (server) => {
    const [project] = (await server.call("GET", "/api/projects/all")).body;
    const body = { projectName: project.Name, releaseVersion: "1.0.0-commanded" };
    return { url: "/api/releases/create/v1", body };
  },
  "POST /runbookSnapshots/:id/snapshot-variables": async (server) => {
    const [{ Id: RunbookId, ProjectId }] = (await server.call("GET", "/api/runbooks/all")).body;
    const body = { RunbookId, Name: "To be renewed" };
    const snapshot = await server.call("POST", "/api/runbookSnapshots", body);
    const Variables = [{ Name: "Since then", Value: "changed again" }];
    await server.call("PUT", `/api/projects/${ProjectId}/variables`, { Variables });
    return { url: `/api/runbookSnapshots/${snapshot.body.Id}/snapshot-variables` };
  },
  "POST /packages/raw": async () => ({
    url: "/api/packages/raw",
    body: packageForm("Captured.1.0.zip", "content"),
  }),
  "DELETE /packages/bulk": async (_, examples) => ({
    url: "/api/packages/bulk",
    body: { Ids: [await idOfNew(examples, "Packages"), await idOfNew(examples, "Packages")] },
  }),
  "DELETE /build-information/bulk": async (_, examples) => ({
    url: `/api/build-information/bulk?ids=${await idOfNew(examples, "BuildInformation")}`,
  }),
};
