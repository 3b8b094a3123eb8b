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
 * What a trigger does. `ActionType` says which of the other fields count. API reference, section 6.
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
  /** Values of prompted variables, as JSON in a text. */
  Variables: optionalText(),
  VersionControlReference: anything(),
  ShouldRedeployWhenReleaseIsCurrent: flag(true),
  ShouldRedeployWhenMachineHasBeenDeployedTo: flag(),
});

/** The action of a trigger, with the defaults of what was not given. */
export type TriggerAction = BodyOf<typeof triggerAction>;

/** The fields without which an action of each type knows not what to do. */
const NEEDED: Readonly<Record<TriggerAction["ActionType"], readonly (keyof TriggerAction)[]>> = {
  DeployLatestRelease: ["SourceEnvironmentIds", "DestinationEnvironmentId"],
  DeployLatestReleaseToEnvironment: ["EnvironmentId"],
  DeployNewRelease: ["EnvironmentId"],
  CreateRelease: [],
  RunRunbook: ["RunbookId", "EnvironmentIds"],
  AutoDeploy: [],
};

/** What is wrong with an action, as a sentence; undefined if nothing is. */
export function actionProblem(action: TriggerAction): string | undefined {
  const missing = NEEDED[action.ActionType].find((field) => {
    const value = action[field];
    return !value || (Array.isArray(value) && value.length === 0);
  });
  if (missing === undefined) return undefined;
  return `Action.${missing} is required for the action ${action.ActionType}.`;
}
