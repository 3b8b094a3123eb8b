import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { QUICK } from "../../../../test/support/trail.ts";
import { documentType } from "../document/document-type.ts";
import type { StoredDocument } from "../document/stored-document.ts";
import { masterKeySealer } from "../secrets/sealer.ts";
import { creation, deletion, modification, note } from "./change.ts";
import { prepareChange } from "./prepare.ts";

const things = documentType({
  prefix: "Things",
  label: "Thing",
  identified: ["/Items/*"],
  sensitive: [{ at: "/Token", keeping: "sealed", shape: "null" }],
});

const before: StoredDocument = {
  id: "Things-1",
  type: "Things",
  spaceId: "Spaces-1",
  version: 4,
  title: "Old",
  body: { Name: "Old" },
  modifiedOn: new Date(0),
  modifiedBy: "alice",
};

function tools() {
  let items = 0;
  return {
    sealer: masterKeySealer(new Uint8Array(32).fill(7), randomBytes, QUICK),
    newItemId: () => `item-${++items}`,
  };
}

test("a new document has version 1, ids for its items and sealed secrets", async () => {
  const body = { Token: "hunter2", Items: [{ Id: "kept" }, { Id: "" }, {}, "text"] };
  const given = structuredClone(body);
  const init = { id: "Things-1", spaceId: null, body };
  const { version, before, after } = await prepareChange(creation(things, init), tools());
  expect({ version, before }).toEqual({ version: 1, before: undefined });
  expect(after?.Items).toEqual([{ Id: "kept" }, { Id: "item-1" }, { Id: "item-2" }, "text"]);
  expect(JSON.stringify(after)).not.toContain("hunter2");
  expect(body).toEqual(given);
});

test("a modification has the next version and both bodies", async () => {
  const change = modification(things, before, { Name: "New" });
  expect(await prepareChange(change, tools())).toMatchObject({
    id: "Things-1",
    spaceId: "Spaces-1",
    version: 5,
    before: { Name: "Old" },
    after: { Name: "New" },
  });
});

test("a deletion and a note keep the version", async () => {
  const deleted = await prepareChange(deletion(things, before), tools());
  expect(deleted).toMatchObject({ version: 4, before: before.body, after: undefined });
  const init = { category: "Seen", verb: "was seen" };
  const noted = await prepareChange(note(things, before, init), tools());
  expect(noted).toMatchObject({ version: 4, before: before.body, after: before.body });
});
