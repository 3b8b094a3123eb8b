import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADMIN_PASSWORD, startTestServer, type TestServer } from "../support/server.ts";
import { openStore } from "../support/stores.ts";
import { fakeClock } from "../support/trail.ts";
import { Organisation } from "./organisation.ts";

// API keys, sessions, and the client address of a request.

const DAY = 24 * 3_600_000;
const PROXY = "10.0.0.1";
const LOGIN = { Username: "admin", Password: ADMIN_PASSWORD };

let database: Database;
let server: TestServer;
let organisation: Organisation;
const clock = fakeClock();

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database, {
    clock: clock.now,
    trustedProxies: [PROXY, "10.1.0.0/16"],
  });
  organisation = new Organisation(server);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

function me(key: string) {
  return server.call("GET", "/api/users/me", undefined, { key });
}

/** Sends a request from a client address. */
function from(remoteAddress: string, url: string, headers: Record<string, string>, body: object) {
  return server.app.inject({ method: "POST", url, remoteAddress, headers, payload: body });
}

describe("an API key", () => {
  it("of a disabled user is refused with 401 immediately, and works again when the user is enabled", async () => {
    const { id, key } = await organisation.person();
    expect((await me(key)).status).toBe(200);
    await server.call("PUT", `/api/users/${id}`, { IsActive: false });
    expect((await me(key)).status).toBe(401);
    await server.call("PUT", `/api/users/${id}`, { IsActive: true });
    expect((await me(key)).status).toBe(200);
  });

  it("expires: by default after 180 days, never in the past", async () => {
    const { id, key } = await organisation.person();
    const url = `/api/users/${id}/apikeys`;
    const Expires = new Date(clock.now().getTime() + DAY).toISOString();
    const short = await organisation.make(url, { Purpose: "a day", Expires });
    const past = { Purpose: "late", Expires: clock.now().toISOString() };
    expect((await server.call("POST", url, past)).status).toBe(400);
    clock.advance(DAY - 1);
    expect((await me(short.ApiKey)).status).toBe(200);
    clock.advance(1);
    expect((await me(short.ApiKey)).status).toBe(401);
    clock.advance(178 * DAY);
    expect((await me(key)).status).toBe(200);
    clock.advance(DAY);
    expect((await me(key)).status).toBe(401);
  });

  it("has the current permissions of its user, and no others", async () => {
    const person = await organisation.person();
    const list = () => server.call("GET", "/api/projects", undefined, { key: person.key });
    expect((await list()).status).toBe(403);
    const teamId = await organisation.give([person.id], { space: ["ProjectView"] });
    expect((await list()).status).toBe(200);
    await server.call("PUT", `/api/teams/${teamId}`, { MemberUserIds: [] });
    expect((await list()).status).toBe(403);
  });

  it("that is read-only cannot write, not even create another key", async () => {
    const { id } = await organisation.person();
    const url = `/api/users/${id}/apikeys`;
    const { ApiKey } = await organisation.make(url, { Purpose: "r", AccessLevel: "ReadOnly" });
    expect((await me(ApiKey)).status).toBe(200);
    const answer = await server.call("POST", url, { Purpose: "rw" }, { key: ApiKey });
    expect([answer.status, answer.body.ErrorMessage]).toEqual([403, "This API key may only read."]);
  });

  it("is shown once; a hint, its purpose and its last use are stored", async () => {
    const { id, key } = await organisation.person();
    await me(key);
    const url = `/api/users/${id}/apikeys`;
    const { body, text } = await server.call("GET", url);
    expect(text).not.toContain(key);
    expect(body.Items).toMatchObject([
      {
        Purpose: "tests",
        ApiKey: { HasValue: true, Hint: expect.stringMatching(/^API-.{4}\*+$/), NewValue: null },
        LastUsedTimeStamp: clock.now().toISOString(),
      },
    ]);
    const rows = await database.query({ name: "", text: "select * from trail.documents" }, []);
    expect(JSON.stringify(rows)).not.toContain(key);
  });

  it("is deleted with its user, each with a separate event", async () => {
    const { id, key } = await organisation.person();
    await organisation.make(`/api/users/${id}/apikeys`, { Purpose: "second" });
    expect((await server.call("DELETE", `/api/users/${id}`)).status).toBe(200);
    expect((await me(key)).status).toBe(401);
    const { body } = await server.call(
      "GET",
      `/api/events?regarding=${id}&eventCategories=Deleted`,
    );
    const types = body.Items.map(({ DocumentType }: { DocumentType: string }) => DocumentType);
    expect(types.sort()).toEqual(["ApiKeys", "ApiKeys", "Users"]);
    const ids = new Set(body.Items.map((item: { CorrelationId: string }) => item.CorrelationId));
    expect(ids.size).toBe(1);
  });

  it("is managed by its user and by users with UserEdit", async () => {
    const owner = await organisation.person();
    const url = `/api/users/${owner.id}/apikeys`;
    expect((await server.call("GET", url, undefined, { key: owner.key })).status).toBe(200);
    const viewer = await organisation.personWith({ system: ["UserView"], spaceId: null });
    const answer = await server.call("GET", url, undefined, { key: viewer.key });
    expect([answer.status, answer.body.ErrorMessage]).toEqual([
      403,
      expect.stringContaining("Missing permission: UserEdit"),
    ]);
  });
});

