import {
  type Database,
  type DocumentChange,
  type DocumentType,
  documentType,
  type JsonObject,
  type Trail,
} from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkEverything, findProblems } from "./support/check-everything.ts";
import { Fault, faultyDatabase, OUTCOMES } from "./support/faulty-database.ts";
import { describeStores } from "./support/stores.ts";
import { ALICE, testTrail } from "./support/trail.ts";

const group = documentType({ prefix: "Groups", label: "Group", isScope: true });
const project = documentType({
  prefix: "Projects",
  label: "Project",
  references: [{ at: "/GroupId", to: ["Groups"], follows: true, onDelete: "cascade" }],
  unique: [{ fields: ["Name"], within: "installation" }],
  sensitive: [{ at: "/Token", keeping: "sealed", shape: "null" }],
  signals: (before, after) =>
    before?.Enabled === true && after?.Enabled === false
      ? [{ category: "ProjectDisabled", verb: "was disabled" }]
      : [],
});
const plan = documentType({
  prefix: "Plans",
  label: "Plan",
  references: [{ at: "/ProjectId", to: ["Projects"], follows: true, onDelete: "cascade" }],
  identified: ["/Steps/*"],
});
const TYPES = [group, project, plan];

/** Maximum number of statements of a commit before the test fails; a commit takes two or three. */
const STATEMENTS_MAX = 10;

interface Created {
  readonly groupId: string;
  readonly projectId: string;
  readonly planId: string;
}

/** Creates a group with a project and its plan, in one commit; `name` is the project's. */
async function createAll(trail: Trail, name: string): Promise<Created> {
  const snapshot = await trail.read({ newIds: { Groups: 1, Projects: 1, Plans: 1 }, events: 3 });
  const [groupId, projectId, planId] = ["Groups", "Projects", "Plans"].map((prefix) =>
    snapshot.takeId(prefix),
  ) as [string, string, string];
  const create = (type: DocumentType, id: string, body: JsonObject): DocumentChange => {
    return { kind: "create", type, id, spaceId: null, body };
  };
  await trail.commit(ALICE, snapshot, [
    create(group, groupId, { Name: `Group of ${name}` }),
    create(project, projectId, { Name: name, GroupId: groupId, Token: "hush", Enabled: true }),
    create(plan, planId, { Name: name, ProjectId: projectId, Steps: [{ Name: "One" }] }),
  ]);
  return { groupId, projectId, planId };
}

/** Changes a project, with a patch or a function of its content. */
async function modify(
  trail: Trail,
  id: string,
  edit: (body: JsonObject) => JsonObject,
  events = 1,
): Promise<void> {
  const snapshot = await trail.read({ ids: [id], events });
  const before = snapshot.document(id);
  const body = { ...before.body, ...edit(before.body) };
  await trail.commit(ALICE, snapshot, [{ kind: "modify", type: project, before, body }]);
}

async function deleteAll(trail: Trail, { groupId, projectId, planId }: Created): Promise<void> {
  const snapshot = await trail.read({ ids: [groupId, projectId, planId], events: 3 });
  const deletions = [group, project, plan].map((type, index): DocumentChange => {
    const id = [groupId, projectId, planId][index] ?? "";
    return { kind: "delete", type, before: snapshot.document(id) };
  });
  await trail.commit(ALICE, snapshot, deletions);
}

/** Commits of every kind; `made` are documents that nothing else changes. */
const ACTS: Record<string, (trail: Trail, made: Created, name: string) => Promise<unknown>> = {
  "a change": (trail, { projectId }) => modify(trail, projectId, () => ({ Token: "hush hush" })),
  "a change with a signal without a reserved number": (trail, { projectId }) =>
    modify(trail, projectId, () => ({ Enabled: false })),
  "a change of a name and a link": async (trail, { projectId }, name) => {
    const other = await trail.read({ newIds: { Groups: 1 }, events: 2, ids: [projectId] });
    const id = other.takeId("Groups");
    const before = other.document(projectId);
    const body = { ...before.body, Name: `${name} renamed`, GroupId: id };
    await trail.commit(ALICE, other, [
      { kind: "create", type: group, id, spaceId: null, body: { Name: name } },
      { kind: "modify", type: project, before, body },
    ]);
  },
  "a deletion that cascades": deleteAll,
  "a creation with companions": (trail, _, name) => createAll(trail, `${name} again`),
};

