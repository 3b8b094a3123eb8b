import { describe, expect, test } from "vitest";
import { ALICE } from "../../../../test/support/trail.ts";
import { documentType } from "../document/document-type.ts";
import type { NamedDocument, StoredDocument } from "../document/stored-document.ts";
import type { PersonalMember } from "../event/event.ts";
import { commitmentTo } from "../event/personal.ts";
import type { JsonObject } from "../json/json.ts";
import { masterKeySealer } from "../secrets/sealer.ts";
import { sha256Hex } from "../sha256.ts";
import { creation, deletion, modification } from "./change.ts";
import { planCommit } from "./plan.ts";
import type { PreparedChange } from "./prepare.ts";

const releases = documentType({
  prefix: "Releases",
  label: "Release",
  references: [
    { at: "/ProjectId", to: ["Projects"], follows: true, onDelete: "cascade" },
    { at: "/ChannelIds/*", to: ["Channels"] },
    { at: "/AuthorId", to: ["Users"], onDelete: "keep" },
  ],
  unique: [{ fields: ["Name"], within: "space" }],
});

function named(id: string, type: string, spaceId: string | null = "Spaces-1"): NamedDocument {
  return { id, type, spaceId, title: id, owners: [], tags: [] };
}

const KNOWN = [
  named("Projects-1", "Projects"),
  named("Projects-2", "Projects"),
  named("Projects-9", "Projects", "Spaces-9"),
  named("Channels-1", "Channels"),
  named("Channels-2", "Channels"),
  named("Users-1", "Users", null),
];

const sealer = masterKeySealer(new Uint8Array(32).fill(7), (bytes) => new Uint8Array(bytes));

const context = {
  act: ALICE,
  occurred: new Date("2026-01-01T00:00:00.000Z"),
  named: new Map(KNOWN.map((document) => [document.id, document])),
  scopeTypes: new Set(["Projects"]),
  numbers: [7],
  sha256: sha256Hex,
  sealer,
  personalMembers: new Set<PersonalMember>(),
  newSalt: () => "s".repeat(22),
  nonceOf: () => "n".repeat(22),
};

const OLD = {
  Name: "1.0",
  ProjectId: "Projects-1",
  ChannelIds: ["Channels-1"],
  AuthorId: "Users-1",
};
const ID = { id: "Releases-1", spaceId: "Spaces-1" };

function stored(body: JsonObject): StoredDocument {
  const rest = { title: "1.0", modifiedOn: new Date(0), modifiedBy: "alice" };
  return { ...ID, type: "Releases", version: 3, body, ...rest };
}

function created(body: JsonObject, spaceId: string | null = ID.spaceId): PreparedChange {
  const change = creation(releases, { ...ID, spaceId, body });
  return { change, type: releases, ...ID, spaceId, version: 1, before: undefined, after: body };
}

function modified(before: JsonObject, after: JsonObject): PreparedChange {
  const change = modification(releases, stored(before), after);
  return { change, type: releases, ...ID, version: 4, before, after };
}

describe("a reference", () => {
  const missing = (change: PreparedChange) => () => planCommit(context, [change]);
  const refusal = (id: string, field: string, type: string) =>
    expect.objectContaining({
      code: "missing-reference",
      message: `Release ${field}: there is no ${type} document '${id}'.`,
      documentId: id,
    });

  test("must name a document that exists, of the right type, in the same space or in none", () => {
    const refused = (body: JsonObject) => expect(missing(created({ ...OLD, ...body })));
    refused({ ProjectId: "Projects-3" }).toThrow(refusal("Projects-3", "ProjectId", "Projects"));
    refused({ ProjectId: "Users-1" }).toThrow(refusal("Users-1", "ProjectId", "Projects"));
    refused({ ProjectId: "Projects-9" }).toThrow(refusal("Projects-9", "ProjectId", "Projects"));
    refused({ ChannelIds: ["x"] }).toThrow(refusal("x", "ChannelIds", "Channels"));
  });

  test("of a document of the installation may name documents of any space", () => {
    expect(missing(created({ ...OLD, ProjectId: "Projects-9" }, null))).not.toThrow();
  });

  test("that was stored before stays possible", () => {
    const before = { ...OLD, ProjectId: "Projects-3" };
    expect(missing(modified(before, { ...before, Name: "2.0" }))).not.toThrow();
  });
});

describe("the rows", () => {
  test("of a creation are the document, its links, its key and its event", () => {
    const { rows, events } = planCommit(context, [created(OLD)]);
    expect(rows.inserts).toEqual([
      expect.objectContaining({
        ...{ id: "Releases-1", type: "Releases" },
        title: "1.0",
        body: OLD,
      }),
    ]);
    expect(rows.links).toEqual([
      { from_id: "Releases-1", to_id: "Projects-1", follows: true, cascades: true },
      { from_id: "Releases-1", to_id: "Channels-1", follows: false, cascades: false },
    ]);
    expect(rows.keys).toEqual([expect.objectContaining({ document_id: "Releases-1" })]);
    expect(
      rows.events.map(({ id, digest, body }) => [id, digest === sha256Hex(String(body))]),
    ).toEqual([[7, true]]);
    expect(events[0]).toMatchObject({ Id: "Events-7", Nonce: "n".repeat(22) });
  });

  test("of an event with personal members have their values, and the event has commitments", () => {
    const personalMembers = new Set<PersonalMember>(["Username", "ApiKeyHint"]);
    const { rows, events } = planCommit({ ...context, personalMembers }, [created(OLD)]);
    const kept = { salt: context.newSalt(), value: ALICE.actor.username };
    expect(rows.personal).toEqual([{ event_id: 7, member: "Username", ...kept }]);
    const Personal = { Username: commitmentTo(kept, sha256Hex) };
    expect(events[0]).toMatchObject({ Username: null, Personal });
    expect(JSON.parse(String(rows.events[0]?.body))).toEqual(events[0]);
  });

  test("of a modification are only the differences", () => {
    const after = { ...OLD, Name: "2.0", ChannelIds: ["Channels-2"] };
    const { rows } = planCommit(context, [modified(OLD, after)]);
    expect(rows.updates).toEqual([expect.objectContaining({ id: "Releases-1", version: 3 })]);
    expect(rows.links.map(({ to_id }) => to_id)).toEqual(["Channels-2"]);
    expect(rows.unlinks).toEqual([{ from_id: "Releases-1", to_id: "Channels-1" }]);
    expect([rows.keys.length, rows.unkeys.length, rows.inserts.length]).toEqual([1, 1, 0]);
  });

  test("of a deletion are the document, which takes its links and keys with it, and its event", () => {
    const change = deletion(releases, stored(OLD));
    const prepared = { change, type: releases, ...ID, version: 3, before: OLD, after: undefined };
    const { rows } = planCommit(context, [prepared]);
    expect(rows.deletes).toEqual([{ id: "Releases-1", version: 3 }]);
    expect([rows.unlinks, rows.unkeys, rows.events.length]).toEqual([[], [], 1]);
  });
});
