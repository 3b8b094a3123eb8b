import type { EventCategory } from "./categories.ts";

/** A named set of categories. */
export interface EventGroup {
  readonly id: string;
  readonly name: string;
  /** The kind of document whose events it gathers, as the query parameter `appliesTo` names it. */
  readonly appliesTo: string;
  readonly categories: readonly [EventCategory, ...EventCategory[]];
}

/**
 * All groups, in the order in which lists show them. The machine groups and their members are those
 * the field documents for deployment target triggers. For the others it documents only names: their
 * members are the categories the name covers.
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

/** The groups that gather events of a kind of document, in any case; all groups when none is told. */
export function eventGroups(appliesTo?: string): readonly EventGroup[] {
  if (appliesTo === undefined) return EVENT_GROUPS;
  const wanted = appliesTo.toLowerCase();
  return EVENT_GROUPS.filter((group) => group.appliesTo.toLowerCase() === wanted);
}

/**
 * The categories in any of some groups, each once; group ids in any case. A group that does not
 * exist holds none, so a filter by unknown groups alone finds nothing: no categories is not "all".
 */
export function categoriesOfGroups(groupIds: readonly string[]): EventCategory[] {
  const wanted = new Set(groupIds.map((id) => id.toLowerCase()));
  const groups = EVENT_GROUPS.filter(({ id }) => wanted.has(id.toLowerCase()));
  return [...new Set(groups.flatMap(({ categories }) => categories))];
}
