import { defineDocument } from "./define-document.ts";
import {
  anything,
  choice,
  flag,
  idOf,
  list,
  map,
  name,
  object,
  optionalText,
  readOnly,
  text,
} from "./fields.ts";
import { propertyValue } from "./property-value.ts";

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
