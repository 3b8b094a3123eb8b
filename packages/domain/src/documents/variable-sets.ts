import { LARGE_DOCUMENT_LIMIT } from "@indelible/trail/pure";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import {
  choice,
  flag,
  idOf,
  list,
  map,
  name,
  nullable,
  object,
  optionalText,
  readOnly,
  text,
} from "./fields.ts";
import type { NamingRule } from "./naming-rule.ts";

const prompt = nullable(
  object({
    Label: optionalText(),
    Description: optionalText(),
    Required: flag(),
    DisplaySettings: map(optionalText()),
  }),
);

/** Types of variables whose values are ids of accounts. */
const ACCOUNT_TYPES = [
  "AmazonWebServicesAccount",
  "AzureAccount",
  "GoogleCloudAccount",
  "UsernamePasswordAccount",
] as const;

const variable = object({
  Id: optionalText(),
  Name: name(),
  Value: optionalText(),
  Description: text(),
  Scope: map(list(name())),
  IsEditable: flag(true),
  Prompt: prompt,
  Type: choice("String", "Sensitive", "Certificate", "WorkerPool", ...ACCOUNT_TYPES),
  IsSensitive: flag(),
});

const schema = object({
  OwnerId: readOnly(
    idOf(["Projects", "LibraryVariableSets"], { follows: true, onDelete: "cascade" }),
  ),
  Variables: list(variable),
});

/** The body of a variable set. */
export type VariableSet = BodyOf<typeof schema>;

/** A variable of a variable set. */
export type SetVariable = VariableSet["Variables"][number];

/** The type that the value of a variable names a document of; undefined for plain values. */
export function namedByVariable(type: string): "Accounts" | "Certificates" | undefined {
  if (type === "Certificate") return "Certificates";
  return ACCOUNT_TYPES.some((account) => account === type) ? "Accounts" : undefined;
}

/** The dimensions of scopes with ids of documents, and the types of these. */
const SCOPED_BY = {
  Environment: ["Environments"],
  Machine: ["Machines"],
  Tenant: ["Tenants"],
  Channel: ["Channels"],
  ProcessOwner: ["Projects", "Runbooks"],
} as const;

const scopeNaming = Object.entries(SCOPED_BY).map(([dimension, to]): ScopeRule => {
  return { at: `/Variables/*/Scope/${dimension}/*`, to };
});

type ScopeRule = NamingRule & { readonly at: `/Variables/${string}` };

/** `Type` and `IsSensitive` mean the same; either makes a variable sensitive. */
function agreeing(variable: SetVariable) {
  const sensitive = variable.IsSensitive || variable.Type === "Sensitive";
  return {
    ...variable,
    IsSensitive: sensitive,
    ...(sensitive ? { Type: "Sensitive" as const } : {}),
  };
}

function withAgreeingTypes(body: VariableSet): VariableSet {
  return { ...body, Variables: body.Variables.map(agreeing) };
}

/** The variables of a project or of a library variable set. API reference, section 6. */
export const variableSets = defineDocument<VariableSet>({
  prefix: "variableset",
  label: "Variable Set",
  limit: LARGE_DOCUMENT_LIMIT,
  route: "variables",
  permissions: {
    view: "VariableView",
    create: "VariableEdit",
    edit: "VariableEdit",
    delete: "VariableEdit",
  },
  ownerPermissions: {
    by: "OwnerId",
    under: {
      LibraryVariableSets: {
        view: "LibraryVariableSetView",
        create: "LibraryVariableSetEdit",
        edit: "LibraryVariableSetEdit",
        delete: "LibraryVariableSetEdit",
      },
    },
  },
  verbs: ["list", "get", "edit"],
  schema,
  identified: ["/Variables/*"],
  naming: [
    {
      at: "/Variables/*/Value",
      to: ["Certificates"],
      when: { field: "Type", oneOf: ["Certificate"] },
    },
    { at: "/Variables/*/Value", to: ["Accounts"], when: { field: "Type", oneOf: ACCOUNT_TYPES } },
    ...scopeNaming,
  ],
  sensitive: [
    {
      at: "/Variables/*/Value",
      when: { field: "IsSensitive", equals: true },
      keeping: "sealed",
      shape: "null",
    },
  ],
  versioned: true,
  nested: [{ under: "Projects", as: "variables", by: "OwnerId" }],
  title: (body) => `Variable set of ${body.OwnerId}`,
  subject: (id, body) => [
    { documentId: id, text: "Variable set" },
    " of ",
    { documentId: body.OwnerId },
  ],
  complete: withAgreeingTypes,
  example: (idOf) => ({
    OwnerId: idOf("Projects"),
    Variables: [
      { Name: "Greeting", Value: "hello" },
      { Name: "Password", Value: "correct horse", Type: "Sensitive" },
    ],
  }),
});
