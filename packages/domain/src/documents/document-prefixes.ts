/**
 * The id prefixes of all document types, by which references name them: a type is added here and to
 * the list of definitions. Definitions refer to one another by prefix alone, so no two files import
 * each other.
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
