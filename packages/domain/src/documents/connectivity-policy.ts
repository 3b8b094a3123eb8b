import { choice, flag, list, name, object } from "./fields.ts";

/**
 * What a deployment does when machines are unavailable, or when there are none. API reference,
 * section 6.
 */
export const connectivityPolicy = object({
  AllowDeploymentsToNoTargets: flag(),
  ExcludeUnhealthyTargets: flag(),
  SkipMachineBehavior: choice("None", "SkipUnavailableMachines"),
  TargetRoles: list(name()),
});
