import type { SetVariable } from "@indelible/domain";
import fc from "fast-check";
import { expect, test } from "vitest";
import { withHidden } from "./with-hidden.ts";

function variable(Id: string | null, Value: string | null = null): SetVariable {
  return {
    Id,
    Name: "A",
    Value,
    Description: "",
    Scope: {},
    IsEditable: true,
    Prompt: null,
    Type: "String",
    IsSensitive: false,
  };
}

const [a, b, c, d] = ["a", "b", "c", "d"].map((id) => variable(id)) as [
  SetVariable,
  SetVariable,
  SetVariable,
  SetVariable,
];

function storedAs(
  all: readonly SetVariable[],
  hidden: readonly SetVariable[],
  fixed: readonly SetVariable[] = [],
) {
  return {
    all,
    isHidden: (one: SetVariable) => hidden.includes(one),
    isFixed: (one: SetVariable) => fixed.includes(one),
  };
}

test.each([
  ["after what they followed", [a, b, c, d], [b, d], [a, c], ["a", "b", "c", "d"]],
  ["at the start", [a, b], [a], [b], ["a", "b"]],
  ["with it when it moves", [a, b, c], [b], [c, a], ["c", "a", "b"]],
  ["after what is left before them", [a, b, c], [c], [a], ["a", "c"]],
  ["alone", [a, b], [a, b], [], ["a", "b"]],
])("hidden variables stay %s", (_, stored, hidden, sent, expected) => {
  expect(withHidden(storedAs(stored, hidden), sent).map(({ Id }) => Id)).toEqual(expected);
});

test("an id of a hidden variable that is sent is a new one", () => {
  const all = withHidden(storedAs([a, b], [b]), [a, { ...b, Value: "mine" }]);
  expect(all).toEqual([a, b, variable(null, "mine")]);
});

test("a hidden variable does not change places with one that the caller may not change", () => {
  expect(withHidden(storedAs([a, b, c], [b], [c]), [c, a])).toEqual([b, c, a]);
  expect(withHidden(storedAs([c, a, b], [b], [c]), [a, c])).toEqual([a, c, b]);
});

test("every variable that stays is unchanged, in order, and all that is sent is stored, in order", () => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 9 }).map(String));
  const picks = fc.array(fc.boolean(), { minLength: 10, maxLength: 10 });
  fc.assert(
    fc.property(ids, picks, picks, ids, (stored, isHidden, isFixed, sent) => {
      const all = stored.map((id) => variable(id, "stored"));
      const hidden = all.filter((_, index) => isHidden[index]);
      const visible = all.filter((one) => !hidden.includes(one));
      const fixed = visible.filter((_, index) => isFixed[index]);
      const free = sent.filter((id) => !stored.includes(id)).map((id) => variable(id, "sent"));
      // What may be changed is sent in another order, with new ones.
      const own = [...visible.filter((one) => !fixed.includes(one)).reverse(), ...fixed, ...free];
      const result = withHidden(storedAs(all, hidden, fixed), own);
      expect(result.filter((one) => !hidden.includes(one))).toEqual(own);
      const staying = (one: SetVariable) => hidden.includes(one) || fixed.includes(one);
      expect(result.filter(staying)).toEqual(all.filter(staying));
    }),
    { seed: 7, numRuns: 300 },
  );
});
