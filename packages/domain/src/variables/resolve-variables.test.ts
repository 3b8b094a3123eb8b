import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  resolveVariables,
  type ScopedVariable,
  type VariableContext,
} from "./resolve-variables.ts";

const RUNS = { seed: 5, numRuns: 500 };

function variable(
  Value: string | null,
  Scope: ScopedVariable["Scope"] = {},
  Name = "A",
): ScopedVariable {
  return { Name, Value, Scope, IsSensitive: false, Type: "String" };
}

/** The value of A. */
function valueIn(context: VariableContext, ...sets: ScopedVariable[][]): string | undefined {
  return resolveVariables(sets, context).get("A")?.value;
}

const LADDER = [
  "Action",
  "Machine",
  "TargetedRole",
  "Role",
  "Tenant",
  "TenantTag",
  "Environment",
  "Channel",
  "ProcessOwner",
] as const;

const EVERYWHERE: VariableContext = Object.fromEntries(LADDER.map((rung) => [rung, [rung]]));

function scopeAt(rung: string): ScopedVariable["Scope"] {
  return { [rung === "TargetedRole" ? "Role" : rung]: [rung] };
}

describe("resolveVariables", () => {
  it.each(LADDER.slice(1).map((rung, i) => [LADDER[i] ?? "", rung]))(
    "prefers %s to %s, in any order",
    (higher, lower) => {
      const [high, low] = [variable("high", scopeAt(higher)), variable("low", scopeAt(lower))];
      expect(valueIn(EVERYWHERE, [low, high])).toBe("high");
      expect(valueIn(EVERYWHERE, [high], [low])).toBe("high");
      expect(valueIn(EVERYWHERE, [low], [high])).toBe("high");
    },
  );

  it("prefers one dimension to all lower ones together", () => {
    const below = Object.assign({}, ...LADDER.slice(2).map(scopeAt));
    const sets = [[variable("many", below), variable("machine", { Machine: ["Machine"] })]];
    expect(valueIn(EVERYWHERE, ...sets)).toBe("machine");
  });

  it("leaves out variables that a dimension excludes, or that the context has no value for", () => {
    const scopes = [
      { Environment: ["Environments-2"] },
      { Environment: ["Environments-1"], Machine: ["Machines-1"] },
      { TargetedRole: ["web"] },
      { Moon: ["full"] },
    ];
    const context = { Environment: ["Environments-1"], Role: ["web"], TargetedRole: ["web"] };
    for (const scope of scopes) expect(valueIn(context, [variable("x", scope)])).toBeUndefined();
  });

  it("treats an empty list as no limit", () => {
    const scope = { Environment: [], Role: ["web"] };
    expect(valueIn({ Role: ["WEB"] }, [variable("x", scope), variable("y")])).toBe("x");
  });

  it("uses the first of equally specific ones, set by set", () => {
    expect(valueIn({}, [variable("1"), variable("2")], [variable("3")])).toBe("1");
    const test = { Environment: ["E-1"] };
    const both = { Environment: ["E-1", "E-2"] };
    expect(valueIn(test, [variable("both", both), variable("one", test)])).toBe("both");
  });

  it("finds a name regardless of case, and keeps the properties of the variable", () => {
    const secret = {
      ...variable("s3cret", {}, "DB.Password"),
      IsSensitive: true,
      Type: "Sensitive",
    };
    const table = resolveVariables([[secret], [variable(null, {}, "Empty")]], {});
    expect(table.get("db.password")).toEqual({
      name: "DB.Password",
      value: "s3cret",
      isSensitive: true,
      type: "Sensitive",
    });
    expect(table.get("EMPTY")?.value).toBe("");
    expect(table.get("Missing")).toBeUndefined();
  });

  it("does not depend on the order within a set, unless scopes are equally specific", () => {
    const rungs = fc.uniqueArray(fc.subarray([...LADDER]), { selector: String });
    const names = fc.constantFrom("A", "a", "B");
    const inTwoOrders = fc
      .tuple(rungs, fc.array(names, { minLength: 600, maxLength: 600 }))
      .map(([scopes, ofScope]) =>
        scopes.map((scope, i) =>
          variable(scope.join(), Object.assign({}, ...scope.map(scopeAt)), ofScope[i]),
        ),
      )
      .map((variables) => variables.filter(hasOneRole))
      .chain((variables) =>
        fc.tuple(
          fc.constant(variables),
          fc.shuffledSubarray(variables, { minLength: variables.length }),
        ),
      );
    fc.assert(
      fc.property(inTwoOrders, ([one, other]) => {
        const found = [one, other].map((set) => valuesByName(set, EVERYWHERE));
        expect(found[0]).toEqual(found[1]);
      }),
      RUNS,
    );
  });

  it("is not changed by a set without new names and more specific values", () => {
    const scopes = fc.subarray(["Environment", "Channel"] as const);
    const set = fc.array(fc.tuple(fc.constantFrom("A", "B"), scopes), { minLength: 1 });
    fc.assert(
      fc.property(set, (entries) => {
        const own = entries.map(([name, scope], i) =>
          variable(`own ${i}`, Object.assign({}, ...scope.map(scopeAt)), name),
        );
        const library = own.map((entry) => ({ ...entry, Value: "library" }));
        const found = resolveVariables([own, library], EVERYWHERE);
        expect([...found]).toEqual([...resolveVariables([own], EVERYWHERE)]);
      }),
      RUNS,
    );
  });
});

/** A scope by both `Role` and `TargetedRole` is one by the latter, as specific as by that alone. */
function hasOneRole({ Value }: ScopedVariable): boolean {
  return !(Value ?? "").includes("TargetedRole,Role");
}

function valuesByName(set: ScopedVariable[], context: VariableContext): [string, string][] {
  const values = Array.from(resolveVariables([set], context), ({ name, value }) => {
    return [name.toLowerCase(), value] satisfies [string, string];
  });
  return values.sort(([one], [other]) => (one < other ? -1 : 1));
}
