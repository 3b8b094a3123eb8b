import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatSearch, parseSearch } from "../format/search.ts";
import {
  type AuditFilters,
  actsOfKey,
  formatFilters,
  isNarrowed,
  LIST_FILTERS,
  MAX_VALUES_PER_FILTER,
  parseFilters,
  reachesBeyondSpace,
  spacesChosen,
  VALUE_FILTERS,
  withEverySpace,
  withList,
  withSpaces,
  withValue,
} from "./filters.ts";

const id = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 +&#%='ä]{0,12}-[0-9]{1,4}$/);
const list = fc.uniqueArray(id, { minLength: 1, maxLength: 5 });
const lists = Object.fromEntries(LIST_FILTERS.map((name) => [name, list]));
const values = Object.fromEntries(VALUE_FILTERS.map((name) => [name, id]));
const filters: fc.Arbitrary<AuditFilters> = fc.record(
  { ...lists, ...values, includeSystem: fc.constant(true as const) },
  { requiredKeys: [] },
);

describe("filters and the address", () => {
  it("come back from the address as they went in", () => {
    fc.assert(
      fc.property(filters, (given) => {
        const address = formatSearch(formatFilters(given));
        expect(parseFilters(parseSearch(address))).toEqual(given);
      }),
    );
  });

  it("settle: what was parsed formats and parses to itself", () => {
    const anything = fc.dictionary(fc.constantFrom(...LIST_FILTERS, "from", "x"), fc.anything());
    fc.assert(
      fc.property(anything, (search) => {
        const once = parseFilters(search);
        expect(parseFilters(formatFilters(once))).toEqual(once);
      }),
    );
  });

  it("read the links of the field", () => {
    const search = parseSearch("?eventCategories=Modified&projects=Projects-1,Projects-2");
    expect(parseFilters(search)).toEqual({
      eventCategories: ["Modified"],
      projects: ["Projects-1", "Projects-2"],
    });
  });

  it("read names in any case", () => {
    expect(parseFilters({ documenttypes: "Projects", INCLUDESYSTEM: "True" })).toEqual({
      documentTypes: ["Projects"],
      includeSystem: true,
    });
  });

  it("drop empty values, duplicates and unknown parameters", () => {
    expect(parseFilters({ users: " Users-1,,Users-1 , ", from: " ", colour: "red" })).toEqual({
      users: ["Users-1"],
    });
  });

  it("keep at most the limit of values", () => {
    const many = Array.from({ length: MAX_VALUES_PER_FILTER + 5 }, (_, n) => `Users-${n}`);
    expect(parseFilters({ users: many.join(",") }).users).toHaveLength(MAX_VALUES_PER_FILTER);
  });
});

describe("changing filters", () => {
  it("replaces one list and keeps the rest", () => {
    const before = parseFilters({ users: "Users-1", from: "2026-01-01" });
    expect(withList(before, "users", ["Users-2"])).toEqual({ ...before, users: ["Users-2"] });
  });

  it("removes a list that becomes empty", () => {
    expect(withList({ users: ["Users-1"] }, "users", [])).toEqual({});
  });

  it("sets and removes a value", () => {
    expect(withValue({}, "from", "2026-01-01")).toEqual({ from: "2026-01-01" });
    expect(withValue({ from: "2026-01-01" }, "from", undefined)).toEqual({});
  });

  it("reaches everything and comes back to the space", () => {
    const every = withEverySpace({ users: ["Users-1"] }, true);
    expect(every).toEqual({ users: ["Users-1"], spaces: ["all"], includeSystem: true });
    expect(reachesBeyondSpace(every)).toBe(true);
    expect(withEverySpace(every, false)).toEqual({ users: ["Users-1"] });
  });

  it("are not narrowed by reach alone", () => {
    expect(isNarrowed(withEverySpace({}, true))).toBe(false);
    expect(isNarrowed({ correlationId: "act-1" })).toBe(true);
  });
});

it("what a key did is asked in every space", () => {
  expect(actsOfKey("ApiKeys-1")).toEqual({
    apiKeys: ["ApiKeys-1"],
    spaces: ["all"],
    includeSystem: true,
  });
});

it("spaces are chosen one by one, or all", () => {
  expect(spacesChosen({ spaces: ["Spaces-2"] })).toEqual(["Spaces-2"]);
  expect(spacesChosen({ spaces: ["all"] })).toEqual([]);
  expect(spacesChosen({})).toEqual([]);
});

it("who chooses spaces asks for nothing else", () => {
  const everything = withEverySpace({ users: ["Users-1"] }, true);
  expect(withSpaces(everything, ["Spaces-2"])).toEqual({
    users: ["Users-1"],
    spaces: ["Spaces-2"],
  });
  expect(withSpaces({ spaces: ["Spaces-2"] }, [])).toEqual({});
});
