import type { PartOf } from "@indelible/trail/pure";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { choice, list, map, name, object, optionalText, readOnly, text } from "./fields.ts";
import { propertyValue } from "./property-value.ts";
import type { VariableSet } from "./variable-sets.ts";

/** A variable whose value each tenant sets. */
const template = object({
  Id: optionalText(),
  Name: name(),
  Label: optionalText(),
  HelpText: optionalText(),
  DefaultValue: propertyValue,
  DisplaySettings: map(optionalText()),
});

const schema = object({
  Name: name(),
  Description: text(),
  ContentType: choice("Variables", "ScriptModule"),
  VariableSetId: readOnly(optionalText()),
  Templates: list(template),
});

/** The body of a library variable set. */
export type LibraryVariableSet = BodyOf<typeof schema>;

/** Variables or a script module that projects share. API reference, section 6. */
export const libraryVariableSets = defineDocument<LibraryVariableSet>({
  prefix: "LibraryVariableSets",
  label: "Library Variable Set",
  route: "libraryvariablesets",
  permissions: {
    view: "LibraryVariableSetView",
    create: "LibraryVariableSetCreate",
    edit: "LibraryVariableSetEdit",
    delete: "LibraryVariableSetDelete",
  },
  schema,
  identified: ["/Templates/*"],
  unique: [{ fields: ["Name"], within: "space" }],
  versioned: true,
  filters: { contentType: "ContentType" },
  companions: [
    {
      prefix: "variableset",
      id: (setId) => `variableset-${setId}`,
      body: (setId): PartOf<VariableSet> => ({ OwnerId: setId }),
    },
  ],
  // The kind of a set is chosen on creation and never changes.
  complete: (body, { id, before }) => ({
    ...body,
    ContentType: before?.ContentType ?? body.ContentType ?? null,
    VariableSetId: `variableset-${id}`,
  }),
  example: () => ({ Name: "Mail", Templates: [{ Name: "Sender", DefaultValue: "noreply" }] }),
});
