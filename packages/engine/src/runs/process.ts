import type { DeploymentProcess } from "@indelible/domain";
import { isObject, type Json } from "@indelible/trail";
import { listIn } from "../actions/list-in.ts";
import type { StoredProperties } from "../actions/read-properties.ts";

/** The steps of a deployment process or a runbook process, as they are stored. */
export type ProcessBody = Pick<DeploymentProcess, "Steps">;
/** A step as it is stored. */
export type StoredStep = ProcessBody["Steps"][number];
/** An action as it is stored. */
export type StoredAction = StoredStep["Actions"][number];

/** A package that an action uses. */
export interface PackageReference {
  /** Blank for the primary package of the action. */
  readonly name: string;
  readonly packageId: string;
}

/** An action of a step. */
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
  /** When it runs, by the results of the steps before it. */
  readonly condition: StoredStep["Condition"];
  readonly startsWithPrevious: boolean;
  /** Roles of the targets that it runs on; empty for a step that runs on the server. */
  readonly targetRoles: readonly string[];
  /** How many targets it runs on at once; undefined for all of them. */
  readonly window: number | undefined;
  readonly actions: readonly ProcessAction[];
  readonly properties: StoredProperties;
}

/** The property with the expression of a step's condition `Variable`. */
export const CONDITION_EXPRESSION = "Octopus.Step.ConditionVariableExpression";
/** The property with the expression of an action's condition `Variable`. */
export const ACTION_EXPRESSION = "Octopus.Action.ConditionVariableExpression";

const RUN_ON_SERVER = "Octopus.Action.RunOnServer";
const TARGET_ROLES = "Octopus.Action.TargetRoles";
const WINDOW = "Octopus.Action.MaxParallelism";

/** The steps of a process whose secrets are in the clear. */
export function stepsOf({ Steps }: ProcessBody): ProcessStep[] {
  return Steps.map((step) => {
    const properties = propertiesOf(step.Properties);
    const window = Number(properties.get(WINDOW) ?? 0);
    return {
      id: step.Id ?? "",
      name: step.Name,
      condition: step.Condition,
      startsWithPrevious: step.StartTrigger === "StartWithPrevious",
      targetRoles: listIn(properties.get(TARGET_ROLES)),
      window: Number.isSafeInteger(window) && window > 0 ? window : undefined,
      actions: step.Actions.map(actionOf),
      properties,
    };
  });
}

function actionOf(action: StoredAction): ProcessAction {
  const properties = propertiesOf(action.Properties);
  return {
    id: action.Id ?? "",
    name: action.Name,
    type: action.ActionType,
    isDisabled: action.IsDisabled,
    environments: action.Environments,
    excludedEnvironments: action.ExcludedEnvironments,
    channels: action.Channels,
    isConditional: action.Condition === "Variable",
    runsOnServer: properties.get(RUN_ON_SERVER)?.toLowerCase() === "true",
    packages: action.Packages.filter(isObject).map(({ Name, PackageId }) => ({
      name: textOf(Name ?? null),
      packageId: textOf(PackageId ?? null),
    })),
    properties,
  };
}

/** The properties of an action or a step as text. */
function propertiesOf(properties: StoredStep["Properties"]): StoredProperties {
  return new Map(Object.entries(properties).map(([name, value]) => [name, textOf(value)]));
}

/** A value is text, or an object with the text; an opened secret is text in the place of its object. */
function textOf(value: Json): string {
  if (!isObject(value)) return String(value ?? "");
  return textOf(value.SensitiveValue ?? value.Value ?? null);
}
