import { type TSchema, Type } from "typebox";
import { defineDocument } from "./define-document.ts";
import {
  anything,
  choice,
  flag,
  idOf,
  list,
  map,
  NAME_LENGTH_MAX,
  name,
  nullable,
  object,
  optionalText,
  readOnly,
  text,
} from "./fields.ts";

/** Characters of a property's value, such as a script. */
const PROPERTY_LENGTH_MAX = 1_000_000;

/** A field that stays absent when it is: what a value is made of tells its form. */
function maybe(field: TSchema): TSchema {
  const { type } = field as TSchema & { type: string };
  return Type.Optional({ ...field, type: [type, "null"] } as TSchema);
}

const secretFields = {
  HasValue: Type.Optional(Type.Boolean()),
  NewValue: maybe(Type.String({ maxLength: PROPERTY_LENGTH_MAX })),
  Hint: maybe(Type.String({ maxLength: NAME_LENGTH_MAX })),
};

const secretShape = { keeping: "sealed", shape: "object", when: "shaped" } as const;

/** Some clients put the secret where plain text belongs, and say only beside it that it is one. */
const markedSecret = {
  keeping: "sealed",
  shape: "null",
  when: { field: "IsSensitive", equals: true },
} as const;

/** A property's value: plain text, `{HasValue, NewValue}`, or `{IsSensitive, Value, SensitiveValue}`. */
const propertyValue: TSchema = Type.Union(
  [
    nullable(Type.String({ maxLength: PROPERTY_LENGTH_MAX })),
    object({
      ...secretFields,
      IsSensitive: Type.Optional(Type.Boolean()),
      Value: maybe(Type.String({ maxLength: PROPERTY_LENGTH_MAX, sensitive: markedSecret })),
      SensitiveValue: maybe(object({ ...secretFields }, { sensitive: secretShape })),
    }),
  ],
  { sensitive: secretShape },
);

const action = object({
  Id: optionalText(),
  Name: name(),
  Slug: optionalText(),
  ActionType: text(),
  Notes: optionalText(),
  IsDisabled: flag(),
  IsRequired: flag(),
  CanBeUsedForProjectVersioning: flag(),
  Condition: choice("Success", "Variable"),
  Channels: list(name()),
  Environments: list(name()),
  ExcludedEnvironments: list(name()),
  TenantTags: list(name()),
  WorkerPoolId: optionalText(),
  WorkerPoolVariable: optionalText(),
  Container: anything(),
  Packages: list(anything()),
  GitDependencies: list(anything()),
  StepPackageVersion: optionalText(),
  Properties: map(propertyValue),
});

const step = object({
  Id: optionalText(),
  Name: name(),
  Slug: optionalText(),
  Condition: choice("Success", "Failure", "Always", "Variable"),
  StartTrigger: choice("StartAfterPrevious", "StartWithPrevious"),
  PackageRequirement: choice(
    "LetOctopusDecide",
    "BeforePackageAcquisition",
    "AfterPackageAcquisition",
  ),
  Properties: map(propertyValue),
  Actions: list(action),
});

/** The steps that deploy a project. API reference, section 6. */
export const deploymentProcesses = defineDocument({
  prefix: "deploymentprocess",
  label: "Deployment Process",
  plural: "Deployment Processes",
  route: "deploymentprocesses",
  permissions: {
    view: "ProcessView",
    create: "ProcessEdit",
    edit: "ProcessEdit",
    delete: "ProcessEdit",
  },
  verbs: ["list", "get", "edit"],
  schema: object({
    ProjectId: readOnly(idOf("Projects", { follows: true, onDelete: "cascade" })),
    LastSnapshotId: optionalText(),
    Steps: list(step),
  }),
  identified: ["/Steps/*", "/Steps/*/Actions/*"],
  versioned: true,
  nested: [{ under: "Projects", as: "deploymentprocesses", by: "ProjectId" }],
  title: (body) => `Deployment process of ${body.ProjectId}`,
  subject: (id, body) => [
    { documentId: id, text: "Deployment process" },
    " of ",
    { documentId: String(body.ProjectId) },
  ],
  example: (idOf) => ({
    ProjectId: idOf("Projects"),
    Steps: [
      {
        Name: "Say hello",
        Actions: [
          {
            Name: "Say hello",
            ActionType: "Octopus.Script",
            Properties: {
              "Octopus.Action.Script.ScriptBody": "echo hello",
              "Octopus.Action.Script.Syntax": "Bash",
            },
          },
        ],
      },
    ],
  }),
});
