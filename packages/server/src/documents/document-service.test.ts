import type { Grant, Permission } from "@indelible/domain";
import { Caller, Refusal, systemAct } from "@indelible/kernel";
import {
  type Database,
  type JsonObject,
  modification,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { callerWith } from "../../../../test/support/caller.ts";
import { Fault, faultyDatabase, OUTCOMES } from "../../../../test/support/faulty-database.ts";
import {
  ALL_PERMISSIONS,
  createNoticeSpace,
  noticeDefinitions as definitions,
  noticeService,
  notices,
  SPACE,
} from "../../../../test/support/notices.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { testTrail } from "../../../../test/support/trail.ts";
import type { DocumentHooks } from "./document-hooks.ts";
import type { DocumentService } from "./document-service.ts";

const SEES_ALL = [
  { SpaceId: null, Restrictions: {} },
  { SpaceId: SPACE, Restrictions: {} },
];

function caller(
  grant: Partial<Grant> = {},
  held: readonly Permission[] = ALL_PERMISSIONS,
  id?: string,
) {
  const { actor, correlationId, permissions } = callerWith(held, grant, id);
  // A caller who names an environment must be able to see it.
  const all = new Map(permissions).set("EnvironmentView", [{ spaceId: SPACE }]);
  return new Caller(actor, correlationId, all);
}

const admin = caller();

/** Passes statements through and records their names. */
function watched(database: Database, names: string[]): Database {
  return {
    kind: database.kind,
    query: (statement, values) => {
      names.push(statement.name);
      return database.query(statement, values);
    },
    script: (sql) => database.script(sql),
    transaction: (work) => database.transaction(work),
    session: (work) => database.session(work),
    close: async () => {},
  };
}

describeStores("the document service", (open) => {
  const statements: string[] = [];
  const calls: string[] = [];
  /** A concurrent act, run once after a document was read and before the change is written. */
  let concurrent: (() => Promise<unknown>) | undefined;
  let database: Database;
  let trail: Trail;
  let service: DocumentService;
  let staging: string;
  let production: string;
  let made = 0;

  async function interrupt() {
    const act = concurrent;
    concurrent = undefined;
    await act?.();
  }

  const noticeHooks: DocumentHooks = {
    defaults: (body, _caller, _spaceId, siblings) => {
      calls.push(`defaults ${body.Name}`);
      return { Text: `after ${siblings.map(({ Name }) => Name).join(", ") || "none"}`, ...body };
    },
    check: async ({ body }) => {
      calls.push(`check ${body.Name}`);
      await interrupt();
      if (body.Text === "forbidden") throw new Refusal("invalid", "The text is forbidden.");
    },
    beforeCreate: async (body) => {
      calls.push(`beforeCreate ${body.Name}`);
      return { ...body, Tags: ["kept"] };
    },
    checkDelete: async ({ title }) => {
      calls.push(`checkDelete ${title}`);
      await interrupt();
    },
  };

  function serviceOn(some: Trail): DocumentService {
    return noticeService(some, { Projects: noticeHooks });
  }

  beforeAll(async () => {
    database = await open();
    trail = testTrail(watched(database, statements), definitions.all);
    service = serviceOn(trail);
    ({ staging, production } = await createNoticeSpace(service));
  });
  afterAll(() => database.close());
  beforeEach(() => {
    concurrent = undefined;
    calls.length = 0;
  });

  function body(more: JsonObject = {}): JsonObject {
    made += 1;
    return { Name: `Notice ${made}`, EnvironmentId: staging, ...more };
  }

  function create(more: JsonObject = {}): Promise<StoredDocument> {
    return service.create(admin, notices, SPACE, body(more));
  }

  function modify(who: Caller, reference: string, sent: JsonObject, version?: number) {
    return service.modify(who, notices, SPACE, reference, sent, version);
  }

  async function stored(id: string): Promise<StoredDocument | undefined> {
    return (await trail.documents([id]))[0];
  }

  async function storedNotices(): Promise<number> {
    return (await trail.list({ type: notices, skip: 0, take: 0 })).total;
  }

  function eventsOf(id: string) {
    return trail.events({ visibility: SEES_ALL, terms: [[id]] }, 0, 100);
  }

  function commits(): number {
    return statements.filter((statement) => statement.startsWith("trail-commit")).length;
  }

  test("documents created together are one commit, returned in the order of the request", async () => {
    const bodies = ["C", "A", "B"].map((Name) => ({ Name, EnvironmentId: staging }));
    const before = commits();
    const created = await service.createAll(
      caller({}, ALL_PERMISSIONS, "all"),
      notices,
      SPACE,
      bodies,
    );
    expect(commits() - before).toBe(1);
    expect(created.map(({ type, title }) => [type, title])).toEqual([
      ["Projects", "C"],
      ["Projects", "A"],
      ["Projects", "B"],
    ]);
    expect(new Set(created.map(({ id }) => id)).size).toBe(3);
    const numbers = created.map(({ id }) => Number(id.slice("Projects-".length)));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    for (const { id } of created) {
      const events = await eventsOf(id);
      expect(events.map(({ Category, DocumentType }) => [Category, DocumentType])).toEqual([
        ["Created", "Channels"],
        ["Created", "Projects"],
      ]);
      expect(events.map(({ CorrelationId }) => CorrelationId)).toEqual(["all", "all"]);
    }
  });

  test("hooks are called for each in turn, and see the siblings before it", async () => {
    const bodies = [body({ Name: "First" }), body({ Name: "Second" }), body({ Name: "Third" })];
    const created = await service.createAll(admin, notices, SPACE, bodies);
    expect(calls).toEqual([
      "defaults First",
      "check First",
      "defaults Second",
      "check Second",
      "defaults Third",
      "check Third",
      "beforeCreate First",
      "beforeCreate Second",
      "beforeCreate Third",
    ]);
    expect(created.map(({ body: { Text, Tags } }) => [Text, Tags])).toEqual([
      ["after none", ["kept"]],
      ["after First", ["kept"]],
      ["after First, Second", ["kept"]],
    ]);
  });

  test.each<[string, JsonObject, object]>([
    ["a hook", { Text: "forbidden" }, { message: "The text is forbidden." }],
    ["the schema", { Name: 12 }, { code: "invalid" }],
    ["a missing reference", { EnvironmentId: "Environments-999" }, { code: "missing-reference" }],
  ])("when one is refused by %s, none is created", async (_, wrong, refusal) => {
    const before = await storedNotices();
    const bodies = [body(), body(wrong), body()];
    await expect(service.createAll(admin, notices, SPACE, bodies)).rejects.toMatchObject(refusal);
    expect(await storedNotices()).toBe(before);
  });

  test("when the caller may not create one of them, none is created", async () => {
    const before = await storedNotices();
    const bodies = [body(), body({ EnvironmentId: production })];
    const restricted = caller({ environments: [staging] });
    await expect(service.createAll(restricted, notices, SPACE, bodies)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("MachineCreate"),
    });
    await expect(
      service.createAll(caller({}, ["MachineView"]), notices, SPACE, []),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect(await storedNotices()).toBe(before);
    expect(await service.createAll(admin, notices, SPACE, [])).toEqual([]);
  });

  test("the same name twice in one command is refused as a duplicate", async () => {
    const before = await storedNotices();
    const bodies = [body({ Name: "Twin" }), body({ Name: "Twin" })];
    await expect(service.createAll(admin, notices, SPACE, bodies)).rejects.toMatchObject({
      code: "duplicate",
      message: "Another Notice already has the Name 'Twin'.",
    });
    expect(await storedNotices()).toBe(before);
  });

  test.each(OUTCOMES)("all are created or none, whichever statement fails: %s", async (outcome) => {
    const left: number[] = [];
    for (let failing = 1; ; failing++) {
      const before = await storedNotices();
      const faulty = faultyDatabase(database, failing, outcome);
      const onFaulty = serviceOn(testTrail(faulty, definitions.all));
      const act = onFaulty.createAll(admin, notices, SPACE, [body(), body(), body()]);
      const error = await act.catch((reason: unknown) => reason);
      if (!faulty.hasFailed()) break;
      expect(error).toBeInstanceOf(Fault);
      left.push((await storedNotices()) - before);
    }
    const last = left.pop();
    expect(left.length).toBeGreaterThan(0);
    expect(left).toEqual(left.map(() => 0));
    expect(last).toBe(outcome === "committed" ? 3 : 0);
  });

  test("extra changes are requested for each, and events relate to the given ids", async () => {
    const target = await create();
    const asked: string[] = [];
    const created = await service.createAll(admin, notices, SPACE, [body(), body()], {
      extraChanges: async ({ id }) => {
        asked.push(id);
        return [];
      },
      relatedIds: [target.id],
    });
    expect(asked).toEqual(created.map(({ id }) => id));
    for (const { id } of created) {
      const [event] = await trail.events(
        { visibility: SEES_ALL, terms: [[id], [target.id]] },
        0,
        1,
      );
      expect(event?.CorrelationId).toBe("request-1");
    }
  });

  test("a change reads the document once, for the permission, the version and the commit", async () => {
    const { id } = await create();
    statements.length = 0;
    await modify(admin, id, { Text: "new" });
    expect(statements.map((statement) => statement.replace(/-commit-.*/, "-commit"))).toEqual([
      "trail-read",
      "trail-commit",
    ]);
  });

  test("a document is changed, amended and deleted by its name too", async () => {
    const { id, title } = await create();
    expect(await modify(admin, title, { Text: "by name" })).toMatchObject({ id, version: 2 });
    const amended = await service.amend(admin, notices, SPACE, title, async ({ version }) => {
      return { Text: `was ${version}`, AfterId: id };
    });
    expect(amended.body).toMatchObject({ Text: "was 2", AfterId: id });
    await modify(admin, id, { AfterId: null });
    await service.delete(admin, notices, SPACE, title);
    expect(await stored(id)).toBeUndefined();
  });

  test("a concurrent change of another field is kept, and the hooks see it", async () => {
    const { id } = await create();
    concurrent = () => modify(admin, id, { Tags: ["theirs"] });
    calls.length = 0;
    const after = await modify(admin, id, { Text: "ours" });
    expect(after).toMatchObject({ version: 3, body: { Text: "ours", Tags: ["theirs"] } });
    expect(calls).toHaveLength(3);
  });

  test("an amendment is worked out again from the version that it changes", async () => {
    const { id } = await create({ Text: "a" });
    concurrent = () => modify(admin, id, { Text: "b" });
    const after = await service.amend(admin, notices, SPACE, id, async ({ body: { Text } }) => {
      return { Text: `${Text}!` };
    });
    expect(after.body.Text).toBe("b!");
  });

  test("a version that the caller expects is compared with the one that is changed", async () => {
    const { id } = await create();
    concurrent = () => modify(admin, id, { Text: "theirs" });
    await expect(modify(admin, id, { Text: "ours" }, 1)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("you sent version 1, it is now at version 2"),
    });
    await expect(modify(admin, id, { Text: "ours", Version: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await stored(id))?.body.Text).toBe("theirs");
  });

  test("a change that keeps conflicting fails after five attempts", async () => {
    const { id } = await create();
    const disturb = async () => {
      const snapshot = await trail.read({ ids: [id], events: 1 });
      const before = snapshot.document(id);
      const after = { ...before.body, Tags: [`version ${before.version}`] };
      await trail.commit(systemAct("disturbance"), snapshot, [
        modification(notices, before, after),
      ]);
      concurrent = disturb;
    };
    concurrent = disturb;
    await expect(modify(admin, id, { Text: "never" })).rejects.toMatchObject({ code: "stale" });
    expect(await stored(id)).toMatchObject({ version: 6, body: { Tags: ["version 5"] } });
  });

  test.each<[string, (who: Caller, id: string) => Promise<unknown>]>([
    ["modify", (who, id) => modify(who, id, { EnvironmentId: staging, Text: "stolen" })],
    [
      "amend",
      (who, id) =>
        service.amend(who, notices, SPACE, id, async () => ({
          EnvironmentId: staging,
          Text: "stolen",
        })),
    ],
    ["delete", (who, id) => service.delete(who, notices, SPACE, id)],
  ])("a document that is concurrently moved out of the caller's scope: %s", async (_, act) => {
    const restricted = caller({ environments: [staging] });
    const { id } = await create();
    concurrent = () => modify(admin, id, { EnvironmentId: production });
    await expect(act(restricted, id)).rejects.toMatchObject({ code: "not-found" });
    expect(await stored(id)).toMatchObject({ version: 2, body: { EnvironmentId: production } });
    expect((await eventsOf(id)).filter(({ Category }) => Category !== "Created")).toHaveLength(1);
  });

  test("a caller who may only see a document gets forbidden, others not-found", async () => {
    const { id } = await create();
    const viewer = new Caller(
      systemAct("view").actor,
      "view",
      new Map([
        ["MachineView", [{ spaceId: SPACE }]],
        ["MachineEdit", [{ spaceId: SPACE, environments: [production] }]],
      ]),
    );
    await expect(modify(viewer, id, { Text: "x" })).rejects.toMatchObject({ code: "forbidden" });
    const blind = caller({ environments: [production] });
    await expect(modify(blind, id, { Text: "x" })).rejects.toMatchObject({ code: "not-found" });
    // A document cannot be moved to where the caller may not edit.
    const restricted = caller({ environments: [staging] });
    await expect(modify(restricted, id, { EnvironmentId: production })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(
      service.modify(admin, notices, "Spaces-2", id, { Text: "x" }, undefined),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect((await stored(id))?.version).toBe(1);
  });

  test("several are deleted in one commit with their dependents, or none", async () => {
    const [a, b, c] = [await create(), await create(), await create()];
    await modify(admin, c.id, { AfterId: a.id });
    const remove = (...ids: string[]) => service.deleteAll(admin, notices, SPACE, ids);
    await expect(remove(b.id, a.id)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(`Notice '${c.title}'`),
    });
    await expect(remove(b.id, "Projects-999")).rejects.toMatchObject({ code: "not-found" });
    expect(await stored(b.id)).toBeDefined();
    const before = commits();
    // A document that is used only by others of the same command can be deleted.
    await remove(a.id, b.id, c.id, b.id);
    expect(commits() - before).toBe(1);
    expect(await trail.documents([a.id, b.id, c.id])).toEqual([]);
    const deletions = (await eventsOf(b.id)).filter(({ Category }) => Category === "Deleted");
    expect(deletions.map(({ DocumentType }) => DocumentType).sort()).toEqual([
      "Channels",
      "Projects",
    ]);
    await remove();
    expect(commits() - before).toBe(1);
  });

  test("a reference that is created concurrently prevents a deletion", async () => {
    const [target, other] = [await create(), await create()];
    concurrent = () => modify(admin, other.id, { AfterId: target.id });
    await expect(service.delete(admin, notices, SPACE, target.id)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(`is used by Notice '${other.title}'`),
    });
    expect(calls.filter((call) => call.startsWith("checkDelete"))).toHaveLength(1);
    expect(await stored(target.id)).toBeDefined();
  });
});
