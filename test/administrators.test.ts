import { ADMINISTRATORS, allows, DOCUMENT_DEFINITIONS, EVERYONE, users } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadAccess } from "../packages/server/src/features/people/permission-sources.ts";
import { Organisation } from "./access/organisation.ts";
import { ADMIN_KEY, startTestServer, type TestAnswer, type TestServer } from "./support/server.ts";
import { describeStores } from "./support/stores.ts";

const REFUSED = "This would leave no active user who administers the installation.";
const POWERS = [
  "AdministerSystem",
  "TeamEdit",
  "TeamView",
  "TeamCreate",
  "TeamDelete",
  "UserEdit",
  "UserView",
  "UserRoleEdit",
  "UserRoleView",
];

/** One act of an administrator; numbers choose among what exists. */
type Act =
  | { readonly kind: "members"; readonly team: number; readonly members: readonly number[] }
  | { readonly kind: "active" | "service"; readonly user: number; readonly value: boolean }
  | { readonly kind: "delete user"; readonly user: number }
  | { readonly kind: "create user" }
  | { readonly kind: "permissions"; readonly role: number; readonly kept: number }
  | { readonly kind: "assign"; readonly team: number; readonly role: number }
  | { readonly kind: "unassign" | "delete team" | "delete role"; readonly which: number };

