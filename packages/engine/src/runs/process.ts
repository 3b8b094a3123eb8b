import type { Json, JsonObject } from "@indelible/trail";
import { listIn } from "../actions/list-in.ts";
import type { StoredProperties } from "../actions/read-properties.ts";

/** When a step runs, by what became of those before it. */
export type StepCondition = "Success" | "Failure" | "Always" | "Variable";

/** A package that an action takes. */
export interface PackageReference {
  readonly name: string;
  readonly packageId: string;
}

/** One thing that a step does. */
export interface ProcessAction {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly isDisabled: boolean;
  readonly environments: readonly string[];
  readonly excludedEnvironments: readonly string[];
  readonly channels: readonly string[];
  /** Whether it runs only when its expression is true. */
  readonly isConditional: boolean;
  /** Whether it runs on the server on behalf of each target. */
  readonly runsOnServer: boolean;
  readonly packages: readonly PackageReference[];
  readonly properties: StoredProperties;
}

/** A step of a process. API reference, section 6. */
export interface ProcessStep {
  readonly id: string;
  readonly name: string;
  readonly condition: StepCondition;
  readonly startsWithPrevious: boolean;
  /** Roles of the targets that it runs on; empty for a step of the server's own. */
  readonly targetRoles: readonly string[];
  /** How many targets it runs on at once; undefined for all of them. */
  readonly window: number | undefined;
  readonly actions: readonly ProcessAction[];
  readonly properties: StoredProperties;
}

/** The name of the expression that a condition `Variable` asks for. */
export const CONDITION_EXPRESSION = "Octopus.Step.ConditionVariableExpression";
/** The name of the expression that an action's condition `Variable` asks for. */
export const ACTION_EXPRESSION = "Octopus.Action.ConditionVariableExpression";

const RUN_ON_SERVER = "Octopus.Action.RunOnServer";
const TARGET_ROLES = "Octopus.Action.TargetRoles";
const WINDOW = "Octopus.Action.MaxParallelism";

/** The steps of a process whose secrets are in the clear. */
export function stepsOf(process: JsonObject): ProcessStep[] {
  return objects(process.Steps).map((step) => {
    const properties = propertiesOf(step.Properties);
    const window = Number(properties.get(WINDOW) ?? 0);
    return {
      id: String(step.Id),
      name: String(step.Name),
      condition: step.Condition as StepCondition,
      startsWithPrevious: step.StartTrigger === "StartWithPrevious",
      targetRoles: listIn(properties.get(TARGET_ROLES)),
      window: Number.isSafeInteger(window) && window > 0 ? window : undefined,
      actions: objects(step.Actions).map(actionOf),
      properties,
    };
  });
}

function actionOf(action: JsonObject): ProcessAction {
  const properties = propertiesOf(action.Properties);
  return {
    id: String(action.Id),
    name: String(action.Name),
    type: String(action.ActionType),
    isDisabled: action.IsDisabled === true,
    environments: action.Environments as string[],
    excludedEnvironments: action.ExcludedEnvironments as string[],
    channels: action.Channels as string[],
    isConditional: action.Condition === "Variable",
    runsOnServer: properties.get(RUN_ON_SERVER)?.toLowerCase() === "true",
    packages: objects(action.Packages).map((reference) => ({
      name: String(reference.Name ?? ""),
      packageId: String(reference.PackageId ?? ""),
    })),
    properties,
  };
}

/** A value is text, or an object that holds it; a secret has been opened where it stood. */
function propertiesOf(properties: Json | undefined): StoredProperties {
  const entries = Object.entries((properties ?? {}) as JsonObject);
  return new Map(entries.map(([name, value]) => [name, textOf(value)]));
}

function textOf(value: Json): string {
  if (typeof value !== "object" || value === null) return String(value ?? "");
  const { Value, SensitiveValue } = value as JsonObject;
  return textOf(SensitiveValue ?? Value ?? null);
}

function objects(value: Json | undefined): JsonObject[] {
  return (Array.isArray(value) ? value : []) as JsonObject[];
}
