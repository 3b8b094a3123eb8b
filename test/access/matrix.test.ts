import { randomBytes } from "node:crypto";
import {
  DIMENSION_OF,
  type DocumentDefinition,
  PERMISSIONS,
  type Permission,
} from "@indelible/domain";
import type { Route } from "@indelible/kernel";
import { type Database, type JsonObject, masterKeySealer } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { permissionScope } from "../../packages/kernel/src/scope.ts";
import { Sessions, sessionIdOf } from "../../packages/server/src/features/people/sessions.ts";
import { type Examples, examplesFor, makeReadyToGo } from "../support/examples.ts";
import { nestedPlaceOf } from "../support/nested.ts";
import { packageForm } from "../support/packages.ts";
import {
  startTestServer,
  TEST_MASTER_KEY,
  type TestAnswer,
  type TestServer,
} from "../support/server.ts";
import { openStore } from "../support/stores.ts";
import { type Holding, Organisation, type Person, type Scope } from "./organisation.ts";
import { ANY_USER, caseOf, keyOf, PUBLIC, type RouteCase } from "./route-cases.ts";

// Every route x {no credential, without the permission, with it in another scope, with it}.

/** Additional permissions that an example of a type grants or uses, which the caller must have. */
const ALSO_HELD: Readonly<Record<string, readonly Permission[]>> = {
  ScopedUserRoles: ["EventView"],
  ProjectTriggers: ["RunbookRunCreate"],
};
const FIELD_OF = {
  Projects: "ProjectIds",
  ProjectGroups: "ProjectGroupIds",
  Environments: "EnvironmentIds",
  Tenants: "TenantIds",
} as const;
const MISSING: Readonly<Record<string, string>> = { Events: "Events-999999" };

let database: Database;
let server: TestServer;
let examples: Examples;
let organisation: Organisation;
let routes: readonly Route[];
let otherSpace: string;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
  examples = examplesFor(server);
  organisation = new Organisation(server);
  routes = server.routes;
  otherSpace = await organisation.space();
  await server.call("POST", "/api/packages/raw", packageForm("Matrix.1.0.zip", "content"));
});
afterAll(async () => {
  await server.close();
  await database.close();
});

/** A request that would succeed with the permission, and one for a document that does not exist. */
interface Prepared {
  readonly url: string;
  readonly missingUrl: string | undefined;
  readonly body: unknown;
  /** The document of the request, or the one it would create. */
  readonly about: { readonly Id: string } & JsonObject;
}

/** Requests by route: a refused request does not change its subject, so the next one can use it. */
const requests = new Map<Route, Promise<Prepared>>();

function prepare(route: Route, rule: RouteCase): Promise<Prepared> {
  const prepared = requests.get(route) ?? makeRequest(route, rule);
  requests.set(route, prepared);
  return prepared;
}

async function makeRequest(route: Route, rule: RouteCase): Promise<Prepared> {
  const { subject, target, kind, query = "", standing } = rule;
  const nested = nestedPlaceOf(route.path);
  const isOwn = nested?.definition === subject;
  const isCreation = kind === "create" && subject === target;
  if (isCreation && (isOwn || !route.path.includes(":id"))) {
    const body = (await examples.body(target)) as JsonObject;
    const url = `/api${route.path.replace(":id", String(body[nested?.by ?? ""]))}`;
    const sent = (await rule.body?.(body, server)) ?? body;
    return { url, missingUrl: undefined, body: sent, about: { ...body, Id: "" } };
  }
  const made = (await examples.create(subject)) as { Id: string } & JsonObject;
  if (kind === "delete") await makeReadyToGo(server, made);
  const id = route.path.startsWith("/events") ? await eventOf(made.Id) : (standing ?? made.Id);
  const keyId = route.path.includes(":keyId") ? await keyOfUser(made.Id) : "";
  const sessionId = route.path.includes(":sessionId") ? await sessionOfUser(made.Id) : "";
  const at = (value: string) => {
    const path = isOwn
      ? route.path.replace(":id", String(made[nested.by])).replace(":itemId", value)
      : route.path.replace(":id", value).replace(":keyId", keyId).replace(":sessionId", sessionId);
    return `/api${path}${query.replace("{id}", value)}`;
  };
  const missing = MISSING[id.split("-", 1)[0] ?? ""] ?? `${made.Id.split("-", 1)[0]}-999999`;
  const missingUrl = at(id) === at(missing) ? undefined : at(missing);
  const isWrite = route.method === "PUT" || route.method === "POST";
  const body = isWrite ? ((await rule.body?.(made, server)) ?? {}) : undefined;
  const about = standing === undefined ? made : { Id: standing };
  return { url: at(id), missingUrl, body, about };
}

