import { afterAll, beforeAll, expect, test } from "vitest";
import { describeStores } from "../../../../test/support/stores.ts";
import { ALICE, testTrail } from "../../../../test/support/trail.ts";
import type { Database } from "../database/database.ts";
import { apply } from "../differences/apply.ts";
import { documentType } from "../document/document-type.ts";
import type { Visibility } from "../events/visibility.ts";
import type { Trail } from "../trail.ts";

const team = documentType({ prefix: "Teams", label: "Team", isScope: true });
const ticket = documentType({
  prefix: "Tickets",
  label: "Ticket",
  references: [{ at: "/TeamId", to: ["Teams"] }],
  unique: [{ fields: ["Name"], within: "space" }],
  sensitive: [{ at: "/Secret", keeping: "sealed", shape: "null" }],
  identified: ["/Steps/*"],
});
const EVERYTHING: Visibility = [{ SpaceId: null, Restrictions: {} }];

describeStores("commit", (open) => {
  let database: Database;
  let trail: Trail;

  beforeAll(async () => {
    database = await open();
    trail = testTrail(database, [team, ticket]);
  });
  afterAll(() => database.close());

  async function create(type: typeof team, body: Record<string, string>) {
    const mentions = Object.values(body);
    const snapshot = await trail.read({ newIds: { [type.prefix]: 1 }, mentions, events: 1 });
    const id = snapshot.takeId(type.prefix);
    const { documents } = await trail.commit(ALICE, snapshot, [
      { kind: "create", type, id, spaceId: null, body },
    ]);
    return documents[0]?.id ?? "";
  }

  async function story(id: string) {
    return trail.events({ visibility: EVERYTHING, terms: [[id]] }, 0, 100);
  }

  async function modify(type: typeof team, id: string, patch: Record<string, string | null>) {
    const snapshot = await trail.read({ ids: [id], events: 1, mentions: [] });
    const before = snapshot.document(id);
    const body = { ...before.body, ...patch };
    return trail.commit(ALICE, snapshot, [{ kind: "modify", type, before, body }]);
  }

  test("a creation, a rename and a deletion have their events", async () => {
    const teamId = await create(team, { Name: "Red" });
    const id = await create(ticket, { Name: "Leak", TeamId: teamId });
    await modify(ticket, id, { Name: "Drip" });
    const snapshot = await trail.read({ ids: [id], events: 1 });
    await trail.commit(ALICE, snapshot, [
      { kind: "delete", type: ticket, before: snapshot.document(id) },
    ]);
    const events = await story(id);
    expect(events.map(({ Category, Message }) => [Category, Message])).toEqual([
      ["Deleted", "Ticket Drip was deleted"],
      ["Modified", "Ticket Leak was renamed to Drip"],
      ["Created", "Ticket Leak was created"],
    ]);
    const [deleted, modified] = events;
    expect(modified?.RelatedDocumentIds).toEqual([id, teamId]);
    expect(modified?.Scopes).toEqual({ Teams: [teamId] });
    expect(modified?.ChangeDetails.Differences).toEqual([
      { op: "replace", path: "/Name", value: "Drip" },
    ]);
    const old = modified?.ChangeDetails.DocumentContext ?? null;
    expect(apply(old, modified?.ChangeDetails.Differences ?? [])).toEqual(
      deleted?.ChangeDetails.DocumentContext,
    );
    expect(modified?.MessageReferences).toEqual([
      { ReferencedDocumentId: id, StartIndex: 7, Length: 4 },
    ]);
  });

  test("a stale write fails and leaves no event", async () => {
    const id = await create(team, { Name: "Stale" });
    const first = await trail.read({ ids: [id], events: 1 });
    await modify(team, id, { Name: "Fresh" });
    const before = first.document(id);
    const body = { ...before.body, Name: "Late" };
    await expect(
      trail.commit(ALICE, first, [{ kind: "modify", type: team, before, body }]),
    ).rejects.toMatchObject({ code: "stale" });
    expect(await story(id)).toHaveLength(2);
  });

  test("a change without an effect has no event", async () => {
    const id = await create(team, { Name: "Same" });
    await modify(team, id, { Name: "Same" });
    expect(await story(id)).toHaveLength(1);
  });

  test("attached rows are committed with the change, and a stale one rolls back all of it", async () => {
    await database.script(
      "create schema desk; create table desk.claims (id text primary key, by text)",
    );
    const part = {
      name: "claims",
      sql: `insert into desk.claims select id, by from json_to_recordset($rows::json) as c (id text, by text)
        on conflict do nothing returning id`,
    };
    const claim = async (by: string) => {
      const id = await create(team, { Name: `Claimed by ${by}` });
      const snapshot = await trail.read({ ids: [id], events: 1 });
      const before = snapshot.document(id);
      const change = {
        kind: "note",
        type: team,
        before,
        category: "Comment",
        verb: "spoke",
      } as const;
      const done = trail.commit(ALICE, snapshot, [change], [{ part, rows: [{ id: "one", by }] }]);
      return { id, done };
    };
    const first = await claim("Ann");
    expect((await first.done).events.map(({ Message }) => Message)).toEqual([
      "Team Claimed by Ann spoke",
    ]);
    const second = await claim("Bob");
    await expect(second.done).rejects.toMatchObject({ code: "stale" });
    expect(await story(second.id)).toHaveLength(1);
    const text = "select id, by from desk.claims";
    expect(await database.query({ name: "", text }, [])).toEqual([{ id: "one", by: "Ann" }]);
    await trail.commit(
      ALICE,
      await trail.read({}),
      [],
      [{ part, rows: [{ id: "two", by: "Cy" }] }],
    );
    expect(await database.query({ name: "", text }, [])).toHaveLength(2);
  });

  test("a name in use, a missing reference and the deletion of a referenced document are refused", async () => {
    const teamId = await create(team, { Name: "Needed" });
    await create(ticket, { Name: "Taken", TeamId: teamId });
    await expect(create(ticket, { Name: "TAKEN", TeamId: teamId })).rejects.toMatchObject({
      code: "duplicate",
      message: "Another Ticket already has the Name 'TAKEN'.",
    });
    await expect(create(ticket, { Name: "Lost", TeamId: "Teams-99" })).rejects.toMatchObject({
      code: "missing-reference",
    });
    const snapshot = await trail.read({ ids: [teamId], events: 1 });
    const before = snapshot.document(teamId);
    await expect(
      trail.commit(ALICE, snapshot, [{ kind: "delete", type: team, before }]),
    ).rejects.toMatchObject({ code: "still-referenced" });
  });

  test("a secret is shown only as an indicator, which changes with it", async () => {
    const teamId = await create(team, { Name: "Quiet" });
    const id = await create(ticket, { Name: "S", TeamId: teamId, Secret: "hunter2" });
    await modify(ticket, id, { Secret: "hunter2", Name: "T" });
    await modify(ticket, id, { Secret: "hunter3" });
    const [changed, unchanged] = await story(id);
    expect(unchanged?.ChangeDetails.Differences).toEqual([
      { op: "replace", path: "/Name", value: "T" },
    ]);
    expect(changed?.ChangeDetails.Differences).toEqual([
      expect.objectContaining({
        path: "/Secret",
        value: expect.stringMatching(/^sensitive-value-indicator:v1:/),
      }),
    ]);
    expect(JSON.stringify(await story(id))).not.toMatch(/hunter|sealed:/);
  });

  test("the trail cannot be rewritten", async () => {
    for (const sql of [
      "update trail.events set space_id = 'x'",
      "delete from trail.events",
      "truncate trail.events",
      "update trail.event_terms set term = 'x'",
      "delete from trail.event_terms",
      "truncate trail.event_terms",
    ]) {
      await expect(database.script(sql)).rejects.toMatchObject({ code: "TR405" });
    }
  });
});
