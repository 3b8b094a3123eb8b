import { DOCUMENT_DEFINITIONS, type DocumentDefinition } from "@indelible/domain";
import type { Json, JsonObject } from "@indelible/trail/pure";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Control, FormField } from "./control.ts";
import { documentForm } from "./document-form.ts";
import { problemsOf } from "./problems.ts";
import { readFields } from "./read-value.ts";
import { changedFields, writeFields } from "./write-value.ts";

const exampleOf = (definition: DocumentDefinition) => definition.example((prefix) => `${prefix}-1`);

describe.each(DOCUMENT_DEFINITIONS)("a document of type $label", (definition) => {
  const fields = documentForm(definition);

  it("that is new has the defaults of the schema", () => {
    const body = writeFields(fields, readFields(fields));
    for (const { name, control } of fields) {
      if (control.initial !== undefined)
        expect([name, body[name]]).toEqual([name, control.initial]);
    }
  });

  it("is written as it was read, and nothing is sent when nothing was edited", () => {
    fc.assert(
      fc.property(bodies(fields), (body) => {
        const values = readFields(fields, body);
        expect(writeFields(fields, values)).toEqual(body);
        expect(changedFields(fields, values, values, false)).toEqual({});
      }),
      { numRuns: 25 },
    );
  });

  it("keeps its values over a draft that is stored as JSON", () => {
    fc.assert(
      fc.property(bodies(fields), (body) => {
        const values = readFields(fields, body);
        const draft = JSON.parse(JSON.stringify(values));
        expect(writeFields(fields, draft)).toEqual(JSON.parse(JSON.stringify(body)));
      }),
      { numRuns: 10 },
    );
  });
});

const creatable = DOCUMENT_DEFINITIONS.filter(({ verbs }) => verbs.has("create"));

it.each(creatable)("the example of $label fills its form", (definition) => {
  const fields = documentForm(definition);
  const example = exampleOf(definition);
  const given = fields.filter(({ name }) => example[name] !== undefined);
  const body = Object.fromEntries(given.map(({ name }) => [name, example[name] ?? null]));
  expect(problemsOf(fields, readFields(fields, body))).toEqual({});
});

/** Bodies that the API could show, for the fields of a form. */
function bodies(fields: readonly FormField[]): fc.Arbitrary<JsonObject> {
  return fc.record(Object.fromEntries(fields.map(({ name, control }) => [name, json(control)])));
}

function json(control: Control): fc.Arbitrary<Json> {
  const some = someJson(control);
  return control.isNullable && control.kind !== "secret" && control.kind !== "property"
    ? fc.option(some, { freq: 3 })
    : some;
}

/** Nullable texts are never empty: an empty control means null. */
const word = fc.string({ minLength: 1, maxLength: 12 });
const shownSecret = fc
  .boolean()
  .map((HasValue): Json => ({ HasValue, NewValue: null, Hint: null }));

function someJson(control: Control): fc.Arbitrary<Json> {
  switch (control.kind) {
    case "number":
      return fc.integer({ min: 1, max: 1_000 });
    case "flag":
      return fc.boolean();
    case "choice":
      return fc.constantFrom(...control.choices);
    case "choices":
      return fc.subarray([...control.choices]);
    case "words":
    case "references":
      return fc.array(word, { maxLength: 3 });
    case "secret":
      return control.shape === "null" ? fc.constant(null) : shownSecret;
    case "property":
      return fc.oneof(fc.constant(null), word, shownSecret);
    case "group":
      return bodies(control.fields);
    case "list":
      return fc.array(json(control.item), { maxLength: 2 });
    case "map":
      return fc.dictionary(word, json(control.value), { maxKeys: 2 });
    case "json":
      return fc.constantFrom<Json>(null, [], ["a", { b: 1 }], { deep: [null, true] });
    case "kept":
      return fc.oneof(fc.constant(null), word);
    default:
      return word;
  }
}

it("the round trip covers forms of every kind of part", () => {
  const kinds = new Set(DOCUMENT_DEFINITIONS.flatMap((type) => kindsIn(documentForm(type))));
  for (const kind of ["secret", "property", "group", "list", "map", "json", "timeSpan", "choices"])
    expect(kinds).toContain(kind);
});

function kindsIn(value: unknown): string[] {
  const text = JSON.stringify(value);
  return [...text.matchAll(/"kind":"(\w+)"/g)].map(([, kind]) => kind ?? "");
}
