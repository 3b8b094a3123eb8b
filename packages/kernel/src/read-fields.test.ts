import fc from "fast-check";
import { Type } from "typebox";
import { describe, expect, test } from "vitest";
import { readFields, withDefaults } from "./read-fields.ts";
import { Refusal } from "./refusal.ts";

const part = Type.Object({
  Label: Type.String({ minLength: 1, trim: true }),
  Weight: Type.Integer({ minimum: 0, default: 1 }),
});
const schema = Type.Object({
  Name: Type.String({ minLength: 1, maxLength: 10, trim: true }),
  Notes: Type.String({ default: "" }),
  Colour: Type.Enum(["Red", "DarkBlue"], { default: "Red" }),
  Count: Type.Integer({ default: 0 }),
  Made: { ...Type.String({ default: "then" }), readOnly: true },
  Parts: Type.Array(part, { default: [] }),
  Scope: Type.Record(Type.String(), Type.Array(Type.String()), { default: {} }),
  Any: Type.Unknown({ default: null }),
  Either: Type.Union([Type.String(), Type.Object({ HasValue: Type.Boolean() })], { default: "" }),
});

function problemsOf(sent: unknown): readonly string[] {
  try {
    readFields(schema, sent);
  } catch (error) {
    if (error instanceof Refusal && error.code === "invalid") return error.errors;
    throw error;
  }
  return [];
}

describe("reading", () => {
  test("keeps what was sent: names in any case, no unknown fields, no defaults", () => {
    const sent = { NAME: " Box ", count: 3, Unknown: {}, colour: "darkblue" };
    expect(readFields(schema, sent)).toEqual({ Name: "Box", Count: 3, Colour: "DarkBlue" });
    expect(readFields(schema, {})).toEqual({});
  });

  test("an exact name wins over one in another case", () => {
    expect(readFields(schema, { name: "other", Name: "exact" })).toEqual({ Name: "exact" });
  });

  test("null means not given, or the default", () => {
    expect(readFields(schema, { Name: null, Notes: null, Parts: null })).toEqual({
      Notes: "",
      Parts: [],
    });
  });

  test("read-only fields are not read", () => {
    expect(readFields(schema, { Made: "now", made: "now" })).toEqual({});
  });

  test("nested objects get their defaults, also in lists", () => {
    expect(readFields(schema, { parts: [{ label: " a " }, { Label: "b", weight: 2 }] })).toEqual({
      Parts: [
        { Label: "a", Weight: 1 },
        { Label: "b", Weight: 2 },
      ],
    });
  });

  test("maps keep the case of their names", () => {
    const Scope = { environment: ["a"], Environment: ["b"] };
    expect(readFields(schema, { Scope })).toEqual({ Scope });
  });

  test("of several forms, the matching one is read", () => {
    expect(readFields(schema, { Either: "text" })).toEqual({ Either: "text" });
    expect(readFields(schema, { Either: { hasvalue: true } })).toEqual({
      Either: { HasValue: true },
    });
  });

  test("__proto__ is never a member", () => {
    const sent = JSON.parse('{"Any": {"__proto__": 1, "a": [{"__proto__": 2}]}, "__proto__": {}}');
    const read = readFields(schema, sent);
    expect(JSON.stringify(read)).toBe('{"Any":{"a":[{}]}}');
  });
});

describe("refusals", () => {
  test.each([
    [null, "The body must be a JSON object."],
    [[], "The body must be a JSON object."],
    ["{}", "The body must be a JSON object."],
    [{ Name: "" }, "Name must not be blank."],
    [{ Name: "   " }, "Name must not be blank."],
    [{ name: "far too long" }, "Name must have at most 10 characters."],
    [{ Name: "a\0" }, "Name must not contain the NUL character."],
    [{ Name: "\ud800" }, "Name contains half of a surrogate pair, which is not valid Unicode."],
    [{ Colour: "Green" }, "Colour must be one of Red, DarkBlue."],
    [{ Count: "3" }, "Count must be a whole number."],
    [{ Count: Number.POSITIVE_INFINITY }, "Count is too large a number to be stored."],
    [{ Any: [Number.NEGATIVE_INFINITY] }, "Any is too large a number to be stored."],
    [{ Parts: [{}] }, "Parts[0].Label is required."],
    [{ Parts: [{ Label: "\t" }] }, "Parts[0].Label must not be blank."],
    [{ Parts: [null] }, "Parts[0] must be an object."],
    [{ Parts: {} }, "Parts must be a list."],
    [{ Scope: { a: "b" } }, "Scope.a must be a list."],
    [{ Scope: { "\0": [] } }, "Scope must not contain the NUL character."],
    [
      { Any: { "\ud800": 1 } },
      "Any contains half of a surrogate pair, which is not valid Unicode.",
    ],
  ])("%j: %s", (sent, sentence) => {
    expect(problemsOf(sent)).toContain(sentence);
  });

  test("all problems are reported, up to twenty", () => {
    expect(problemsOf({ Name: "", Count: 1.5, Colour: "x" })).toHaveLength(3);
    const Parts = Array.from({ length: 50 }, () => ({}));
    expect(problemsOf({ Parts })).toHaveLength(20);
  });

  test("nesting beyond 32 levels, however deep", () => {
    const nested = (depth: number) => JSON.parse("[".repeat(depth) + "]".repeat(depth));
    expect(problemsOf({ Any: nested(30) })).toEqual([]);
    expect(problemsOf({ Any: nested(50_000) })[0]).toMatch(/nested deeper than 32 levels/);
  });
});

describe("any JSON", () => {
  const names = fc.oneof(fc.constantFrom(...Object.keys(schema.properties)), fc.string());
  const bodies = fc.dictionary(names, fc.jsonValue({ noUnicodeString: false }), { maxKeys: 8 });

  test("is read or refused with messages, and reading the result again returns the same", () => {
    fc.assert(
      fc.property(bodies, (sent) => {
        const problems = problemsOf(sent);
        for (const problem of problems) expect(problem).toMatch(/^\w.*\.$/s);
        if (problems.length > 0) return;
        const read = readFields(schema, sent);
        expect(readFields(schema, read)).toEqual(read);
        for (const name of Object.keys(read)) expect(schema.properties).toHaveProperty(name);
      }),
      { numRuns: 300 },
    );
  });
});

describe("defaults", () => {
  test("complete what was read", () => {
    expect(withDefaults(schema, { Name: "Box", Count: 3 })).toEqual({
      Name: "Box",
      Notes: "",
      Colour: "Red",
      Count: 3,
      Made: "then",
      Parts: [],
      Scope: {},
      Any: null,
      Either: "",
    });
  });

  test("a field without a default is required", () => {
    expect(() => withDefaults(schema, {})).toThrow(
      expect.objectContaining({ errors: ["Name is required."] }),
    );
  });
});
