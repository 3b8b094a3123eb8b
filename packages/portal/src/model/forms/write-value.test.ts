import { idOf, name, nullable, object, secret, text } from "@indelible/domain";
import { describe, expect, it } from "vitest";
import { documentForm } from "./document-form.ts";
import { NO_SECRET, type SecretEntry } from "./form-value.ts";
import { readFields, readValue } from "./read-value.ts";
import { changedFields, parsed, writeFields, writeValue } from "./write-value.ts";

const fields = documentForm({
  schema: object({ Name: name(), ProjectId: idOf("Projects"), Notes: text() }),
});

describe("what is sent", () => {
  const empty = readFields(fields);

  it("for a new document are the required fields and those that were edited", () => {
    const values = { ...empty, Name: "Web shop", ProjectId: "Projects-1" };
    expect(changedFields(fields, empty, values, true)).toEqual({
      Name: "Web shop",
      ProjectId: "Projects-1",
    });
    expect(changedFields(fields, empty, { ...values, Notes: "new" }, true)).toHaveProperty(
      "Notes",
      "new",
    );
  });

  it("for a change are the fields that differ", () => {
    const before = readFields(fields, { Name: "Old", ProjectId: "Projects-1", Notes: "n" });
    expect(changedFields(fields, before, { ...before, Name: "New" }, false)).toEqual({
      Name: "New",
    });
  });

  it("is null for an empty control where null is a value, else the empty text", () => {
    const [Note] = documentForm({ schema: object({ Note: nullable(text()) }) });
    expect(Note && writeValue(Note.control, "")).toBeNull();
    expect(writeFields(fields, empty)).toEqual({ Name: "", ProjectId: "", Notes: "" });
  });
});

describe("a secret", () => {
  const sealed = documentForm({ schema: object({ Key: secret("sealed", "object") }) })[0]?.control;
  const password = documentForm({ schema: object({ Key: secret("verifier", "null") }) })[0]
    ?.control;
  const shown = { HasValue: true, NewValue: null, Hint: null };
  const write = (edit: Partial<SecretEntry>, control = sealed) =>
    control && writeValue(control, { ...NO_SECRET, HasValue: true, Shown: shown, ...edit });

  it("is sent back as it was shown to keep it", () => {
    expect(write({})).toEqual(shown);
  });

  it("is not there in a new document", () => {
    expect(sealed && readValue(sealed, undefined)).toMatchObject({ HasValue: false });
    expect(sealed && readValue(sealed, null)).toMatchObject({ HasValue: false });
    expect(sealed && readValue(sealed, shown)).toMatchObject({ HasValue: true });
  });

  it("is replaced and removed", () => {
    expect(write({ Edit: "replace", Text: "new" })).toEqual({ HasValue: true, NewValue: "new" });
    expect(write({ Edit: "clear" })).toEqual({ HasValue: false, NewValue: null });
  });

  it("that the API never shows is a plain text on its way in", () => {
    expect(write({ Edit: "replace", Text: "new" }, password)).toBe("new");
    expect(password && readValue(password, null)).toMatchObject({ HasValue: null, Edit: "keep" });
    expect(password && readValue(password, undefined)).toMatchObject({ HasValue: false });
  });
});

describe("a property of a step", () => {
  const control = { kind: "property", initial: null, isNullable: true } as const;

  it.each([
    ["plain text", "echo"],
    ["nothing", null],
    ["a secret", { HasValue: true, NewValue: null }],
    [
      "a secret in a member",
      { IsSensitive: true, Value: null, SensitiveValue: { HasValue: true } },
    ],
  ])("that is %s is kept as it is", (_, json) => {
    expect(writeValue(control, readValue(control, json))).toEqual(json);
  });

  it("knows whether there is a secret, in whichever member it is", () => {
    const json = { IsSensitive: true, Value: null, SensitiveValue: { HasValue: true } };
    expect(readValue(control, json)).toMatchObject({ IsSecret: true, HasValue: true });
  });
});

describe("a JSON text", () => {
  it("is read; blank is null, anything else is no JSON", () => {
    expect(parsed('{"a":1}')).toEqual({ a: 1 });
    expect(parsed("  ")).toBeNull();
    expect(parsed("{a}")).toBeUndefined();
  });
});
