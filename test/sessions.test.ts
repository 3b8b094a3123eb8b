import { randomBytes } from "node:crypto";
import { type Database, masterKeySealer } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Sessions } from "../packages/server/src/features/people/sessions.ts";
import { Organisation } from "./access/organisation.ts";
import {
  startTestServer,
  TEST_MASTER_KEY,
  type TestAnswer,
  type TestServer,
} from "./support/server.ts";
import { describeStores } from "./support/stores.ts";

const PASSWORD = "correct horse battery";

interface Browser {
  readonly cookie: string;
  readonly csrf: string;
}

describeStores("sessions of users", (open) => {
  let database: Database;
  let server: TestServer;
  let organisation: Organisation;

  beforeAll(async () => {
    database = await open();
    server = await startTestServer(database);
    organisation = new Organisation(server);
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  async function user(): Promise<{ id: string; name: string }> {
    const name = organisation.name("user");
    const { Id } = await organisation.make("/api/users", { Username: name, Password: PASSWORD });
    return { id: Id, name };
  }

  let addresses = 0;

  function browserOf(answer: TestAnswer): Browser {
    const cookies = [answer.headers["set-cookie"]].flat().map((one) => String(one).split(";")[0]);
    const csrf = cookies.find((one) => one?.startsWith("Octopus-Csrf-Token_"))?.split("=")[1];
    return { cookie: cookies.join("; "), csrf: csrf ?? "" };
  }

  async function signIn(Username: string, Password = PASSWORD): Promise<Browser> {
    const headers = { "x-forwarded-for": `192.0.2.${++addresses % 250}` };
    const body = { Username, Password };
    const answer = await server.call("POST", "/api/users/login", body, { key: null, headers });
    expect(answer.status, answer.text).toBe(200);
    return browserOf(answer);
  }

  function by({ cookie, csrf }: Browser, method: string, url: string, body?: unknown) {
    const headers = { cookie, "x-octopus-csrf-token": csrf };
    return server.call(method, `/api/${url}`, body, { key: null, headers });
  }

  async function isSignedIn(browser: Browser): Promise<boolean> {
    return (await by(browser, "GET", "users/me")).status === 200;
  }

  async function put(id: string, body: object) {
    const answer = await server.call("PUT", `/api/users/${id}`, body);
    expect(answer.status, answer.text).toBe(200);
  }

  test.each([
    ["the password is reset", { Password: "another long one" }, {}],
    ["the user is disabled", { IsActive: false }, { IsActive: true }],
    ["the user becomes a service account", { IsService: true }, { IsService: false }],
  ])("end when %s, and stay ended", async (_, change, undo) => {
    const { id, name } = await user();
    const browsers = [await signIn(name), await signIn(name)];
    await put(id, change);
    for (const browser of browsers) expect(await isSignedIn(browser)).toBe(false);
    await put(id, undo);
    for (const browser of browsers) expect(await isSignedIn(browser)).toBe(false);
  });

  test("stay when anything else of the user changes", async () => {
    const { id, name } = await user();
    const browser = await signIn(name);
    await put(id, { DisplayName: "Renamed", IsActive: true, Password: null });
    expect(await isSignedIn(browser)).toBe(true);
  });

  test("end with the user", async () => {
    const { id, name } = await user();
    const browser = await signIn(name);
    expect((await server.call("DELETE", `/api/users/${id}`)).status).toBe(200);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("one that starts while the password changes does not survive it", async () => {
    const { id, name } = await user();
    const sessions = new Sessions({
      database,
      sealer: masterKeySealer(TEST_MASTER_KEY, randomBytes),
      clock: () => new Date(),
      random: (bytes) => randomBytes(bytes),
    });
    const from = { generation: 0, userAgent: "", ipAddress: null };
    expect(await sessions.userOf((await sessions.start(id, false, from)).token)).toBe(id);
    await put(id, { Password: "another long one" });
    const { token } = await sessions.start(id, false, from);
    expect(await sessions.userOf(token)).toBeUndefined();
    expect(await isSignedIn(await signIn(name, "another long one"))).toBe(true);
  });

  test("users change their password with the current one; only this browser stays signed in", async () => {
    const { id, name } = await user();
    const [mine, other] = [await signIn(name), await signIn(name)];
    const NewPassword = "something new";
    for (const CurrentPassword of ["wrong one!", ""]) {
      const body = { CurrentPassword, NewPassword };
      expect((await by(mine, "PUT", "users/me/password", body)).status).toBe(400);
    }
    const short = { CurrentPassword: PASSWORD, NewPassword: "short" };
    expect((await by(mine, "PUT", "users/me/password", short)).text).toContain("at least 8");
    expect((await by(mine, "PUT", "users/Users-1/password", short)).status).toBe(403);
    const body = { CurrentPassword: PASSWORD, NewPassword };
    const answer = await by(mine, "PUT", `users/${id}/password`, body);
    expect(answer.status, answer.text).toBe(200);
    expect(await isSignedIn(mine)).toBe(false);
    expect(await isSignedIn(other)).toBe(false);
    expect(await isSignedIn(browserOf(answer))).toBe(true);
    await signIn(name, NewPassword);
    const { body: events } = await server.call("GET", `/api/events?regarding=${id}&take=1`);
    expect(events.Items[0].Username).toBe(name);
    expect(JSON.stringify(events)).not.toContain(NewPassword);
  });

  test("are listed and ended by their user, one by one or all", async () => {
    const { id, name } = await user();
    const [mine, other] = [await signIn(name), await signIn(name)];
    const list = await by(mine, "GET", "users/me/sessions");
    expect(list.body.TotalResults).toBe(2);
    const [current, another] = [true, false].map((wanted) =>
      list.body.Items.find(({ IsCurrent }: { IsCurrent: boolean }) => IsCurrent === wanted),
    );
    expect(another).toMatchObject({ UserId: id, UserAgent: "test-client/1.0" });
    expect(current.Id).not.toBe(another.Id);
    const url = `users/me/sessions/${another.Id}`;
    expect((await by(mine, "DELETE", url)).status).toBe(200);
    expect([await isSignedIn(mine), await isSignedIn(other)]).toEqual([true, false]);
    expect((await by(mine, "DELETE", url)).status).toBe(404);
    const third = await signIn(name);
    expect((await by(mine, "DELETE", "users/me/sessions")).status).toBe(200);
    expect([await isSignedIn(mine), await isSignedIn(third)]).toEqual([false, false]);
    const { body } = await server.call("GET", `/api/events?regarding=${id}&take=2`);
    expect(body.Items.map(({ Message }: { Message: string }) => Message)).toEqual([
      `User ${name} was signed out everywhere`,
      expect.stringMatching(/^User .* was signed out of the session that started at 20/),
    ]);
  });

  test("are those of their user only", async () => {
    const [one, two] = [await user(), await user()];
    const [mine, theirs] = [await signIn(one.name), await signIn(two.name)];
    expect((await by(mine, "GET", `users/${two.id}/sessions`)).status).toBe(403);
    expect((await by(mine, "DELETE", `users/${two.id}/sessions`)).status).toBe(403);
    const { body } = await by(theirs, "GET", "users/me/sessions");
    const url = `users/me/sessions/${body.Items[0].Id}`;
    expect((await by(mine, "DELETE", url)).status).toBe(404);
    expect(await isSignedIn(theirs)).toBe(true);
  });

  test("that are not valid any more are swept, also of a user disabled by SQL", async () => {
    const [one, two] = [await user(), await user()];
    const [gone, kept] = [await signIn(one.name), await signIn(two.name)];
    const set = (value: boolean) => ({
      name: "",
      text: `update trail.documents set body = jsonb_set(body, '{IsActive}', '${value}')
        where id = '${one.id}'`,
    });
    await database.query(set(false), []);
    const sweep = server.loops.find(({ occasion }) => occasion === "the sweep of sessions");
    const loop = sweep?.start((error) => {
      throw error;
    });
    const left = { name: "", text: `select from server.sessions where user_id = '${one.id}'` };
    await expect.poll(async () => (await database.query(left, [])).length).toBe(0);
    await loop?.stop();
    await database.query(set(true), []);
    expect([await isSignedIn(gone), await isSignedIn(kept)]).toEqual([false, true]);
  });
});
