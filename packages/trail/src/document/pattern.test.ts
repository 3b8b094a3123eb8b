import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../json/json.ts";
import { placeAt, placesAt, putAt, valueAt } from "./pattern.ts";

function found(document: Json, pattern: string) {
  return placesAt(document, pattern).map((place) => [place.address, valueAt(place)]);
}

test.each<[string, Json, string, unknown]>([
  ["a member", { A: 1 }, "/A", [["/A", 1]]],
  ["a member within", { A: { B: 2 } }, "/A/B", [["/A/B", 2]]],
  ["a member that is not there", {}, "/A", [["/A", undefined]]],
  ["nothing below what is not there", {}, "/A/B", []],
  ["nothing below a scalar", { A: 1 }, "/A/B", []],
  ["nothing below null", { A: null }, "/A/*", []],
  [
    "items by position",
    { A: ["x", "y"] },
    "/A/*",
    [
      ["/A/0", "x"],
      ["/A/1", "y"],
    ],
  ],
  ["items by id", { A: [{ Id: "i", B: 1 }] }, "/A/*/B", [["#i/B", 1]]],
  ["items with a blank id by position", { A: [{ Id: "", B: 1 }] }, "/A/*/B", [["/A/0/B", 1]]],
  [
    "members of a map",
    { A: { x: 1, y: 2 } },
    "/A/*",
    [
      ["/A/x", 1],
      ["/A/y", 2],
    ],
  ],
  ["no item of an empty list", { A: [] }, "/A/*", []],
  ["no named member of a list", { A: [1] }, "/A/B", []],
  ["nothing inherited", {}, "/toString", [["/toString", undefined]]],
  ["nothing at all for the whole", { A: 1 }, "", []],
])("finds %s", (_, document, pattern, places) => {
  expect(found(document, pattern)).toEqual(places);
});

test("steps through lists of lists of identified items", () => {
  const document = {
    Steps: [
      { Id: "s1", Actions: [{ Id: "a1", P: { k: 1 } }, { Id: "a2" }] },
      { Actions: [{ P: { l: 2, m: 3 } }] },
    ],
  };
  expect(found(document, "/Steps/*/Actions/*/P/*")).toEqual([
    ["#a1/P/k", 1],
    ["/Steps/1/Actions/0/P/l", 2],
    ["/Steps/1/Actions/0/P/m", 3],
  ]);
});

test("what is put at a place is found there; nothing takes it away", () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.integer())), (items) => {
      const document = { Items: structuredClone(items) };
      for (const place of placesAt(document, "/Items/*/X")) putAt(place, "put");
      expect(document.Items).toEqual(items.map((item) => ({ ...item, X: "put" })));
      for (const place of placesAt(document, "/Items/*/X")) putAt(place, undefined);
      expect(document.Items.some((item) => "X" in item)).toBe(false);
    }),
  );
});

test("an item keeps its address wherever in the document it moves", () => {
  const action = { Id: "a1", P: { k: 1 } };
  const [here, there] = [
    { Steps: [{ Id: "s1", Actions: [action] }] },
    {
      Steps: [
        { Id: "s0", Actions: [] },
        { Id: "s2", Actions: [{ Id: "a0" }, action] },
      ],
    },
  ].map((body) => placesAt(body, "/Steps/*/Actions/*/P/*").map(({ address }) => address));
  expect(here).toEqual(["#a1/P/k"]);
  expect(there).toEqual(here);
});

test("every place is found again by its JSON Pointer", () => {
  const key = fc.constantFrom("A", "B/C", "~", "*", "0", "Id", "");
  const { document } = fc.letrec<{ document: Json }>((tie) => ({
    document: fc.oneof(
      fc.constantFrom<Json>(null, "x", 1),
      fc.array(tie("document"), { maxLength: 3 }),
      fc.dictionary(key, tie("document"), { maxKeys: 4 }),
    ),
  }));
  const patterns = fc.constantFrom("/*", "/A/*", "/*/*", "/*/*/A", "/A");
  fc.assert(
    fc.property(document, patterns, (value, pattern) => {
      const places = placesAt(value, pattern);
      expect(places.map(({ pointer }) => placeAt(value, pointer))).toEqual(places);
      expect(new Set(places.map(({ pointer }) => pointer)).size).toBe(places.length);
    }),
  );
});

test.each(["", "/A/B/C", "/X/Y", "/L/5", "/N/x"])("there is no place %j", (pointer) => {
  expect(placeAt({ A: { B: 1 }, L: [1], N: null }, pointer)).toBeUndefined();
});