describe("a session", () => {
  const cookies = (answer: { headers: object }) =>
    [(answer.headers as Record<string, string | string[]>)["set-cookie"] ?? []].flat();

  it("uses one cookie that scripts cannot read and one that they can, both only for this site", async () => {
    const plain = cookies(await from("192.0.2.1", "/api/users/login", {}, LOGIN));
    expect(plain).toEqual([
      expect.stringMatching(/^OctopusIdentificationToken_\S+; Path=\/; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(/^Octopus-Csrf-Token_\S+; Path=\/; SameSite=Lax$/),
    ]);
  });

  it("has secure cookies behind TLS, but only if a trusted proxy reports it", async () => {
    const tls = { "x-forwarded-proto": "https" };
    const proxied = cookies(await from(PROXY, "/api/users/login", tls, LOGIN));
    expect(proxied.every((cookie) => cookie.includes("; Secure"))).toBe(true);
    const claimed = cookies(await from("192.0.2.1", "/api/users/login", tls, LOGIN));
    expect(claimed.some((cookie) => cookie.includes("; Secure"))).toBe(false);
  });

  it("writes only with the token of its CSRF cookie", async () => {
    const set = cookies(await from("192.0.2.2", "/api/users/login", {}, LOGIN));
    const pairs = set.map((cookie) => cookie.split(";", 1)[0] ?? "");
    const cookie = pairs.join("; ");
    const token = decodeURIComponent(pairs[1]?.split("=")[1] ?? "");
    const write = (headers: Record<string, string>) =>
      server.call(
        "POST",
        "/api/environments",
        { Name: organisation.name("E") },
        {
          key: null,
          headers: { cookie, ...headers },
        },
      );
    expect((await write({})).status).toBe(400);
    expect((await write({ "x-octopus-csrf-token": "guess" })).status).toBe(400);
    expect((await write({ "x-octopus-csrf-token": token })).status).toBe(201);
    const read = await server.call("GET", "/api/users/me", undefined, {
      key: null,
      headers: { cookie },
    });
    expect(read.status).toBe(200);
    await server.call("POST", "/api/users/logout", {}, { key: null, headers: { cookie } });
    expect((await write({ "x-octopus-csrf-token": token })).status).toBe(401);
  });
});

describe("signing in", () => {
  const attempt = (address: string, Username: string, Password = "wrong") =>
    from(address, "/api/users/login", {}, { Username, Password });

  const tenTimes = async (attempts: () => ReturnType<typeof attempt>) => {
    const answers = await Promise.all(Array.from({ length: 10 }, attempts));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(401));
  };

  it("is refused after ten attempts a minute at one account from one address", async () => {
    await tenTimes(() => attempt("192.0.2.9", "admin"));
    const refused = await attempt("192.0.2.9", " ADMIN", ADMIN_PASSWORD);
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect((await attempt("192.0.2.10", "admin", ADMIN_PASSWORD)).statusCode).toBe(200);
    expect((await attempt("192.0.2.9", "another user")).statusCode).toBe(401);
  });

  it("is refused in the same way for an unknown name", async () => {
    await tenTimes(() => attempt("192.0.2.11", "nobody"));
    expect((await attempt("192.0.2.11", "nobody")).statusCode).toBe(429);
  });

  it("counts by the address that a trusted proxy reports, not by the proxy's", async () => {
    const through = (client: string) =>
      from(
        PROXY,
        "/api/users/login",
        { "x-forwarded-for": client },
        { Username: "guest", Password: "wrong" },
      );
    await tenTimes(() => through("198.51.100.1"));
    expect((await through("198.51.100.1")).statusCode).toBe(429);
    expect((await through("198.51.100.2")).statusCode).toBe(401);
  });
});

