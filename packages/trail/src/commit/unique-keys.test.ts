import fc from "fast-check";
import { expect, test } from "vitest";
import { documentType } from "../document/document-type.ts";
import type { JsonObject } from "../json/json.ts";
import { uniqueKeysOf } from "./unique-keys.ts";

const type = documentType({
  prefix: "Things",
  label: "Thing",
  unique: [
    { fields: ["Name"], within: "space" },
    { fields: ["Serial"], within: "installation" },
    { fields: ["Slot", "Row"], within: { field: "ShelfId" } },
  ],
});

function keys(spaceId: string | null, body: JsonObject | undefined): string[] {
  return uniqueKeysOf(type, spaceId, body).map(({ key }) => key);
}

test("a key contains the type, the area where it is unique, the fields and the values", () => {
  const body = { Name: "Box", Serial: "A1", Slot: "2", Row: 3, ShelfId: "Shelves-1" };
  expect(uniqueKeysOf(type, "Spaces-1", body)).toEqual([
    { key: '["Things","Spaces-1","Name","box"]', field: "Name" },
    { key: '["Things","","Serial","a1"]', field: "Serial" },
    { key: '["Things","Shelves-1","Slot","Row","2","3"]', field: "Slot" },
  ]);
});

test("case does not matter; the space does for keys within a space", () => {
  expect(keys("Spaces-1", { Name: "ÄRGER" })).toEqual(keys("Spaces-1", { Name: "ärger" }));
  expect(keys("Spaces-1", { Name: "a" })).not.toEqual(keys("Spaces-2", { Name: "a" }));
  expect(keys("Spaces-1", { Serial: "a" })).toEqual(keys("Spaces-2", { Serial: "a" }));
  expect(keys(null, { Name: "a" })).toEqual(['["Things","","Name","a"]']);
});

test("empty and missing values have no key, unless other fields of the rule have values", () => {
  expect(keys("Spaces-1", { Name: "", Serial: null })).toEqual([]);
  expect(keys("Spaces-1", { Row: 1 })).toEqual(['["Things","","Slot","Row","","1"]']);
  expect(keys("Spaces-1", undefined)).toEqual([]);
});

test("different values never share a key, with any characters", () => {
  const text = fc.string({ unit: fc.constantFrom(..."a\"',[]\\: ") });
  fc.assert(
    fc.property(text, text, text, text, (slot, row, otherSlot, otherRow) => {
      fc.pre(slot !== otherSlot || row !== otherRow);
      fc.pre(`${slot}${row}` !== "" && `${otherSlot}${otherRow}` !== "");
      const one = keys(null, { Slot: slot, Row: row });
      const two = keys(null, { Slot: otherSlot, Row: otherRow });
      expect(one).not.toEqual(two);
    }),
  );
});
