import { integer, object } from "@indelible/domain";
import { expect, expectTypeOf, test } from "vitest";
import { ActionError } from "./action-error.ts";
import { type ActionResult, defineAction } from "./action-kind.ts";

const COUNT = "Octopus.Action.Count";
const DONE: ActionResult = { kind: "succeeded" };
const described = {
  type: "Test.Count",
  label: "Count",
  properties: object({ [COUNT]: integer(1) }),
  example: {},
};

test("the functions of a kind get properties of the types of its schema", () => {
  defineAction({
    ...described,
    run: async ({ properties }) => {
      expectTypeOf(properties[COUNT]).toEqualTypeOf<number>();
      // @ts-expect-error the schema names no such property
      expect(properties["Octopus.Action.Cuont"]).toBeUndefined();
      return DONE;
    },
  });
  defineAction({
    ...described,
    ask: {
      question: ({ properties, expand }) => {
        expectTypeOf(properties[COUNT]).toEqualTypeOf<number>();
        return { instructions: expand("Count"), teamIds: [] };
      },
      outcome: () => DONE,
    },
  });
});

test("a kind must run or ask, and not both", () => {
  const run = async () => DONE;
  const ask = { question: () => ({ instructions: "", teamIds: [] }), outcome: () => DONE };
  // @ts-expect-error it must not do both
  const both = () => defineAction({ ...described, run, ask });
  // @ts-expect-error it must do one
  const neither = () => defineAction(described);
  expect([both, neither]).toHaveLength(2);
});

test("a question is not asked with properties that cannot be read", () => {
  const asked: number[] = [];
  const { ask } = defineAction({
    ...described,
    ask: {
      question: ({ properties }) => {
        asked.push(properties[COUNT]);
        return { instructions: "", teamIds: [] };
      },
      outcome: () => DONE,
    },
  });
  const expand = (template: string) => template;
  const question = (count: string) =>
    ask?.question({ properties: new Map([[COUNT, count]]), expand });
  expect(() => question("many")).toThrow(ActionError);
  question("7");
  expect(asked).toEqual([7]);
});
