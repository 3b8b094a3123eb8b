import { accounts } from "./accounts.ts";
import { apiKeys } from "./api-keys.ts";
import { buildInformation } from "./build-information.ts";
import { certificates } from "./certificates.ts";
import { channels } from "./channels.ts";
import type { DocumentDefinition } from "./define-document.ts";
import { deploymentProcesses } from "./deployment-processes.ts";
import { deployments } from "./deployments.ts";
import { environments } from "./environments.ts";
import { BUILT_IN_FEED, builtInFeedId, feeds, isBuiltInFeed } from "./feeds.ts";
import { answerOf, interruptions } from "./interruptions.ts";
import { LEDGER_ID, ledgers } from "./ledgers.ts";
import { libraryVariableSets } from "./library-variable-sets.ts";
import { lifecycles } from "./lifecycles.ts";
import { DEFAULT_MACHINE_POLICY, machinePolicies } from "./machine-policies.ts";
import { machines } from "./machines.ts";
import { MASTER_KEY_ID, masterKeys } from "./master-keys.ts";
import { packages } from "./packages.ts";
import { projectGroups } from "./project-groups.ts";
import { projectTriggers } from "./project-triggers.ts";
import { projects } from "./projects.ts";
import { releases } from "./releases.ts";
import { runbookProcesses } from "./runbook-processes.ts";
import { runbookRuns } from "./runbook-runs.ts";
import { runbookSnapshots } from "./runbook-snapshots.ts";
import { runbooks } from "./runbooks.ts";
import { scopedUserRoles } from "./scoped-user-roles.ts";
import { serverNodeId, serverNodes } from "./server-nodes.ts";
import { serverTasks } from "./server-tasks.ts";
import { spaces } from "./spaces.ts";
import { tagSets } from "./tag-sets.ts";
import { teamBody, teams } from "./teams.ts";
import { tenants } from "./tenants.ts";
import { userRoles } from "./user-roles.ts";
import { changesPassword, sessionGenerationOf, users } from "./users.ts";
import { variableSets } from "./variable-sets.ts";

/**
 * All document types of the server. A new one is also added to document-prefixes.ts and bodies.ts.
 */
export const DOCUMENT_DEFINITIONS: readonly DocumentDefinition[] = [
  spaces,
  projectGroups,
  lifecycles,
  environments,
  projects,
  deploymentProcesses,
  variableSets,
  libraryVariableSets,
  channels,
  releases,
  runbooks,
  runbookProcesses,
  runbookSnapshots,
  projectTriggers,
  runbookRuns,
  deployments,
  serverTasks,
  interruptions,
  feeds,
  packages,
  buildInformation,
  machines,
  machinePolicies,
  accounts,
  certificates,
  tenants,
  tagSets,
  users,
  apiKeys,
  teams,
  userRoles,
  scopedUserRoles,
  masterKeys,
  ledgers,
  serverNodes,
];

export { nameProblems } from "./name-fields.ts";
export { foldedUserName, shownUserName, USER_NAME_LENGTH_MAX } from "./user-name.ts";
export { unseenCharacter } from "./visible-text.ts";
export {
  accounts,
  answerOf,
  apiKeys,
  BUILT_IN_FEED,
  buildInformation,
  builtInFeedId,
  certificates,
  changesPassword,
  channels,
  DEFAULT_MACHINE_POLICY,
  deploymentProcesses,
  deployments,
  environments,
  feeds,
  interruptions,
  isBuiltInFeed,
  LEDGER_ID,
  ledgers,
  libraryVariableSets,
  lifecycles,
  MASTER_KEY_ID,
  machinePolicies,
  machines,
  masterKeys,
  packages,
  projectGroups,
  projects,
  projectTriggers,
  releases,
  runbookProcesses,
  runbookRuns,
  runbookSnapshots,
  runbooks,
  scopedUserRoles,
  serverNodeId,
  serverNodes,
  serverTasks,
  sessionGenerationOf,
  spaces,
  tagSets,
  teamBody,
  teams,
  tenants,
  userRoles,
  users,
  variableSets,
};