const chosen = fc.nat(20);
const ACTS = fc.oneof<fc.Arbitrary<Act>[]>(
  fc.record({
    kind: fc.constant("members"),
    team: chosen,
    members: fc.array(chosen, { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constantFrom("active", "service"), user: chosen, value: fc.boolean() }),
  fc.record({ kind: fc.constant("delete user"), user: chosen }),
  fc.record({ kind: fc.constant("create user") }),
  fc.record({ kind: fc.constant("permissions"), role: chosen, kept: fc.nat(POWERS.length) }),
  fc.record({ kind: fc.constant("assign"), team: chosen, role: chosen }),
  fc.record({
    kind: fc.constantFrom("unassign", "delete team", "delete role"),
    which: chosen,
  }),
);

describeStores("someone always administers", (open) => {
  let database: Database;
  let server: TestServer;
  let organisation: Organisation;
  const keys = new Map<string, string>();

  beforeAll(async () => {
    database = await open();
    server = await startTestServer(database);
    organisation = new Organisation(server);
    const { body } = await server.call("GET", "/api/users/me");
    keys.set(body.Id, ADMIN_KEY);
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  async function administrators(): Promise<string[]> {
    const { documents } = await server.trail.list({ type: users, skip: 0, take: 1000 });
    const people = documents.filter(({ body }) => body.IsActive && !body.IsService);
    const found = await Promise.all(
      people.map(async ({ id }) => {
        const { permissions } = await loadAccess(database, id);
        const needed = ["AdministerSystem", "TeamEdit"] as const;
        return needed.every((one) => allows(permissions, one, { spaceId: null })) ? [id] : [];
      }),
    );
    return found.flat();
  }

  async function isAdministered(): Promise<boolean> {
    const text = "select server.is_administered() as found";
    const [row] = await database.query<{ found: boolean }>({ name: "", text }, []);
    return row?.found === true;
  }

  async function idsAt(route: string): Promise<string[]> {
    const type = DOCUMENT_DEFINITIONS.find((one) => one.route === route) ?? users;
    const { documents } = await server.trail.list({ type, skip: 0, take: 1000 });
    return documents.map(({ id }) => id).sort();
  }

  async function newUser(key: string): Promise<string> {
    const Username = organisation.name("person");
    const { Id } = await organisation.make("/api/users", { Username, DisplayName: Username }, key);
    const made = await organisation.make(`/api/users/${Id}/apikeys`, { Purpose: "tests" }, key);
    keys.set(Id, made.ApiKey);
    return Id;
  }

  /** Does an act as an administrator; returns the answer, undefined when it has no object. */
  async function perform(act: Act, key: string): Promise<TestAnswer | undefined> {
    const call = (method: string, url: string, body?: unknown) =>
      server.call(method, `/api/${url}`, body, { key });
    const pick = async (route: string, at: number) => {
      const ids = await idsAt(route);
      return ids.length === 0 ? undefined : `${route}/${ids[at % ids.length]}`;
    };
    const change = async (route: string, at: number, body?: object) => {
      const url = await pick(route, at);
      return url && call(body === undefined ? "DELETE" : "PUT", url, body);
    };
    const named = async (route: string, at: number) => (await pick(route, at))?.split("/")[1];
    switch (act.kind) {
      case "members": {
        const all = await idsAt("users");
        const MemberUserIds = act.members.map((at) => all[at % all.length]);
        return change("teams", act.team, { MemberUserIds }) as Promise<TestAnswer>;
      }
      case "active":
        return change("users", act.user, { IsActive: act.value }) as Promise<TestAnswer>;
      case "service":
        return change("users", act.user, { IsService: act.value }) as Promise<TestAnswer>;
      case "delete user":
        return change("users", act.user) as Promise<TestAnswer>;
      case "create user":
        return call("POST", "users", { Username: organisation.name("person") });
      case "permissions":
        return change("userroles", act.role, {
          GrantedSystemPermissions: POWERS.slice(0, act.kept),
        }) as Promise<TestAnswer>;
      case "assign":
        return call("POST", "scopeduserroles", {
          TeamId: await named("teams", act.team),
          UserRoleId: await named("userroles", act.role),
        });
      case "unassign":
        return change("scopeduserroles", act.which) as Promise<TestAnswer>;
      case "delete team":
        return change("teams", act.which) as Promise<TestAnswer>;
      case "delete role":
        return change("userroles", act.which) as Promise<TestAnswer>;
    }
  }

  test("the last one cannot be removed through any route", async () => {
    const [admin = ""] = await administrators();
    const refusals = [
      ["PUT", `teams/${ADMINISTRATORS.Id}`, { MemberUserIds: [] }],
      ["PUT", `users/${admin}`, { IsActive: false }],
      ["PUT", `users/${admin}`, { IsService: true }],
      ["DELETE", `users/${admin}`, undefined],
    ] as const;
    for (const [method, url, body] of refusals) {
      const answer = await server.call(method, `/api/${url}`, body);
      expect([answer.status, answer.body.ErrorMessage]).toEqual([
        409,
        expect.stringContaining(REFUSED),
      ]);
    }
    expect(await administrators()).toEqual([admin]);
  });

  test("the last one through another role cannot lose it by team, role or permission", async () => {
    const [admin = ""] = await administrators();
    const other = await newUser(ADMIN_KEY);
    const key = keys.get(other) ?? "";
    const team = await organisation.give([other], { system: POWERS, spaceId: null });
    const { body } = await server.call("GET", `/api/teams/${team}/scopeduserroles`);
    const [{ Id: scoped, UserRoleId: role }] = body.Items;
    const call = (method: string, url: string, sent?: unknown) =>
      server.call(method, `/api/${url}`, sent, { key });
    const admins = `teams/${ADMINISTRATORS.Id}`;
    expect((await call("PUT", admins, { MemberUserIds: [] })).status).toBe(200);
    for (const [method, url, sent] of [
      ["PUT", `teams/${team}`, { MemberUserIds: [] }],
      ["DELETE", `teams/${team}`, undefined],
      ["DELETE", `scopeduserroles/${scoped}`, undefined],
      ["PUT", `userroles/${role}`, { GrantedSystemPermissions: POWERS.slice(1) }],
      ["PUT", `userroles/${role}`, { GrantedSystemPermissions: ["AdministerSystem"] }],
      ["PUT", `users/${other}`, { IsActive: false }],
    ] as const) {
      const answer = await call(method, url, sent);
      expect([answer.status, answer.text], url).toEqual([409, expect.stringContaining(REFUSED)]);
    }
    const restored = await call("PUT", admins, { MemberUserIds: [admin] });
    expect(restored.status, restored.text).toBe(200);
    const disabled = await server.call("PUT", `/api/users/${other}`, { IsActive: false });
    expect(disabled.status, disabled.text).toBe(200);
  });

  test("two who remove each other at the same time: one stays", async () => {
    const [one = ""] = await administrators();
    for (let round = 0; round < 3; round++) {
      const two = await newUser(ADMIN_KEY);
      const team = `/api/teams/${ADMINISTRATORS.Id}`;
      const both = await server.call("PUT", team, { MemberUserIds: [one, two] });
      expect(both.status, both.text).toBe(200);
      const disable = (id: string, by: string) =>
        server.call("PUT", `/api/users/${id}`, { IsActive: false }, { key: keys.get(by) ?? "" });
      const answers = await Promise.all([disable(two, one), disable(one, two)]);
      const left = await administrators();
      expect(left).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const key = keys.get(left[0] ?? "") ?? "";
      const again = await server.call("PUT", `/api/users/${one}`, { IsActive: true }, { key });
      expect(again.status, again.text).toBe(200);
      const alone = await server.call("PUT", team, { MemberUserIds: [one] }, { key });
      expect(alone.status, alone.text).toBe(200);
    }
  });

  test("nor by direct SQL", async () => {
    const text = (sql: string) => database.query({ name: "", text: sql }, []);
    const lost = [
      `delete from trail.documents where type = 'ScopedUserRoles'`,
      `update trail.documents set body = jsonb_set(body, '{MemberUserIds}', '[]') where type = 'Teams'`,
      `update trail.documents set body = jsonb_set(body, '{IsActive}', 'false') where type = 'Users'`,
      `update trail.documents set body = jsonb_set(body, '{GrantedSystemPermissions}', '[]')
       where type = 'UserRoles'`,
    ];
    for (const sql of lost) await expect(text(sql)).rejects.toThrow(REFUSED);
    expect(await administrators()).not.toEqual([]);
  });

  test("the rule in the database is that of the effective permissions", async () => {
    const member = await newUser(ADMIN_KEY);
    const team = await organisation.team([member]);
    const scoped = await organisation.giveTeam(team, {
      system: ["TeamEdit"],
      space: ["EventView"],
    });
    const { body } = await server.call("GET", `/api/Spaces-1/scopeduserroles/${scoped}`);
    const mostly = <T>(usual: T, all: fc.Arbitrary<T>) =>
      fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: all });
    const names = ["administersystem", "TeamEdit", "UserEdit"];
    const place = fc.constantFrom(null, "Spaces-1");
    const state = fc.record({
      system: mostly(names, fc.subarray(names)),
      space: fc.subarray(["EventView"]),
      user: fc.record({
        IsActive: mostly(true, fc.boolean()),
        IsService: mostly(false, fc.boolean()),
      }),
      member: mostly(true, fc.boolean()),
      teamSpace: place,
      roleSpace: place,
    });
    const found = { yes: 0, no: 0 };
    const compare = fc.asyncProperty(state, async (one) => {
      const changes: [id: string, body: object, space: string | null][] = [
        [
          body.UserRoleId,
          { GrantedSystemPermissions: one.system, GrantedSpacePermissions: one.space },
          null,
        ],
        [member, one.user, null],
        [team, { MemberUserIds: one.member ? [member] : [] }, one.teamSpace],
        [scoped, {}, one.roleSpace],
      ];
      const text = `update trail.documents set body = body || $2::jsonb, space_id = $3 where id = $1`;
      for (const [id, part, space] of changes) {
        await database.query({ name: "", text }, [id, JSON.stringify(part), space]);
      }
      const expected = (await administrators()).length > 0;
      found[expected ? "yes" : "no"]++;
      expect(await isAdministered()).toBe(expected);
    });
    const run = (sql: string) => database.query({ name: "", text: sql }, []);
    await run("delete from server.facts where name = 'administered'");
    const empty = `update trail.documents set body = jsonb_set(body, '{MemberUserIds}', $1::jsonb)
      where id = '${ADMINISTRATORS.Id}'`;
    await database.query({ name: "", text: empty }, ["[]"]);
    await fc.assert(compare, { numRuns: 40, seed: 14, endOnFailure: true });
    expect(Math.min(found.yes, found.no)).toBeGreaterThan(2);
    const { Id: admin } = (await server.call("GET", "/api/users/me")).body;
    await database.query({ name: "", text: empty }, [JSON.stringify([admin])]);
    await run(
      "update trail.documents set body = body || '{\"IsActive\": false}' " +
        `where id = '${member}'`,
    );
    await run("insert into server.facts (name, value) values ('administered', 'true')");
  });

  test("after any acts someone still administers", { timeout: 300_000 }, async () => {
    await organisation.give([await newUser(ADMIN_KEY)], { system: POWERS, spaceId: null });
    await organisation.giveTeam(EVERYONE.Id, { system: POWERS.slice(0, 1), spaceId: null });
    const counts = { done: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(ACTS, { minLength: 5, maxLength: 15 }), async (acts) => {
        for (const act of acts) {
          const able = (await administrators()).filter((id) => keys.has(id));
          const answer = await perform(act, keys.get(able[0] ?? "") ?? "");
          expect(answer?.status ?? 200, answer?.text).toBeLessThan(500);
          if (answer?.text.includes(REFUSED)) counts.refused++;
          else if ((answer?.status ?? 200) < 300) counts.done++;
          const left = await administrators();
          expect(left, JSON.stringify(act)).not.toEqual([]);
          expect(await isAdministered()).toBe(true);
        }
      }),
      { numRuns: 12, seed: 14, endOnFailure: true },
    );
    expect(counts.done).toBeGreaterThan(30);
    expect(counts.refused).toBeGreaterThan(3);
  });
});
