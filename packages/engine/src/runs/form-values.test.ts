import { Refusal } from "@indelible/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type PromptedVariable, splitFormValues } from "./form-values.ts";

function prompt(id: string, init: Partial<PromptedVariable> = {}): PromptedVariable {
  const plain = { isSensitive: false, isRequired: false, hasValue: false };
  return { id, name: id, type: "String", ...plain, ...init };
}

function refusal(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.errors;
    throw error;
  }
  return [];
}

test("answers name a variable by id, or by name in any case, and are stored by id", () => {
  const prompts = [prompt("1", { name: "Size" }), prompt("2", { name: "Key", isSensitive: true })];
  expect(splitFormValues(prompts, { "1": "large", KEY: "secret" })).toEqual({
    FormValues: { "1": "large" },
    SensitiveFormValues: { "2": "secret" },
  });
});

test("an answer without a prompt is refused", () => {
  expect(refusal(() => splitFormValues([prompt("1")], { Other: "x" }))).toEqual([
    "FormValues: there is no prompted variable 'Other'.",
  ]);
});

test("a required variable needs an answer, unless it has a value", () => {
  const required = prompt("1", { name: "Size", isRequired: true });
  for (const sent of [{}, { Size: "" }]) {
    expect(refusal(() => splitFormValues([required], sent))).toEqual([
      "FormValues: a value for the variable 'Size' is required.",
    ]);
  }
  const none = { FormValues: {}, SensitiveFormValues: {} };
  expect(splitFormValues([{ ...required, hasValue: true }], {})).toEqual(none);
});

test("no answer is lost, and the answers to secrets are separate", () => {
  const prompts = fc.uniqueArray(fc.record({ id: fc.uuid(), isSensitive: fc.boolean() }), {
    selector: ({ id }) => id,
  });
  fc.assert(
    fc.property(prompts, fc.string(), (some, value) => {
      const sent = Object.fromEntries(some.map(({ id }) => [id, value]));
      const split = splitFormValues(
        some.map(({ id, isSensitive }) => prompt(id, { isSensitive })),
        sent,
      );
      expect({ ...split.FormValues, ...split.SensitiveFormValues }).toEqual(sent);
      const secret = some.filter(({ isSensitive }) => isSensitive).map(({ id }) => id);
      expect(Object.keys(split.SensitiveFormValues).sort()).toEqual(secret.sort());
    }),
  );
});
