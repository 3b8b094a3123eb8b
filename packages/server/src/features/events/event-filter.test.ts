import { Caller } from "@indelible/kernel";
import { expect, test } from "vitest";
import { callerWith, requestWith } from "../../../../../test/support/caller.ts";
import { type EventLookups, eventQuery } from "./event-filter.ts";

const viewer = callerWith(["EventView"]);

/** Answers with ids that name what was looked up. */
const lookups: EventLookups = {
  projectsOfGroups: async (groups) => groups.map((group) => `project of ${group}`),
  tenantsWithTags: async (tags) => tags.flatMap((tag) => (tag === "none" ? [] : [`${tag} tenant`])),
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
  [{ projectGroups: "ProjectGroups-1" }, [["project of ProjectGroups-1"]]],
  [{ tags: "a,b" }, [["a tenant", "b tenant"]]],
  [{ tags: "none" }, [["nothing:"]]],
  [{ eventCategories: "Created,Modified" }, [["category:created", "category:modified"]]],
  [{ documentTypes: "Projects-,Machines" }, [["type:projects", "type:machines"]]],
  [{ eventAgents: "Mozilla/5.0" }, [["agent:mozilla"]]],
  [{ correlationId: "c-1" }, [["correlation:c-1"]]],
])("%j needs the terms %j", async (parameters, terms) => {
  expect((await queryOf(parameters)).terms).toEqual(terms);
});

test("categories of groups are alternatives to categories; unknown groups are refused", async () => {
  const { terms } = await queryOf({ eventGroups: "Deployment", eventCategories: "Created" });
  expect(terms).toHaveLength(1);
  expect(terms?.[0]).toEqual(
    expect.arrayContaining(["category:created", "category:deploymentqueued"]),
  );
  await expect(queryOf({ eventGroups: "Weather" })).rejects.toMatchObject({
    errors: ["There is no event group 'Weather'."],
  });
});

test("numbers, times and internal events", async () => {
  expect(await queryOf({ fromAutoId: "5", toAutoId: "9", from: "2026-01-01" })).toMatchObject({
    afterNumber: 5,
    beforeNumber: 9,
    from: new Date("2026-01-01T00:00:00Z"),
    withoutTerms: [],
  });
  expect((await queryOf({ ids: "Events-3,events-4,Machines-1" })).numbers).toEqual([3, 4, 0]);
  expect((await queryOf({ internal: "false" })).withoutTerms).toContain("category:machineadded");
  expect(
    (await queryOf({ internal: "false", includeInternalEvents: "true" })).withoutTerms,
  ).toEqual([]);
});

const system = { SpaceId: null, Restrictions: {} };
const first = { SpaceId: "Spaces-1", Restrictions: {} };
const second = { SpaceId: "Spaces-2", Restrictions: {} };

function viewerOf(...spaceIds: (string | null)[]) {
  const grants = new Map([["EventView", spaceIds.map((spaceId) => ({ spaceId }))]] as const);
  return new Caller(viewer.actor, "request-1", grants);
}

test.each([
  ["without a space", {}, {}, [system, first, second]],
  ["in a space", {}, { namesSpace: true }, [first]],
  [
    "in a space with system events",
    { includeSystem: "true" },
    { namesSpace: true },
    [system, first],
  ],
  ["in several spaces", { spaces: "Spaces-2" }, { namesSpace: true }, [first, second]],
  ["in all spaces", { spaces: "all" }, { namesSpace: true }, [system, first, second]],
  ["without system events", { includeSystem: "false" }, {}, [first, second]],
])("a request %s", async (_, parameters, facts, expected) => {
  const caller = viewerOf(null, "Spaces-1", "Spaces-2");
  expect((await queryOf(parameters, caller, facts)).visibility).toEqual(expected);
});

test("a caller who may see nothing in the space of the URL is refused", async () => {
  const request = queryOf({}, viewerOf("Spaces-2"), { namesSpace: true });
  await expect(request).rejects.toMatchObject({ code: "forbidden" });
});