describe("the client address in events", () => {
  it.each([
    ["an untrusted peer is itself", "192.0.2.1", "198.51.100.7", "192.0.2.1"],
    ["the rightmost untrusted address", PROXY, "198.51.100.6, 198.51.100.7", "198.51.100.7"],
    ["before trusted proxies", PROXY, "198.51.100.7, 10.1.2.3", "198.51.100.7"],
    ["the leftmost if all are trusted", PROXY, "10.1.0.9, 10.1.0.8", "10.1.0.9"],
    ["the proxy if it reports none", PROXY, "", PROXY],
    ["the proxy if it reports an invalid address", PROXY, "unknown", PROXY],
  ])("is %s", async (_rule, peer, forwarded, expected) => {
    const { key } = await organisation.personWith({ space: ["EnvironmentCreate"] });
    const headers = {
      "x-octopus-apikey": key,
      ...(forwarded === "" ? {} : { "x-forwarded-for": forwarded }),
    };
    const made = await from(peer, "/api/environments", headers, { Name: organisation.name("E") });
    expect(made.statusCode).toBe(201);
    const { body } = await server.call("GET", `/api/events?regarding=${made.json().Id}`);
    expect(body.Items[0].IpAddress).toBe(expected);
  });
});

describe("what can be read about a user", () => {
  it("permissions, teams, memberships and spaces, as far as the caller may see them", async () => {
    const other = await organisation.space();
    const bob = await organisation.personWith(
      { space: ["EventView"] },
      { space: ["FeedView"], spaceId: other },
    );
    const reader = await organisation.personWith({ space: ["FeedView"], system: ["UserView"] });
    const get = async (url: string, key: string) => {
      const answer = await server.call("GET", url, undefined, { key });
      expect(answer.status, `${url}: ${answer.text}`).toBe(200);
      return answer.body;
    };
    const spaceIds = (items: { Id: string }[]) => items.map(({ Id }) => Id).sort();
    const url = `/api/users/${bob.id}`;
    expect(spaceIds(await get(`${url}/spaces`, bob.key))).toEqual(["Spaces-1", other].sort());
    expect(spaceIds(await get(`${url}/spaces`, reader.key))).toEqual(["Spaces-1"]);
    const whole = await get(`${url}/permissions`, bob.key);
    expect([whole.IsPermissionsComplete, whole.IsTeamsComplete]).toEqual([true, true]);
    const part = await get(`${url}/permissions`, reader.key);
    expect([part.IsPermissionsComplete, part.IsTeamsComplete]).toEqual([false, false]);
    expect(Object.keys(part.SpacePermissions)).toEqual(["EventView"]);
    const memberships = await get(`/api/teammembership?userId=${bob.id}`, bob.key);
    expect(memberships).toHaveLength(3);
    expect(memberships).toContainEqual(
      expect.objectContaining({
        UserId: bob.id,
        TeamId: "teams-everyone",
        IsDirectlyAssigned: false,
      }),
    );
    expect(await get(`/api/teammembership?userId=${bob.id}`, reader.key)).toEqual([]);
  });

  it("teams and scoped roles are listed by space, or those of all spaces, with or without system", async () => {
    const other = await organisation.space();
    const here = await organisation.make("/api/Spaces-1/teams", { Name: organisation.name("T") });
    const there = await organisation.make(`/api/${other}/teams`, { Name: organisation.name("T") });
    const system = await organisation.team([]);
    const ids = async (query: string) => {
      const { body } = await server.call("GET", `/api/teams?take=1000&${query}`);
      const listed = body.Items.map(({ Id }: { Id: string }) => Id);
      return [here.Id, there.Id, system].filter((id) => listed.includes(id));
    };
    expect(await ids("")).toEqual([here.Id, system]);
    expect(await ids("includeSystem=false")).toEqual([here.Id]);
    expect(await ids(`spaces=${other}`)).toEqual([there.Id, system]);
    expect(await ids("spaces=all&includeSystem=false")).toEqual([here.Id, there.Id]);
    const scopedId = await organisation.giveTeam(system, { space: ["FeedView"] });
    const { body } = await server.call("GET", `/api/teams/${system}/scopeduserroles`);
    expect(body.Items.map(({ Id }: { Id: string }) => Id)).toEqual([scopedId]);
  });
});
