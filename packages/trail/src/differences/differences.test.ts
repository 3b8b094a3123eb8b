import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equals, type Json, MAX_NESTING } from "../json/json.ts";
import { getPointer } from "../json/pointer.ts";
import { apply } from "./apply.ts";
import { MAX_ARRAY_OPERATIONS } from "./array-plan.ts";
import { differences } from "./differences.ts";
import type { IdentityRules } from "./identity.ts";
import { MAX_OPERATIONS, type Operation } from "./operation.ts";

/** The differences, once applied to prove them. */
function proved(before: Json, after: Json, rules?: IdentityRules): Operation[] {
  const operations = differences(before, after, rules);
  expect(equals(apply(before, operations), after)).toBe(true);
  return operations;
}

/** A process of so many steps, each with one action that runs a script. */
function deploymentProcess(length: number) {
  const steps = Array.from({ length }, (_, i) => ({
    Id: `step-${i}`,
    Name: `Step ${i}`,
    Properties: { "Octopus.Action.TargetRoles": "web" },
    Actions: [
      {
        Id: `action-${i}`,
        Name: `Step ${i}`,
        Properties: { "Octopus.Action.Script.ScriptBody": `echo ${i}` },
      },
    ],
  }));
  return { Id: "deploymentprocess-Projects-1", Steps: steps };
}

