import type { BodyOf } from "./body-of.ts";
import {
  anything,
  choice,
  flag,
  idsOf,
  list,
  name,
  object,
  optionalIdOf,
  optionalText,
} from "./fields.ts";

/**
 * What a trigger does. `ActionType` determines which of the other fields are used. API reference,
 * section 6.
 */
export const triggerAction = object({
  ActionType: choice(
    "DeployLatestRelease",
    "DeployLatestReleaseToEnvironment",
    "DeployNewRelease",
    "CreateRelease",
    "RunRunbook",
    "AutoDeploy",
  ),
  ChannelId: optionalIdOf("Channels"),
  SourceEnvironmentIds: idsOf("Environments"),
  DestinationEnvironmentId: optionalIdOf("Environments"),
  EnvironmentId: optionalIdOf("Environments"),
  EnvironmentIds: idsOf("Environments"),
  TenantIds: idsOf("Tenants"),
  TenantTags: list(name()),
  RunbookId: optionalIdOf("Runbooks"),
  RunbookTags: list(name()),
  /** Values of prompted variables, as JSON text. */
  Variables: optionalText(),
  VersionControlReference: anything(),
  ShouldRedeployWhenReleaseIsCurrent: flag(true),
  ShouldRedeployWhenMachineHasBeenDeployedTo: flag(),
});

/** The action of a trigger, with defaults applied. */
export type TriggerAction = BodyOf<typeof triggerAction>;

/** The required fields of each type of action. */
const NEEDED: Readonly<Record<TriggerAction["ActionType"], readonly (keyof TriggerAction)[]>> = {
  DeployLatestRelease: ["SourceEnvironmentIds", "DestinationEnvironmentId"],
  DeployLatestReleaseToEnvironment: ["EnvironmentId"],
  DeployNewRelease: ["EnvironmentId"],
  CreateRelease: [],
  RunRunbook: ["RunbookId", "EnvironmentIds"],
  AutoDeploy: [],
};

/** The error message for an invalid action; undefined for a valid one. */
export function actionProblem(action: TriggerAction): string | undefined {
  const missing = NEEDED[action.ActionType].find((field) => {
    const value = action[field];
    return !value || (Array.isArray(value) && value.length === 0);
  });
  if (missing === undefined) return undefined;
  return `Action.${missing} is required for the action ${action.ActionType}.`;
}