async function eventOf(documentId: string): Promise<string> {
  await server.sequencer.runBatch();
  const { body } = await server.call("GET", `/api/events?regarding=${documentId}&take=1`);
  return body.Items[0].Id;
}

async function sessionOfUser(userId: string): Promise<string> {
  const sessions = new Sessions({
    database,
    sealer: masterKeySealer(TEST_MASTER_KEY, randomBytes),
    clock: () => new Date(),
    random: (bytes) => randomBytes(bytes),
  });
  return sessionIdOf((await sessions.start(userId, false)).token);
}

async function keyOfUser(userId: string): Promise<string> {
  return (await organisation.make(`/api/users/${userId}/apikeys`, { Purpose: "matrix" })).Id;
}

/** Users by their permissions, so that each is created once. */
const people = new Map<string, Promise<Person>>();

/** A user with the permissions that the route requires, except `without`. */
function holder(
  rule: RouteCase,
  without?: Permission,
  where: Pick<Holding, "spaceId" | "scope"> = {},
): Promise<Person> {
  const asked = [...rule.also, ...(ALSO_HELD[rule.target.prefix] ?? [])];
  const others = asked.filter((permission) => permission !== rule.permission);
  const own = rule.permission === without ? [] : [rule.permission];
  const isHere = where.spaceId === undefined && where.scope === undefined;
  const wanted = [
    { space: at("space", others), system: at("system", others) },
    { space: at("space", own), system: isHere ? at("system", own) : [], ...where },
  ];
  const holdings = wanted.filter(({ space, system }) => space.length + system.length > 0);
  const key = JSON.stringify(holdings);
  const person = people.get(key) ?? organisation.personWith(...holdings);
  people.set(key, person);
  return person;
}

function at(level: "space" | "system", permissions: readonly Permission[]): Permission[] {
  return permissions.filter((permission) => {
    const applies = PERMISSIONS[permission].level;
    return applies === level || applies === "both";
  });
}

function request(route: Route, { url, body }: Pick<Prepared, "url" | "body">, key: string | null) {
  return server.call(route.method, url, body, { key });
}

/** The response without the names in the request, and names derived from those. */
function withoutNames(answer: TestAnswer, url: string): [number, string] {
  const brought = decodeURIComponent(url)
    .split(/[/=]/)
    .filter((part) => /-\d+$/.test(part));
  const text = brought.reduce((rest, name) => rest.replaceAll(name, "…"), answer.text);
  return [answer.status, text.replaceAll(/[a-z]+-…/g, "…")];
}

/**
 * Sends the request twice, for an existing and a missing document: the responses must be the same.
 */
async function refusal(route: Route, prepared: Prepared, key: string | null): Promise<TestAnswer> {
  const answer = await request(route, prepared, key);
  const { missingUrl, url } = prepared;
  if (missingUrl !== undefined) {
    const missing = await request(route, { ...prepared, url: missingUrl }, key);
    expect(withoutNames(answer, url), `${keyOf(route)} reveals what exists`).toEqual(
      withoutNames(missing, missingUrl),
    );
  }
  return answer;
}

/**
 * Scopes that exclude the document: one for each dimension that both it and the permission have.
 */
function scopesElsewhere({ permission, target, subject }: RouteCase, about: Prepared["about"]) {
  const definition: DocumentDefinition = subject === target ? target : subject;
  const touched = permissionScope(definition, about.Id, "Spaces-1", about);
  return PERMISSIONS[permission].restrictions.flatMap((restriction): Scope[] => {
    const ids = touched[DIMENSION_OF[restriction]] ?? [];
    return ids.some((id) => id !== "")
      ? [{ [FIELD_OF[restriction]]: [elsewhere(restriction)] }]
      : [];
  });
}

const elsewhereIds = new Map<string, string>();

function elsewhere(restriction: string): string {
  return elsewhereIds.get(restriction) ?? "";
}

async function makeElsewhere(): Promise<void> {
  const project = await organisation.project();
  elsewhereIds.set("Projects", project.Id);
  elsewhereIds.set("ProjectGroups", project.ProjectGroupId);
  for (const route of ["environments", "tenants"]) {
    const { Id } = await organisation.make(`/api/${route}`, { Name: organisation.name("Other") });
    elsewhereIds.set(Id.split("-", 1)[0] ?? "", Id);
  }
}

