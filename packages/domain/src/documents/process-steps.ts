import {
  anything,
  choice,
  flag,
  list,
  map,
  name,
  namesOf,
  object,
  optionalText,
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
  Channels: namesOf("Channels"),
  Environments: namesOf("Environments"),
  ExcludedEnvironments: namesOf("Environments"),
  TenantTags: list(name()),
  WorkerPoolId: optionalText(),
  WorkerPoolVariable: optionalText(),
  Container: anything(),
  Packages: list(anything()),
  GitDependencies: list(anything()),
  StepPackageVersion: optionalText(),
  Properties: map(propertyValue),
});

/**
 * A step of a process: actions that run one after the other, or in parallel on several machines.
 */
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

/** The steps of a deployment process or a runbook process. API reference, section 6. */
export const processSteps = list(step);

/** The items below `Steps` that have ids. */
export const PROCESS_ITEMS = ["/Steps/*", "/Steps/*/Actions/*"] as const;

/** Steps that the API accepts. For tests and documentation. */
export const EXAMPLE_STEPS = [
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
];
