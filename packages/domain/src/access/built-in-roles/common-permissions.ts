import type { Permission } from "../permissions.ts";

/** At system level: see other users, their teams and their roles. */
export const KNOW_PEOPLE: readonly Permission[] = ["TeamView", "UserView", "UserRoleView"];

/** Manage step templates. */
export const MANAGE_TEMPLATES: readonly Permission[] = [
  "ActionTemplateView",
  "ActionTemplateCreate",
  "ActionTemplateEdit",
  "ActionTemplateDelete",
];

/** Manage library variable sets; the permission to see them is separate. */
export const MANAGE_LIBRARY_SETS: readonly Permission[] = [
  "LibraryVariableSetCreate",
  "LibraryVariableSetEdit",
  "LibraryVariableSetDelete",
];

/** Manage triggers; the permission to see them is separate. */
export const MANAGE_TRIGGERS: readonly Permission[] = [
  "TriggerCreate",
  "TriggerEdit",
  "TriggerDelete",
];

/** Push packages to the built-in feed, and build information for them. */
export const PUBLISH_PACKAGES: readonly Permission[] = [
  "BuiltInFeedAdminister",
  "BuiltInFeedDownload",
  "BuiltInFeedPush",
  "FeedView",
  "BuildInformationPush",
  "BuildInformationAdminister",
];
