import type { Permission } from "../permissions.ts";

/** At system level, what lets a member of a space know the others: their names, teams and roles. */
export const KNOW_PEOPLE: readonly Permission[] = ["TeamView", "UserView", "UserRoleView"];

/** Managing step templates. */
export const MANAGE_TEMPLATES: readonly Permission[] = [
  "ActionTemplateView",
  "ActionTemplateCreate",
  "ActionTemplateEdit",
  "ActionTemplateDelete",
];

/** Managing library variable sets, for who may see them already. */
export const MANAGE_LIBRARY_SETS: readonly Permission[] = [
  "LibraryVariableSetCreate",
  "LibraryVariableSetEdit",
  "LibraryVariableSetDelete",
];

/** Managing triggers, for who may see them already. */
export const MANAGE_TRIGGERS: readonly Permission[] = [
  "TriggerCreate",
  "TriggerEdit",
  "TriggerDelete",
];

/** Filling the built-in feed and the build information that goes with its packages. */
export const PUBLISH_PACKAGES: readonly Permission[] = [
  "BuiltInFeedAdminister",
  "BuiltInFeedDownload",
  "BuiltInFeedPush",
  "FeedView",
  "BuildInformationPush",
  "BuildInformationAdminister",
];