describeStores("every statement of a commit may fail", (open) => {
  let database: Database;
  let trail: Trail;

  beforeAll(async () => {
    database = await open();
    trail = testTrail(database, TYPES);
  });
  afterAll(() => database.close());

  async function countEvents(): Promise<number> {
    const text = "select count(*) as count from trail.events";
    const [row] = await database.query<{ count: number }>({ name: "", text }, []);
    return row?.count ?? 0;
  }

  /**
   * Runs a commit with one failing statement; returns how many events it recorded, if it failed.
   */
  async function actWithFault(name: string, failing: number, outcome: (typeof OUTCOMES)[number]) {
    const unique = `${name}, ${failing}, ${outcome}`;
    const made = await createAll(trail, unique);
    const before = await countEvents();
    const faulty = faultyDatabase(database, failing, outcome);
    const acted = ACTS[name]?.(testTrail(faulty, TYPES), made, unique);
    const error = await acted?.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    await checkEverything(database, TYPES);
    if (!faulty.hasFailed()) {
      expect(error).toBeUndefined();
      return undefined;
    }
    expect(error).toBeInstanceOf(Fault);
    return (await countEvents()) - before;
  }

  describe.each(Object.keys(ACTS))("%s", (name) => {
    test.each(OUTCOMES)("is never partially written: %s", async (outcome) => {
      const left: number[] = [];
      for (let failing = 1; ; failing++) {
        expect(failing).toBeLessThan(STATEMENTS_MAX);
        const events = await actWithFault(name, failing, outcome);
        if (events === undefined) break;
        left.push(events);
      }
      // Only the last statement writes: if an earlier one fails, or it is not sent, nothing is
      // written.
      const last = left.pop() ?? 0;
      expect(left).toEqual(left.map(() => 0));
      expect(left.length).toBeGreaterThan(0);
      expect(last > 0).toBe(outcome === "committed");
    });
  });

  test("the check detects problems", async () => {
    const { projectId } = await createAll(trail, "Checked");
    await checkEverything(database, TYPES);
    const text = "update trail.links set follows = not follows where from_id = $1";
    await database.query({ name: "", text }, [projectId]);
    expect(await findProblems(database, TYPES)).toEqual([
      expect.stringMatching(`missing link: ${projectId} .* true true`),
      expect.stringMatching(`unexplained link: ${projectId} .* false true`),
    ]);
    await database.query({ name: "", text }, [projectId]);
    await checkEverything(database, TYPES);
  });
});

const WRITERS = 16;
const WRITES = 2;

describeStores("concurrent writes", (open) => {
  let database: Database;
  let trail: Trail;

  beforeAll(async () => {
    database = await open();
    trail = testTrail(database, TYPES);
  });
  afterAll(() => database.close());

  /** Increases a project's count by one; returns the number of conflicts. */
  async function countUp(id: string): Promise<number> {
    for (let refused = 0; ; refused++) {
      try {
        await modify(trail, id, ({ Count }) => ({ Count: Number(Count ?? 0) + 1 }));
        return refused;
      } catch (error) {
        expect(error).toMatchObject({ code: "stale" });
      }
    }
  }

  test("to one document: none is lost, and each is recorded", async () => {
    const { projectId } = await createAll(trail, "Counted");
    const refusals = await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        let refused = 0;
        for (let write = 0; write < WRITES; write++) refused += await countUp(projectId);
        return refused;
      }),
    );
    const [document] = await trail.documents([projectId]);
    expect(document?.body.Count).toBe(WRITERS * WRITES);
    expect(document?.version).toBe(WRITERS * WRITES + 1);
    expect(refusals.reduce((sum, refused) => sum + refused)).toBeGreaterThan(0);
    await checkEverything(database, TYPES);
  });

  test("with one unique name: one succeeds, and the others write nothing", async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: WRITERS }, () => createAll(trail, "Wanted")),
    );
    const refused = attempts.filter((attempt) => attempt.status === "rejected");
    expect(refused).toHaveLength(WRITERS - 1);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: "duplicate" });
    await checkEverything(database, TYPES);
  });
});
