import { createHash, createHmac, randomBytes, scryptSync } from "node:crypto";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Organisation, type Person } from "./access/organisation.ts";
import { type CapturedLog, captureLog } from "./support/captured-log.ts";
import { bash, Deploying, step } from "./support/deploying.ts";
import { ADMIN_KEY, ADMIN_PASSWORD, startTestServer, type TestServer } from "./support/server.ts";
import { describeStores } from "./support/stores.ts";
import { QUICK } from "./support/trail.ts";

// Attacks on a running server by a user who can write to its database, and has none of its keys:
// each row that gives access or runs something is refused unless a server wrote it.

const MALLORY_KEY = "API-MALLORYMALLORYMALLORY";
const MALLORY_PASSWORD = "mallory's password";

describeStores("with SQL alone, an attacker", (open) => {
  let database: Database;
  let server: TestServer;
  let organisation: Organisation;
  let log: CapturedLog;
  let admin: string;
  /** A user without permissions, whose credentials the attacker has. */
  let mallory: Person;

  beforeAll(async () => {
    database = await open();
    log = captureLog();
    server = await startTestServer(database, { log });
    organisation = new Organisation(server);
    admin = await idOf(ADMIN_KEY);
    mallory = await organisation.person();
    await passwordFor(mallory.id);
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  async function idOf(key: string): Promise<string> {
    return (await server.call("GET", "/api/users/me", undefined, { key })).body.Id;
  }

  /** Makes a service account one with a password. */
  async function passwordFor(id: string): Promise<void> {
    const { body } = await server.call("GET", `/api/users/${id}`);
    const Password = MALLORY_PASSWORD;
    const answer = await server.call("PUT", `/api/users/${id}`, {
      ...body,
      IsService: false,
      Password,
    });
    expect(answer.status, answer.text).toBe(200);
  }

  async function one<Row extends object>(text: string): Promise<Row> {
    const [row] = await database.query<Row>({ name: "", text }, []);
    if (row === undefined) throw new TypeError(`No row: ${text}`);
    return row;
  }

  async function statusOf(key: string): Promise<number> {
    return (await server.call("GET", "/api/users/me", undefined, { key })).status;
  }

  function logIn(Username: string, Password: string, remoteAddress: string) {
    const payload = { Username, Password };
    return server.app.inject({
      method: "POST",
      url: "/api/users/login",
      remoteAddress,
      payload,
    });
  }

  function cookieOf(answer: { headers: object }): string {
    const [session = ""] = [
      (answer.headers as Record<string, string[]>)["set-cookie"] ?? [],
    ].flat();
    return session.split(";", 1)[0] ?? "";
  }

  async function statusWith(cookie: string): Promise<number> {
    const options = { key: null, headers: { cookie } };
    return (await server.call("GET", "/api/users/me", undefined, options)).status;
  }

  /** The unique key under which a digest is stored. */
  function uniqueKey(digest: string): string {
    return JSON.stringify(["ApiKeys", "", "KeyDigest", digest]);
  }

  describe("cannot act by API key as the administrator:", () => {
    // With the SHA-256 of earlier versions, with that of the present form without the key, and with
    // the code of another key.
    test.each([
      ["a SHA-256 digest", createHash("sha256").update(MALLORY_KEY).digest("hex"), "''"],
      ["a guessed HMAC", createHmac("sha256", "").update(MALLORY_KEY).digest("hex"), "''"],
      [
        "the code of another key",
        createHash("sha256").update(MALLORY_KEY).digest("hex"),
        "body ->> 'KeyMac'",
      ],
    ])("a key made with %s", async (_, digest, mac) => {
      await database.script(`
        insert into trail.documents
        select 'ApiKeys-666', type, space_id, version, title, sort_key,
          body || jsonb_build_object('KeyDigest', '${digest}', 'KeyMac', ${mac}),
          modified_on, modified_by
        from trail.documents where type = 'ApiKeys' and body ->> 'UserId' = '${admin}';
        insert into trail.unique_keys (key, field, document_id)
        values ('${uniqueKey(digest)}', 'KeyDigest', 'ApiKeys-666')`);
      expect(await statusOf(MALLORY_KEY)).toBe(401);
      await database.script(`
        delete from trail.unique_keys where document_id = 'ApiKeys-666';
        delete from trail.documents where id = 'ApiKeys-666'`);
    });

    test.each([
      ["user", () => `jsonb_build_object('UserId', '${admin}')`],
      ["expiry", () => `'{"Expires": null}'`],
      ["expiry", () => `'{"Expires": "2099-01-01T00:00:00.000Z"}'`],
      ["access level", () => `'{"AccessLevel": "ReadOnly"}'`],
    ])("another %s of an existing key", async (_, change) => {
      const { id, key } = await organisation.person();
      const mine = `type = 'ApiKeys' and body ->> 'UserId' = '${id}'`;
      const document = await one<{ id: string; body: string }>(
        `select id, body::text as body from trail.documents where ${mine}`,
      );
      expect(await statusOf(key)).toBe(200);
      await database.script(
        `update trail.documents set body = body || ${change()} where id = '${document.id}'`,
      );
      expect(await statusOf(key)).toBe(401);
      await database.script(`update trail.documents
        set body = '${document.body.replaceAll("'", "''")}' where id = '${document.id}'`);
      expect(await statusOf(key)).toBe(200);
    });

    test("the digest of an own key in the administrator's document, and its unique key", async () => {
      const { id, key } = await organisation.person();
      const own = `type = 'ApiKeys' and body ->> 'UserId' = '${id}'`;
      const { digest } = await one<{ digest: string }>(
        `select body ->> 'KeyDigest' as digest from trail.documents where ${own}`,
      );
      const target = await one<{ id: string; body: string }>(`
        select id, body::text as body from trail.documents
        where type = 'ApiKeys' and body ->> 'UserId' = '${admin}'`);
      await database.script(`update trail.unique_keys set document_id = '${target.id}'
        where key = '${uniqueKey(digest)}'`);
      expect(await statusOf(key)).toBe(401);
      await database.script(`update trail.documents
        set body = body || '{"KeyDigest": "${digest}"}' where id = '${target.id}'`);
      expect(await statusOf(key)).toBe(401);
      await database.script(`update trail.documents
        set body = '${target.body.replaceAll("'", "''")}' where id = '${target.id}'`);
      expect(await statusOf(ADMIN_KEY)).toBe(200);
    });
  });

  describe("cannot sign in as the administrator:", () => {
    test("with a verifier copied from another user, or computed without a key", async () => {
      const { name } = await one<{ name: string }>(
        `select body ->> 'Username' as name from trail.documents where id = '${mallory.id}'`,
      );
      expect((await logIn(name, MALLORY_PASSWORD, "192.0.2.1")).statusCode).toBe(200);
      const before = await one<{ kept: string }>(
        `select body #>> '{Password,Kept}' as kept from trail.documents where id = '${admin}'`,
      );
      const copied = await one<{ kept: string }>(
        `select body #>> '{Password,Kept}' as kept from trail.documents where id = '${mallory.id}'`,
      );
      const salt = randomBytes(16);
      const hash = scryptSync(MALLORY_PASSWORD, salt, 32, QUICK).toString("base64url");
      const keep = (kept: string) =>
        database.script(`update trail.documents
          set body = jsonb_set(body, '{Password,Kept}', '"${kept}"') where id = '${admin}'`);
      const forged = ["v1", "v2"].map(
        (version) => `scrypt:${version}:${salt.toString("base64url")}:${hash}`,
      );
      for (const [place, kept] of [copied.kept, ...forged].entries()) {
        await keep(kept);
        const answer = await logIn("admin", MALLORY_PASSWORD, `192.0.2.${place + 2}`);
        expect(answer.statusCode, kept).toBe(401);
      }
      await keep(before.kept);
      expect((await logIn("admin", ADMIN_PASSWORD, "192.0.2.9")).statusCode).toBe(200);
    });

    test("with a session made by SQL, or one moved to the administrator", async () => {
      const { name } = await one<{ name: string }>(
        `select body ->> 'Username' as name from trail.documents where id = '${mallory.id}'`,
      );
      const cookie = cookieOf(await logIn(name, MALLORY_PASSWORD, "192.0.2.20"));
      const [cookieName = "", token = ""] = cookie.split("=");
      expect(await statusWith(cookie)).toBe(200);
      const digest = createHash("sha256").update(token).digest("hex");
      await database.script(`
        update server.sessions set user_id = '${admin}' where token_digest = '${digest}'`);
      expect(await statusWith(cookie)).toBe(401);
      const made = createHash("sha256").update("made").digest("hex");
      await database.script(`
        insert into server.sessions (token_digest, user_id, created, expires, mac)
        select '${made}', '${admin}', created, expires, mac from server.sessions limit 1`);
      expect(await statusWith(`${cookieName}=made`)).toBe(401);
    });
  });

  describe("cannot run", () => {
    let on: Deploying;
    let deployment: { Id: string; TaskId: string };

    beforeAll(async () => {
      on = new Deploying(server);
      const project = await on.project([step(bash("Deploy", "true"))]);
      deployment = await on.queue(project, await on.environment());
    });

    async function runAndCheck(taskId: string): Promise<void> {
      const before = await started();
      await on.runAll();
      expect(await started()).toBe(before);
      const { State, ErrorMessage } = await on.task(taskId);
      expect([State, ErrorMessage]).toEqual([
        "Failed",
        "No server queued this task, or its row was changed in the database.",
      ]);
      const url = `/api/events?regarding=${taskId}&includeSystem=true`;
      const { body } = await server.call("GET", url);
      expect(body.Items).toContainEqual(
        expect.objectContaining({ Category: "TaskStateChanged", UserId: "users-system" }),
      );
      expect(log.errors().at(-1)?.err?.message).toMatch(/^No server queued this task/);
    }

    async function started(): Promise<number> {
      const events = await on.events(deployment.Id);
      return events.filter(({ Category }) => Category === "DeploymentStarted").length;
    }

    test("a deployment that was queued, with other arguments", async () => {
      await database.script(`
        update server.tasks set arguments = '{"Evil": true}' where id = '${deployment.TaskId}'`);
      await runAndCheck(deployment.TaskId);
    });

    test("a deployment that no server queued, nor a copy of a task", async () => {
      for (const [number, mac] of [
        [9001, "null"],
        [9002, "mac"],
        [9003, "repeat('0', 64)"],
      ] as const) {
        await database.script(`
          insert into server.tasks (id, number, space_id, name, description, arguments,
            deployment_id, project_id, environment_id, queued_by, lane, state, queue_time,
            last_updated, mac)
          select 'ServerTasks-${number}', ${number}, space_id, name, description, '{}',
            deployment_id, project_id, environment_id, queued_by, lane, 'Queued', queue_time,
            last_updated, ${mac}
          from server.tasks where id = '${deployment.TaskId}'`);
        await runAndCheck(`ServerTasks-${number}`);
      }
    });
  });
});
