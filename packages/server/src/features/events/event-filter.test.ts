import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { Caller } from "@indelible/kernel";
import { expect, test } from "vitest";
import { callerWith, requestWith } from "../../../../../test/support/caller.ts";
import { eventQuery } from "./event-filter.ts";
import type { EventLookups } from "./event-lookups.ts";

const viewer = callerWith(["EventView"]);

/** Knows one name of each type, and two spaces. */
const lookups: EventLookups = {
  definitions: DOCUMENT_DEFINITIONS,
  named: async (_, { prefix }, name) => (name === "Known" ? [`${prefix}-7`, `${prefix}-8`] : []),
  tagsNamed: async (_, name) => [name === "region/north" ? "Region/North" : name],
  livingSpaces: async (ids) => new Set(ids.filter((id) => id !== "Spaces-9")),
};

function queryOf(parameters: Record<string, string>, caller = viewer, facts = {}) {
  const query = new Map(
    Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return eventQuery(requestWith({ query, ...facts }), caller, lookups);
}

test.each<[Record<string, string>, string[][]]>([
  [{}, []],
  [{ regarding: "Projects-1,Machines-2" }, [["Projects-1"], ["Machines-2"]]],
  [{ regardingAny: "Projects-1,Machines-2" }, [["Projects-1", "Machines-2"]]],
  [{ users: "Users-1,Users-2" }, [["user:Users-1", "user:Users-2"]]],
  [
    { projects: "Projects-1", environments: "Environments-1" },
    [["Projects-1"], ["Environments-1"]],
  ],
  [{ projectGroups: "ProjectGroups-1" }, [["ProjectGroups-1"]]],
  [{ tags: "Region/South" }, [["tag:Region/South"]]],
  [{ apiKeys: "ApiKeys-3" }, [["key:ApiKeys-3"]]],
  [{ eventCategories: "Created,Modified" }, [["category:created", "category:modified"]]],
  [{ documentTypes: "Projects-,Machines" }, [["type:projects", "type:machines"]]],
  [{ eventAgents: "Mozilla/5.0" }, [["agent:mozilla"]]],
  [{ correlationId: "c-1" }, [["correlation:c-1"]]],
])("%j needs the terms %j", async (parameters, terms) => {
  expect((await queryOf(parameters)).terms).toEqual(terms);
});

test.each<[Record<string, string>, string[][]]>([
  [{ users: "users-1" }, [["user:Users-1"]]],
  [{ user: "USERS-SYSTEM" }, [["user:users-system"]]],
  [{ projects: "projects-1" }, [["Projects-1"]]],
  [
    { environments: "Known,environments-1" },
    [["Environments-7", "Environments-8", "Environments-1"]],
  ],
  [{ projectGroups: "Known" }, [["ProjectGroups-7", "ProjectGroups-8"]]],
  [{ tags: "region/north" }, [["tag:Region/North"]]],
  [{ regarding: "servertasks-1" }, [["ServerTasks-1"]]],
  [{ regarding: "variableset-projects-1" }, [["variableset-Projects-1"]]],
  [{ regarding: "teams-everyone" }, [["teams-everyone"]]],
  [{ regarding: "Feeds-BuiltIn-spaces-2" }, [["feeds-builtin-Spaces-2"]]],
  [{ regarding: "runbookprocess-runbooks-3" }, [["RunbookProcess-Runbooks-3"]]],
  [{ eventCategories: "document created" }, [["category:created"]]],
  [{ documentTypes: "project trigger" }, [["type:projecttriggers"]]],
])("%j is read as %j", async (parameters, terms) => {
  expect((await queryOf(parameters)).terms).toEqual(terms);
});

test.each<[Record<string, string>, string]>([
  [{ environments: "Production" }, "environments: there is no environment 'Production'."],
  [{ users: "Projects-1" }, "users: there is no user 'Projects-1'."],
  [{ apiKeys: "API-SECRET" }, "apiKeys: there is no api key 'API-SECRET'."],
  [{ spaces: "Nowhere" }, "spaces: there is no space 'Nowhere'."],
  [{ tags: "North" }, "tags: 'North' is no tag of a set, such as Region/North."],
  [{ regarding: "Shop" }, "regarding: 'Shop' is no id of a document, such as Projects-1."],
  [
    { regardingAny: "Events-7" },
    "regardingAny: 'Events-7' is no id of a document, such as Projects-1.",
  ],
  [{ eventCategories: "Rain" }, "eventCategories: there is no event category 'Rain'."],
  [{ eventGroups: "Weather" }, "There is no event group 'Weather'."],
  [{ documentTypes: "Clouds" }, "documentTypes: there is no document type 'Clouds'."],
  [{ ids: "Machines-1" }, "ids: 'Machines-1' is no id of an event, such as Events-7."],
])("%j is refused: %s", async (parameters, sentence) => {
  await expect(queryOf(parameters)).rejects.toMatchObject({ code: "invalid", errors: [sentence] });
});

test.each(["project", "environment", "since", "projectGroup", "partialName", "apiKey s"])(
  "the unknown parameter %s is refused",
  async (name) => {
    await expect(queryOf({ [name]: "x" })).rejects.toMatchObject({
      errors: [expect.stringContaining(`no parameter '${name.toLowerCase()}'`)],
    });
  },
);

test("parameters that clients of Octopus Deploy send are known", async () => {
  const { terms } = await queryOf({
    skip: "0",
    take: "100000",
    internal: "True",
    includeInternalEvents: "true",
    excludeDifference: "true",
    asCsv: "false",
    ApiKey: "API-X",
    regarding: "",
  });
  expect(terms).toEqual([]);
});

test("categories of groups are alternatives to categories", async () => {
  const { terms } = await queryOf({ eventGroups: "Deployment", eventCategories: "Created" });
  expect(terms).toHaveLength(1);
  expect(terms?.[0]).toEqual(
    expect.arrayContaining(["category:created", "category:deploymentqueued"]),
  );
});

test("numbers, times and internal events", async () => {
  expect(await queryOf({ fromAutoId: "5", toAutoId: "9", from: "2026-01-01" })).toMatchObject({
    afterNumber: 5,
    beforeNumber: 9,
    from: new Date("2026-01-01T00:00:00Z"),
    withoutTerms: [],
  });
  expect((await queryOf({ ids: "Events-3,events-4" })).numbers).toEqual([3, 4]);
  expect((await queryOf({ internal: "false" })).withoutTerms).toContain("category:machineadded");
  expect(
    (await queryOf({ internal: "false", includeInternalEvents: "true" })).withoutTerms,
  ).toEqual([]);
});

test.each([
  ["2026-01-31", "2026-02-01T00:00:00.000Z"],
  ["2026-01-31+02:00", "2026-01-31T22:00:00.000Z"],
  ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000Z"],
  ["2026-01-31T00:00", "2026-01-31T00:00:00.000Z"],
])("the end %s is %s", async (to, end) => {
  expect((await queryOf({ to })).to?.toISOString()).toBe(end);
});

const system = { SpaceId: null, Restrictions: {} };
const first = { SpaceId: "Spaces-1", Restrictions: {} };
const second = { SpaceId: "Spaces-2", Restrictions: {} };

function viewerOf(...spaceIds: (string | null)[]) {
  const grants = new Map([["EventView", spaceIds.map((spaceId) => ({ spaceId }))]] as const);
  return new Caller(viewer.actor, "request-1", grants);
}

test.each([
  ["without a space", {}, {}, { visibility: [system, first, second] }],
  [
    "in a space",
    {},
    { namesSpace: true },
    { visibility: [first], spaceIds: ["Spaces-1"], withSystem: false },
  ],
  [
    "in a space with system events",
    { includeSystem: "true" },
    { namesSpace: true },
    { visibility: [system, first], spaceIds: ["Spaces-1"], withSystem: true },
  ],
  [
    "in several spaces",
    { spaces: "Spaces-2" },
    { namesSpace: true },
    { visibility: [first, second], spaceIds: ["Spaces-2", "Spaces-1"], withSystem: false },
  ],
  [
    "in all spaces",
    { spaces: "all" },
    { namesSpace: true },
    { visibility: [system, first, second] },
  ],
  [
    "without system events",
    { includeSystem: "false" },
    {},
    { visibility: [system, first, second], spaceIds: undefined, withSystem: false },
  ],
  [
    "in a deleted space",
    { spaces: "spaces-9" },
    {},
    { visibility: [system], spaceIds: ["Spaces-9"], withSystem: false },
  ],
])("a request %s", async (_, parameters, facts, expected) => {
  const caller = viewerOf(null, "Spaces-1", "Spaces-2");
  const { visibility, spaceIds, withSystem } = await queryOf(parameters, caller, facts);
  expect({ visibility, spaceIds, withSystem }).toEqual({
    spaceIds: undefined,
    withSystem: undefined,
    ...expected,
  });
});

test("a caller who may see nothing in the space of the URL is refused", async () => {
  const request = queryOf({}, viewerOf("Spaces-2"), { namesSpace: true });
  await expect(request).rejects.toMatchObject({ code: "forbidden" });
});