describe("every route", () => {
  beforeAll(makeElsewhere);

  it("is public, open to any user, or requires a permission", () => {
    const unknown = routes.filter((route) => {
      const isOpen = keyOf(route) in PUBLIC || keyOf(route) in ANY_USER;
      return !isOpen && caseOf(route) === undefined;
    });
    expect(unknown.map(keyOf)).toEqual([]);
  });

  it("is public only if it is intended to be", () => {
    const open = routes.filter(({ access }) => access === "public").map(keyOf);
    expect(open.sort()).toEqual(Object.keys(PUBLIC).sort());
  });

  it("answers 401 without a credential, whatever exists", async () => {
    const closed = routes.filter(({ access }) => access !== "public");
    for (const route of closed) {
      const url = `/api${route.path.replace(":id", "Projects-1").replace(":keyId", "ApiKeys-1")}`;
      const body = route.method === "GET" || route.method === "DELETE" ? undefined : {};
      const answer = await request(route, { url, body }, null);
      expect([keyOf(route), answer.status]).toEqual([keyOf(route), 401]);
      expect(answer.body.ErrorMessage).toMatch(/^You must sign in/);
    }
  });

  it("that any user may call admits a user without permissions", async () => {
    const { key } = await organisation.person();
    for (const route of routes.filter((each) => keyOf(each) in ANY_USER)) {
      if (/[:*]|checkpoint/.test(route.path)) continue;
      const { status } = await request(route, { url: `/api${route.path}`, body: undefined }, key);
      expect([keyOf(route), status]).toEqual([keyOf(route), 200]);
    }
  });
});

describe("a route that requires a permission", () => {
  async function eachRoute(check: (route: Route, rule: RouteCase) => Promise<void>) {
    let checked = 0;
    for (const route of routes) {
      const rule = keyOf(route) in ANY_USER ? undefined : caseOf(route);
      if (rule === undefined) continue;
      checked += 1;
      await check(route, rule);
    }
    expect(checked).toBeGreaterThan(80);
  }

  it("refuses users without it, and only names the missing permission", async () => {
    await eachRoute(async (route, rule) => {
      const { key } = await holder(rule, rule.permission);
      const answer = await refusal(route, await prepare(route, rule), key);
      expect([keyOf(route), answer.status, answer.text]).toEqual([
        keyOf(route),
        403,
        expect.stringContaining(`Missing permission: ${rule.permission}`),
      ]);
    });
  }, 240_000);

  it("refuses users who have it only in another space", async () => {
    await eachRoute(async (route, rule) => {
      if (PERMISSIONS[rule.permission].level === "system") return;
      const { key } = await holder(rule, undefined, { spaceId: otherSpace });
      const prepared = await prepare(route, rule);
      const url = prepared.url.replace(/^\/api/, "/api/Spaces-1");
      const missingUrl = prepared.missingUrl?.replace(/^\/api/, "/api/Spaces-1");
      const answer = await refusal(route, { ...prepared, url, missingUrl }, key);
      expect([403, 404], `${keyOf(route)}: ${answer.text}`).toContain(answer.status);
    });
  }, 240_000);

  it("refuses users who have it only for other projects, environments or tenants; lists exclude these documents", async () => {
    let narrowed = 0;
    await eachRoute(async (route, rule) => {
      const prepared = await prepare(route, rule);
      for (const scope of scopesElsewhere(rule, prepared.about)) {
        narrowed += 1;
        const { key } = await holder(rule, undefined, { scope });
        if (rule.kind === "list") {
          const { status, text } = await request(route, prepared, key);
          expect([keyOf(route), [200, 404].includes(status)]).toEqual([keyOf(route), true]);
          expect(text).not.toContain(`"${prepared.about.Id}"`);
        } else {
          const answer = await refusal(route, prepared, key);
          expect([403, 404], `${keyOf(route)}: ${answer.text}`).toContain(answer.status);
        }
      }
    });
    expect(narrowed).toBeGreaterThan(30);
  }, 240_000);

  it("admits users who have it", async () => {
    await eachRoute(async (route, rule) => {
      const { key } = await holder(rule);
      const prepared = await prepare(route, rule);
      await rule.ready?.(server, prepared.about.Id, key);
      const answer = await request(route, prepared, key);
      const isIn = answer.status >= 200 && answer.status < 300;
      expect(isIn, `${keyOf(route)}: ${answer.status} ${answer.text.slice(0, 300)}`).toBe(true);
    });
  }, 240_000);
});