describe("objects", () => {
  it.each<[string, Json, Json, Operation[]]>([
    ["equal", { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ["in another order", { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ["a changed member", { a: 1 }, { a: 2 }, [{ op: "replace", path: "/a", value: 2 }]],
    ["another type", { a: [] }, { a: {} }, [{ op: "replace", path: "/a", value: {} }]],
    ["a member set to null", { a: 1 }, { a: null }, [{ op: "replace", path: "/a", value: null }]],
    ["a new member", {}, { "a/b~": 1 }, [{ op: "add", path: "/a~1b~0", value: 1 }]],
    ["a lost member", { a: 1, b: 2 }, { b: 2 }, [{ op: "remove", path: "/a" }]],
    ["a new document", [], "x", [{ op: "replace", path: "", value: "x" }]],
    ["negative zero", { a: 0 }, { a: -0 }, []],
  ])("%s", (_, before, after, operations) => {
    expect(proved(before, after)).toEqual(operations);
  });

  it("may have a member called __proto__", () => {
    const [before, after]: Json[] = [JSON.parse('{"__proto__":{"a":1}}'), { b: 1 }];
    expect(proved(before ?? null, after ?? null)).toEqual([
      { op: "remove", path: "/__proto__" },
      { op: "add", path: "/b", value: 1 },
    ]);
    expect(proved(after ?? null, before ?? null)).toHaveLength(2);
  });
});

describe("arrays of identified items", () => {
  it("one word in one of 200 steps is one replace", () => {
    const [before, after] = [deploymentProcess(200), deploymentProcess(200)];
    const action = after.Steps[17]?.Actions[0];
    if (action) action.Properties["Octopus.Action.Script.ScriptBody"] = "echo hello";
    expect(proved(before, after)).toEqual([
      {
        op: "replace",
        path: "/Steps/17/Actions/0/Properties/Octopus.Action.Script.ScriptBody",
        value: "echo hello",
      },
    ]);
  });

  it("one step moved to the front is one move", () => {
    const before = deploymentProcess(20);
    const [last, ...others] = [...before.Steps].reverse();
    const after = { ...before, Steps: [...(last ? [last] : []), ...others.reverse()] };
    expect(proved(before, after)).toEqual([{ op: "move", from: "/Steps/19", path: "/Steps/0" }]);
  });

  it("one step inserted is one add, one removed one remove", () => {
    const before = deploymentProcess(20);
    const after = { ...before, Steps: before.Steps.filter((_, i) => i !== 7) };
    expect(proved(before, after)).toEqual([{ op: "remove", path: "/Steps/7" }]);
    expect(proved(after, before)).toEqual([
      { op: "add", path: "/Steps/7", value: before.Steps[7] },
    ]);
  });

  it("a step both moved and renamed is a replace at its old place, then a move", () => {
    const before = deploymentProcess(3);
    const [first, second, third] = before.Steps;
    if (!first || !second || !third) expect.unreachable();
    const after = { ...before, Steps: [{ ...third, Name: "New" }, first, second] };
    expect(proved(before, after)).toEqual([
      { op: "replace", path: "/Steps/2/Name", value: "New" },
      { op: "move", from: "/Steps/2", path: "/Steps/0" },
    ]);
  });

  it("an item that got its Id only now is an addition", () => {
    const before = { Steps: [{ Id: "a" }, { Id: "", Name: "x" }] };
    const after = { Steps: [{ Id: "a" }, { Id: "b", Name: "x" }] };
    expect(proved(before, after)).toEqual([
      { op: "remove", path: "/Steps/1" },
      { op: "add", path: "/Steps/1", value: { Id: "b", Name: "x" } },
    ]);
  });

  it("a set of ids gains and loses members", () => {
    const before = { EnvironmentIds: ["Environments-1", "Environments-2"] };
    const after = { EnvironmentIds: ["Environments-2", "Environments-3"] };
    expect(proved(before, after)).toEqual([
      { op: "remove", path: "/EnvironmentIds/0" },
      { op: "add", path: "/EnvironmentIds/1", value: "Environments-3" },
    ]);
  });

  it("a rule names the property that identifies items at a place", () => {
    const phase = (Slug: string, n: number): Json => ({ Id: `${Slug}-${n}`, Slug, n });
    const before = { Groups: [{ Phases: [phase("a", 1), phase("b", 1)] }] };
    const after = { Groups: [{ Phases: [phase("b", 2), phase("a", 1)] }] };
    expect(proved(before, after, { "/Groups/*/Phases": "Slug" })).toEqual([
      { op: "replace", path: "/Groups/0/Phases/1/Id", value: "b-2" },
      { op: "replace", path: "/Groups/0/Phases/1/n", value: 2 },
      { op: "move", from: "/Groups/0/Phases/0", path: "/Groups/0/Phases/1" },
    ]);
    const additions = proved(before, after, { "/Phases": "Slug" });
    expect(additions.map(({ op }) => op)).toEqual(["remove", "add"]);
  });
});

describe("arrays of items without identity", () => {
  it("an edit is a replace in the item, an insertion one add", () => {
    const before = { Rules: [{ Key: "a", v: 1 }, { Key: "b", v: 1 }, [1]] };
    expect(proved(before, { Rules: [{ Key: "a", v: 1 }, { Key: "b", v: 2 }, [1]] })).toEqual([
      { op: "replace", path: "/Rules/1/v", value: 2 },
    ]);
    expect(proved(before, { Rules: [{ Key: "n" }, ...before.Rules] })).toEqual([
      { op: "add", path: "/Rules/0", value: { Key: "n" } },
    ]);
  });

  it("equal Ids are no identity", () => {
    const before = [
      { Id: "a", v: 1 },
      { Id: "a", v: 2 },
    ];
    const after = [
      { Id: "a", v: 2 },
      { Id: "a", v: 3 },
    ];
    expect(proved(before, after).length).toBeLessThanOrEqual(2);
  });
});

describe("limits", () => {
  const ids = (length: number): string[] => Array.from({ length }, (_, i) => `Environments-${i}`);

  it("an array beyond MAX_ARRAY_OPERATIONS is replaced", () => {
    const before = { Ids: ids(10_000) };
    const after = { Ids: ids(10_000).reverse() };
    expect(proved(before, after)).toEqual([{ op: "replace", path: "/Ids", value: after.Ids }]);
    expect(proved([], ids(MAX_ARRAY_OPERATIONS))).toHaveLength(MAX_ARRAY_OPERATIONS);
  });

  it("a large array with one item gone has one operation", () => {
    const after = ids(10_000).filter((id) => id !== "Environments-5000");
    expect(proved(ids(10_000), after)).toEqual([{ op: "remove", path: "/5000" }]);
  });

  it("a document beyond MAX_OPERATIONS is replaced", () => {
    const document = (length: number, value: number): Json =>
      Object.fromEntries(ids(length).map((id) => [id, value]));
    const size = MAX_OPERATIONS;
    expect(proved(document(size, 1), document(size, 2))).toHaveLength(size);
    const after = document(size + 1, 2);
    expect(proved(document(size + 1, 1), after)).toEqual([
      { op: "replace", path: "", value: after },
    ]);
  });

  it("refuses what is nested too deeply or is not JSON", () => {
    const deep: Json = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    const deepest: Json = JSON.parse(`${"[".repeat(MAX_NESTING)}${"]".repeat(MAX_NESTING)}`);
    const undefinedMember: unknown = { a: undefined };
    expect(proved([], deepest)).toHaveLength(1);
    expect(() => differences([], deep)).toThrow(expect.objectContaining({ code: "too-deep" }));
    expect(() => differences(deep, [])).toThrow(expect.objectContaining({ code: "too-deep" }));
    expect(() => differences({}, undefinedMember as Json)).toThrow(
      expect.objectContaining({ code: "not-json" }),
    );
  });
});

describe("laws", () => {
  const scalar = fc.constantFrom<Json>(null, true, 0, 1, "", "a", "b", "a/b~c", "\ud83d");
  /** Small values from a small alphabet, so that two of them have much in common. */
  const { small } = fc.letrec<{ small: Json }>((tie) => ({
    small: fc.oneof(
      { depthSize: "small" },
      scalar,
      fc.array(tie("small"), { maxLength: 5 }),
      fc.dictionary(fc.constantFrom("Id", "Name", "a", "/", "__proto__"), tie("small")),
    ),
  }));
  const any = fc.jsonValue({ stringUnit: "binary" }) as fc.Arbitrary<Json>;

  type Item = { readonly Id: string; readonly Name: string; readonly Roles: string[] };
  const item: fc.Arbitrary<Item> = fc.record({
    Id: fc.constantFrom(..."abcdefgh", ""),
    Name: fc.constantFrom("x", "y", "z"),
    Roles: fc.array(fc.constantFrom("web", "db"), { maxLength: 3 }),
  });
  const unique = fc.uniqueArray(item, { selector: ({ Id }) => Id });
  const identified = unique.map((items) => items.filter(({ Id }) => Id !== ""));
  const shuffled = identified.chain((items) =>
    fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
  );

  it("applied to the old document, they give the new one", () => {
    for (const value of [small, any]) {
      fc.assert(
        fc.property(value, value, (before, after) => {
          proved(before, after);
        }),
        { seed: 8, numRuns: 1_000 },
      );
    }
  });

  it("there are none between equal documents", () => {
    fc.assert(
      fc.property(fc.oneof(small, any), (value) => {
        expect(differences(value, structuredClone(value))).toEqual([]);
      }),
      { seed: 9 },
    );
  });

  it("hold for reordered, inserted, removed and renamed items", () => {
    fc.assert(
      fc.property(unique, unique, (before, after) => {
        proved({ Steps: before }, { Steps: after });
      }),
      { seed: 10, numRuns: 1_000 },
    );
  });

  it("a pure reordering of n items is at most n - 1 moves and nothing else", () => {
    fc.assert(
      fc.property(shuffled, ([before, after]) => {
        const operations = proved(before, after);
        expect(operations.length).toBeLessThanOrEqual(Math.max(0, before.length - 1));
        expect(operations.every(({ op }) => op === "move")).toBe(true);
      }),
      { seed: 11 },
    );
  });

  it("a replace and a remove address the old document, and so does every path but its end", () => {
    const items = fc.array(fc.tuple(item, fc.array(small)), { maxLength: 4 });
    const steps = items.map((list) => list.map(([each, Inner]) => ({ ...each, Inner })));
    fc.assert(
      fc.property(fc.oneof(small, steps), fc.oneof(small, steps), (before, after) => {
        for (const operation of proved(before, after)) {
          const { op, path } = operation;
          const parent = path.slice(0, path.lastIndexOf("/"));
          expect(getPointer(before, op === "add" || op === "move" ? parent : path)).toBeDefined();
          if (op !== "move") continue;
          expect(operation.from.startsWith(`${parent}/`)).toBe(true);
        }
      }),
      { seed: 12, numRuns: 1_000 },
    );
  });

  it("a removed item is the one found at its path in the old document", () => {
    fc.assert(
      fc.property(identified, fc.array(fc.boolean()), (before, kept) => {
        const after = before.filter((_, i) => kept[i]);
        const removed = proved(before, after).map(({ path }) => getPointer(before, path));
        const gone = before.filter((_, i) => !kept[i]);
        expect(new Set(removed)).toEqual(new Set(gone));
      }),
      { seed: 13 },
    );
  });

  it("do not change the documents", () => {
    fc.assert(
      fc.property(small, small, (before, after) => {
        const copies = structuredClone([before, after]);
        differences(before, after);
        expect([before, after]).toEqual(copies);
      }),
      { seed: 14 },
    );
  });
});
