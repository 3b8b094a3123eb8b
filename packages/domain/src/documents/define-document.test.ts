import { describe, expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { parsePermission } from "../access/permissions.ts";
import { defineDocument } from "./define-document.ts";
import { DOCUMENT_PREFIXES } from "./document-prefixes.ts";
import { notedFields } from "./field-notes.ts";
import {
  choice,
  hidden,
  idOf,
  idsOf,
  list,
  map,
  name,
  object,
  optionalIdOf,
  readOnly,
  secret,
  text,
} from "./fields.ts";
import { DOCUMENT_DEFINITIONS } from "./index.ts";

const boxes = defineDocument({
  prefix: "Boxes",
  label: "Box",
  plural: "Boxes",
  route: "boxes",
  permissions: {
    view: "ProjectView",
    create: "ProjectCreate",
    edit: "ProjectEdit",
    delete: "ProjectDelete",
  },
  schema: object({
    Name: name(),
    ProjectId: idOf("Projects", { follows: true, onDelete: "cascade" }),
    OwnerId: optionalIdOf(["Users", "Teams"], { relates: false }),
    Labels: list(object({ TenantId: idOf("Tenants"), Token: secret("sealed", "null") })),
    Keys: map(idsOf("Accounts")),
    Digest: readOnly(hidden(text())),
    Size: choice("Small", "Large"),
  }),
  sensitive: [{ at: "/Name", keeping: "sealed", shape: "null" }],
  verbs: ["list", "get"],
  example: () => ({ Name: "Box" }),
});

const red = {
  Name: "Red",
  ProjectId: "Projects-1",
  OwnerId: null,
  Labels: [],
  Keys: {},
  Digest: "",
  Size: "Small",
} as const;

describe("a definition", () => {
  test("reads references, secrets and hidden fields from its schema", () => {
    expect(boxes.references).toEqual([
      { at: "/ProjectId", to: ["Projects"], follows: true, onDelete: "cascade" },
      { at: "/OwnerId", to: ["Users", "Teams"], relates: false },
      { at: "/Labels/*/TenantId", to: ["Tenants"] },
      { at: "/Keys/*/*", to: ["Accounts"] },
    ]);
    expect(boxes.sensitive).toEqual([
      { at: "/Labels/*/Token", keeping: "sealed", shape: "null" },
      { at: "/Name", keeping: "sealed", shape: "null" },
    ]);
    expect(boxes.hidden).toEqual(["/Digest"]);
  });

  test("has sensible defaults for the rest", () => {
    expect(boxes).toMatchObject({ level: "space", versioned: false, filters: {}, nested: [] });
    expect([...boxes.verbs]).toEqual(["list", "get"]);
    expect(boxes.title(red)).toBe("Red");
    expect(boxes.subject("Boxes-1", red)).toEqual(["Box ", { documentId: "Boxes-1", text: "Red" }]);
    expect(boxes.complete(red, { id: "Boxes-1", now: "", before: undefined })).toBe(red);
  });
});

describe("the document types", () => {
  const known = new Set<string>(DOCUMENT_PREFIXES);

  test("are those that references may refer to", () => {
    expect(new Set(DOCUMENT_DEFINITIONS.map(({ prefix }) => prefix))).toEqual(known);
  });

  test("have unique prefixes, routes and labels", () => {
    for (const field of ["prefix", "route", "label", "plural"] as const) {
      const values = DOCUMENT_DEFINITIONS.map((definition) => definition[field].toLowerCase());
      expect(new Set(values).size).toBe(values.length);
    }
  });

  test.each(DOCUMENT_DEFINITIONS)("$label is consistent", (definition) => {
    const { schema, permissions, references, unique, filters, nested, companions } = definition;
    const fields = new Set(Object.keys(schema.properties));
    for (const permission of Object.values(permissions)) {
      if (permission !== null) expect(parsePermission(permission)).toBe(permission);
    }
    for (const { to } of references) for (const prefix of to) expect(known).toContain(prefix);
    for (const { fields: names } of unique) for (const one of names) expect(fields).toContain(one);
    for (const field of Object.values(filters)) expect(fields).toContain(field);
    for (const { under, by } of nested) {
      expect(known).toContain(under);
      expect(fields).toContain(by);
    }
    for (const { prefix } of companions) expect(known).toContain(prefix);
    const example = definition.example((prefix) => `${prefix}-1`);
    for (const field of Object.keys(example)) expect(fields).toContain(field);
    const paths = new Set(notedFields(schema).map(({ at }) => at));
    const rules = [...definition.sensitive, ...references].map(({ at }) => at);
    for (const at of [...rules, ...definition.identified, ...definition.hidden]) {
      expect(paths).toContain(at);
    }
  });

  test.each(DOCUMENT_DEFINITIONS)(
    "$label completes its example, and keeps a completed one",
    (definition) => {
      const context = { id: `${definition.prefix}-1`, now: "2026-01-01T00:00:00.000Z" };
      const once = definition.complete(exampleBody(definition), {
        ...context,
        before: undefined,
      });
      expect(definition.complete(once, { ...context, before: once })).toEqual(once);
      expect(definition.title(once)).toEqual(expect.any(String));
      expect(definition.sortKey(once)).toEqual(expect.any(String));
      expect(definition.signals(once, once)).toEqual([]);
    },
  );
});
