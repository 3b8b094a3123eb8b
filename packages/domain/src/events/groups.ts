import type { EventCategory } from "./categories.ts";

/** A named set of categories. */
export interface EventGroup {
  readonly id: string;
  readonly name: string;
  /** The kind of document whose events it contains: a value of the query parameter `appliesTo`. */
  readonly appliesTo: string;
  readonly categories: readonly [EventCategory, ...EventCategory[]];
}

/**
 * All groups, in the order of lists. The machine groups and their members are those that Octopus
 * Deploy documents for deployment target triggers. For the others it documents only the names;
 * their members are the categories that fit the name.
 */
export const EVENT_GROUPS: readonly EventGroup[] = [
  {
    id: "Document",
    name: "Document events",
    appliesTo: "Document",
    categories: ["Created", "Modified", "Deleted"],
  },
  {
    id: "Deployment",
    name: "Deployment events",
    appliesTo: "Deployment",
    categories: [
      "DeploymentQueued",
      "DeploymentStarted",
      "DeploymentResumed",
      "DeploymentSucceeded",
      "DeploymentFailed",
      "ManualInterventionInterruptionRaised",
      "GuidedFailureInterruptionRaised",
    ],
  },
  {
    id: "DeploymentCritical",
    name: "Deployment critical-events",
    appliesTo: "Deployment",
    categories: [
      "DeploymentFailed",
      "ManualInterventionInterruptionRaised",
      "GuidedFailureInterruptionRaised",
    ],
  },
  {
    id: "AutoDeploy",
    name: "Auto-deploy events",
    appliesTo: "Deployment",
    categories: ["AutoDeployBlocked", "AutoDeploySucceeded"],
  },
  {
    id: "AutoDeployCritical",
    name: "Auto-Deploy critical-events",
    appliesTo: "Deployment",
    categories: ["AutoDeployBlocked"],
  },
  {
    id: "Machine",
    name: "Machine events",
    appliesTo: "Machine",
    categories: [
      "MachineCleanupFailed",
      "MachineAdded",
      "MachineDeploymentRelatedPropertyWasUpdated",
      "MachineDisabled",
      "MachineEnabled",
      "MachineHealthy",
      "MachineUnavailable",
      "MachineUnhealthy",
      "MachineHasWarnings",
    ],
  },
  {
    id: "MachineCritical",
    name: "Machine critical-events",
    appliesTo: "Machine",
    categories: ["MachineCleanupFailed", "MachineUnavailable"],
  },
  {
    id: "MachineAvailableForDeployment",
    name: "Machine becomes available for deployment",
    appliesTo: "Machine",
    categories: ["MachineEnabled", "MachineHealthy", "MachineHasWarnings"],
  },
  {
    id: "MachineUnavailableForDeployment",
    name: "Machine is no longer available for deployment",
    appliesTo: "Machine",
    categories: ["MachineDisabled", "MachineUnavailable", "MachineUnhealthy"],
  },
  {
    id: "MachineHealthChanged",
    name: "Machine health changed",
    appliesTo: "Machine",
    categories: ["MachineHealthy", "MachineUnavailable", "MachineUnhealthy", "MachineHasWarnings"],
  },
  {
    id: "CertificateExpiry",
    name: "Certificate expiry events",
    appliesTo: "Certificate",
    categories: [
      "CertificateExpired",
      "CertificateExpiry20DayWarning",
      "CertificateExpiry10DayWarning",
    ],
  },
  {
    id: "ApiKeyExpiry",
    name: "API key expiry events",
    appliesTo: "ApiKey",
    categories: ["ApiKeyExpired", "ApiKeyExpiry20DayWarning", "ApiKeyExpiry10DayWarning"],
  },
];

/** The groups for a kind of document, regardless of case; by default all groups. */
export function eventGroups(appliesTo?: string): readonly EventGroup[] {
  if (appliesTo === undefined) return EVENT_GROUPS;
  const wanted = appliesTo.toLowerCase();
  return EVENT_GROUPS.filter((group) => group.appliesTo.toLowerCase() === wanted);
}

/**
 * The categories in any of some groups, each once; the case of group ids does not matter. An
 * unknown group has no categories, so a filter by unknown groups only finds nothing.
 */
export function categoriesOfGroups(groupIds: readonly string[]): EventCategory[] {
  const wanted = new Set(groupIds.map((id) => id.toLowerCase()));
  const groups = EVENT_GROUPS.filter(({ id }) => wanted.has(id.toLowerCase()));
  return [...new Set(groups.flatMap(({ categories }) => categories))];
}
