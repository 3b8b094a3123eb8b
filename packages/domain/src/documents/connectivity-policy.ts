import { choice, flag, list, name, object } from "./fields.ts";

/** What is done about machines that cannot be reached, or that there are none. API reference, section 6. */
export const connectivityPolicy = object({
  AllowDeploymentsToNoTargets: flag(),
  ExcludeUnhealthyTargets: flag(),
  SkipMachineBehavior: choice("None", "SkipUnavailableMachines"),
  TargetRoles: list(name()),
});
