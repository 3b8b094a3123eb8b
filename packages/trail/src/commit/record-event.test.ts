import { describe, expect, test } from "vitest";
import { ALICE } from "../../../../test/support/trail.ts";
import { apply } from "../differences/apply.ts";
import { documentType } from "../document/document-type.ts";
import type { StoredDocument } from "../document/stored-document.ts";
import type { JsonObject } from "../json/json.ts";
import { masterKeySealer } from "../secrets/sealer.ts";
import { secretDigests } from "../secrets/secret-digests.ts";
import { creation, deletion, modification, note } from "./change.ts";
import type { PreparedChange } from "./prepare.ts";
import { countEvents, recordEvents } from "./record-event.ts";

const tickets = documentType({
  prefix: "Tickets",
  label: "Ticket",
  references: [{ at: "/TeamId", to: ["Teams"] }],
  hidden: ["/Digest"],
  verb: (_, after) => (after?.IsDone === true ? "was done" : undefined),
  signals: (before, after) =>
    before?.IsUrgent === after?.IsUrgent ? [] : [{ category: "Escalated", verb: "became urgent" }],
});

const OLD = { Name: "Leak", TeamId: "Teams-1", Digest: "x" };
const ID = { id: "Tickets-1", spaceId: "Spaces-1" };

const stored: StoredDocument = {
  ...ID,
  type: "Tickets",
  version: 3,
  title: "Leak",
  body: OLD,
  modifiedOn: new Date(0),
  modifiedBy: "alice",
};

const team = { id: "Teams-1", type: "Teams", spaceId: null, title: "Red", owners: [], tags: [] };

const sealer = masterKeySealer(new Uint8Array(32).fill(7), (bytes) => new Uint8Array(bytes));

const context = {
  act: { ...ALICE, comment: "because" },
  occurred: new Date("2026-01-01T00:00:00.000Z"),
  named: new Map([[team.id, team]]),
  scopeTypes: new Set(["Teams"]),
  sealer,
};

const prepared = (rest: Pick<PreparedChange, "change" | "before" | "after">): PreparedChange => ({
  type: tickets,
  ...ID,
  version: 4,
  ...rest,
});

const created = prepared({
  change: creation(tickets, { ...ID, body: OLD }),
  before: undefined,
  after: OLD,
});

const modifiedTo = (after: JsonObject, relatedIds: string[] = []) =>
  prepared({ change: modification(tickets, stored, after, { relatedIds }), before: OLD, after });

const deleted = prepared({ change: deletion(tickets, stored), before: OLD, after: undefined });

const messages = (change: PreparedChange) =>
  recordEvents(context, change, [8, 9]).map(({ Category, Message }) => [Category, Message]);

describe("the message", () => {
  test("names the document and what was done", () => {
    expect(messages(created)).toEqual([["Created", "Ticket Leak was created"]]);
    expect(messages(deleted)).toEqual([["Deleted", "Ticket Leak was deleted"]]);
    const changed = modifiedTo({ ...OLD, Text: "x" });
    expect(messages(changed)).toEqual([["Modified", "Ticket Leak was changed"]]);
  });

  test("reports a new name, unless the type has a verb for the change", () => {
    const renamed = { ...OLD, Name: "Drip" };
    expect(messages(modifiedTo(renamed))).toEqual([
      ["Modified", "Ticket Leak was renamed to Drip"],
    ]);
    const done = modifiedTo({ ...renamed, IsDone: true });
    expect(messages(done)).toEqual([["Modified", "Ticket Leak was done"]]);
  });
});

test("signals are further events without details, with the following numbers", () => {
  const urgent = modifiedTo({ ...OLD, IsUrgent: true });
  expect(countEvents(urgent)).toBe(2);
  const [main, signal] = recordEvents(context, urgent, [8, 9]);
  expect(main).toMatchObject({ Id: "Events-8", Category: "Modified", DocumentVersion: 4 });
  expect(signal).toMatchObject({
    Id: "Events-9",
    Category: "Escalated",
    Message: "Ticket Leak became urgent",
    ChangeDetails: { DocumentContext: null, Differences: null },
    SecretDigests: null,
  });
});

test("a note is one event without signals", () => {
  const verb = ["was assigned to ", { documentId: "Teams-1" }];
  const assigned = note(tickets, stored, { category: "Escalated", verb });
  const change = prepared({ change: assigned, before: OLD, after: OLD });
  expect(countEvents(change)).toBe(1);
  expect(messages(change)).toEqual([["Escalated", "Ticket Leak was assigned to Red"]]);
});

test("an event relates to references and to the given ids, and has scopes by type", () => {
  const [event] = recordEvents(context, modifiedTo(OLD, ["Users-7", "Teams-2", "Teams-1"]), [8]);
  expect(event?.RelatedDocumentIds).toEqual(["Tickets-1", "Teams-1", "Users-7", "Teams-2"]);
  expect(event?.Scopes).toEqual({ Teams: ["Teams-1", "Teams-2"] });
});

test("an event has the actor, the comment and the time", () => {
  const [event] = recordEvents(context, created, [8]);
  expect(event).toMatchObject({
    UserId: ALICE.actor.userId,
    CorrelationId: ALICE.correlationId,
    Comments: "because",
    Occurred: "2026-01-01T00:00:00.000Z",
    SpaceId: "Spaces-1",
    Nonce: "",
  });
});

test("the details lead from the old document to the new one, without hidden fields", () => {
  const after = { ...OLD, Name: "Drip", Digest: "y" };
  const [event] = recordEvents(context, modifiedTo(after), [8]);
  const { DocumentContext, Differences } = event?.ChangeDetails ?? {};
  const identity = { Id: "Tickets-1", SpaceId: "Spaces-1" };
  expect(DocumentContext).toEqual({ ...identity, Name: "Leak", TeamId: "Teams-1" });
  expect(apply(DocumentContext ?? null, Differences ?? [])).toEqual({
    ...identity,
    Name: "Drip",
    TeamId: "Teams-1",
  });
  for (const change of [created, deleted]) {
    expect(recordEvents(context, change, [8])[0]?.ChangeDetails).toEqual({
      DocumentContext,
      Differences: [],
    });
  }
});

test("an event has the digests of the document after the change, and null after a deletion", () => {
  const digests = (change: PreparedChange) => recordEvents(context, change, [8])[0]?.SecretDigests;
  const after = { ...OLD, Digest: "y" };
  const document = { id: "Tickets-1", version: 4, body: after };
  expect(digests(modifiedTo(after))).toEqual(secretDigests(sealer, tickets, document));
  expect(Object.keys(digests(created) ?? {})).toEqual(["/Digest"]);
  expect(digests(created)).not.toEqual(digests(modifiedTo(after)));
  expect(digests(deleted)).toBeNull();
});
