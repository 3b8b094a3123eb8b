import {
  anything,
  choice,
  DOCUMENT_DEFINITIONS,
  flag,
  hidden,
  idOf,
  idsOf,
  integer,
  list,
  map,
  name,
  nullable,
  object,
  optionalText,
  readOnly,
  secret,
  section,
  slug,
  text,
  time,
  timeSpan,
} from "@indelible/domain";
import { describe, expect, it } from "vitest";
import type { Control, FormField } from "./control.ts";
import { documentForm } from "./document-form.ts";

/** The control of one field of a schema. */
function controlOf(schema: ReturnType<typeof object>["properties"][string]): Control | undefined {
  return documentForm({ schema: object({ Field: schema }) })[0]?.control;
}

describe("the control of a field", () => {
  it.each([
    ["a name", name(), { kind: "line", maxLength: 200, minLength: 1, isNullable: false }],
    ["a slug", slug(), { kind: "line", initial: "", minLength: 0 }],
    ["a text", text(), { kind: "text", initial: "" }],
    ["an optional text", optionalText(), { kind: "text", initial: null, isNullable: true }],
    ["a flag", flag(true), { kind: "flag", initial: true }],
    ["a number", integer(3, 1), { kind: "number", initial: 3, minimum: 1 }],
    ["a choice", choice("A", "B"), { kind: "choice", choices: ["A", "B"], initial: "A" }],
    ["a time", time(), { kind: "time", isNullable: true }],
    ["a length of time", timeSpan("01:00:00"), { kind: "timeSpan", initial: "01:00:00" }],
    ["an id", idOf(["Projects", "Teams"]), { kind: "reference", to: ["Projects", "Teams"] }],
    ["ids", idsOf("Environments"), { kind: "references", to: ["Environments"] }],
    ["words", list(name()), { kind: "words", initial: [] }],
    ["several choices", list(choice("A", "B")), { kind: "choices", choices: ["A", "B"] }],
    ["a sealed secret", secret("sealed", "object"), { kind: "secret", shape: "object" }],
    ["a password", secret("verifier", "null"), { kind: "secret", shape: "null" }],
    ["any JSON", anything(), { kind: "json", initial: null }],
    ["a list of any JSON", list(anything()), { kind: "json", initial: [] }],
    ["a map", map(list(name())), { kind: "map", value: { kind: "words" } }],
  ])("that is %s", (_, schema, expected) => {
    expect(controlOf(schema)).toMatchObject(expected);
  });

  it("that is an object has a control for each field, and the defaults of the fields", () => {
    const part = object({ Port: integer(22), Host: name(), Id: optionalText() });
    expect(controlOf(part)).toMatchObject({
      kind: "group",
      initial: { Port: 22, Id: null },
      fields: [
        { name: "Port", isRequired: false, control: { kind: "number" } },
        { name: "Host", isRequired: true, control: { kind: "line" } },
        { name: "Id", control: { kind: "kept" } },
      ],
    });
  });

  it("that may be null is null at first", () => {
    const part = nullable(object({ Port: integer(22) }));
    expect(controlOf(part)).toMatchObject({ kind: "group", initial: null, isNullable: true });
  });

  it("that is a section has the section's own defaults", () => {
    const part = section({ Port: integer(22) }, { Port: 80 });
    expect(controlOf(part)).toMatchObject({ kind: "group", initial: { Port: 80 } });
  });

  it("that is a list of objects repeats them", () => {
    const phases = list(object({ Name: name() }));
    expect(controlOf(phases)).toMatchObject({ kind: "list", item: { kind: "group" } });
  });

  it("is missing where only the server sets it, and where there is nothing to choose", () => {
    expect(controlOf(readOnly(text()))).toBeUndefined();
    expect(controlOf(hidden(text()))).toBeUndefined();
    expect(controlOf(choice("Items"))).toBeUndefined();
  });

  it("is required where the schema has no default, and called by the property in words", () => {
    const fields = documentForm({
      schema: object({ Name: name(), ProjectGroupId: idOf("ProjectGroups"), Notes: text() }),
    });
    expect(fields.map(({ label, isRequired }) => [label, isRequired])).toEqual([
      ["Name", true],
      ["Project group", true],
      ["Notes", false],
    ]);
  });
});

describe.each(DOCUMENT_DEFINITIONS)("the form of $label", (definition) => {
  const fields = documentForm(definition);

  it("has a control for every field that a client can write", () => {
    const writable = Object.entries(definition.schema.properties).filter(
      ([, field]) => !isServerSide(field),
    );
    expect(fields.map((field) => field.name)).toEqual(writable.map(([property]) => property));
  });

  it("says a name for every control", () => {
    const labels = allFields(fields).map(({ label }) => label);
    expect(labels.filter((label) => label.trim() === "")).toEqual([]);
  });

  it("leads with references to types that have a page", () => {
    for (const { control } of allFields(fields)) {
      if (control.kind === "reference" || control.kind === "references")
        expect(control.to.length).toBeGreaterThan(0);
    }
  });
});

function isServerSide(field: { readOnly?: boolean; hidden?: boolean }): boolean {
  return field.readOnly === true || field.hidden === true;
}

function allFields(fields: readonly FormField[]): readonly FormField[] {
  return fields.flatMap((field) => [field, ...allFields(fieldsBelow(field.control))]);
}

function fieldsBelow(control: Control): readonly FormField[] {
  switch (control.kind) {
    case "group":
      return control.fields;
    case "list":
      return fieldsBelow(control.item);
    case "map":
      return fieldsBelow(control.value);
    default:
      return [];
  }
}
