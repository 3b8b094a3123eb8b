/**
 * The id prefixes of all document types. A new type is added here and to the list of definitions.
 * Definitions refer to each other by prefix, which avoids import cycles.
 */
export const DOCUMENT_PREFIXES = [
  "Accounts",
  "ApiKeys",
  "BuildInformation",
  "Certificates",
  "Channels",
  "deploymentprocess",
  "Deployments",
  "Environments",
  "Feeds",
  "Interruptions",
  "LibraryVariableSets",
  "Lifecycles",
  "MachinePolicies",
  "Machines",
  "MasterKeys",
  "Ledgers",
  "OctopusServerNodes",
  "Packages",
  "ProjectGroups",
  "Projects",
  "ProjectTriggers",
  "Releases",
  "RunbookProcess",
  "RunbookRuns",
  "Runbooks",
  "RunbookSnapshots",
  "ScopedUserRoles",
  "ServerTasks",
  "Spaces",
  "TagSets",
  "Teams",
  "Tenants",
  "UserRoles",
  "Users",
  "variableset",
] as const;

/** The id prefix of a document type, such as `Projects`. */
export type DocumentPrefix = (typeof DOCUMENT_PREFIXES)[number];
