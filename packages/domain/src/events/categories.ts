/**
 * The display names of all event categories by id, in the order of lists. Names are those in the
 * documentation of Octopus Deploy. It does not state the ids of the categories of certificates, API
 * keys and automatic deployment, of runbook runs queued, started and resumed, and of the five from
 * TaskCanceled on: these follow the pattern of the others. Those from TaskQueued on exist only in
 * this server.
 */
const NAMES = {
  Created: "Document created",
  Modified: "Document modified",
  Deleted: "Document deleted",
  DeploymentQueued: "Deployment queued",
  DeploymentStarted: "Deployment started",
  DeploymentResumed: "Deployment resumed",
  DeploymentSucceeded: "Deployment succeeded",
  DeploymentFailed: "Deployment failed",
  DeploymentPreconditionEvaluated: "Deployment precondition evaluated",
  ManualInterventionInterruptionRaised: "Manual intervention interruption raised",
  GuidedFailureInterruptionRaised: "Guided failure interruption raised",
  RunbookRunQueued: "Runbook run queued",
  RunbookRunStarted: "Runbook run started",
  RunbookRunResumed: "Runbook run resumed",
  RunbookRunSucceeded: "Runbook run succeeded",
  RunbookRunFailed: "Runbook run failed",
  AutoDeployBlocked: "Auto-deploy trigger blocked",
  AutoDeploySucceeded: "Auto-deploy trigger succeeded",
  MachineAdded: "Machine created",
  MachineDeleted: "Machine deleted",
  MachineEnabled: "Machine enabled",
  MachineDisabled: "Machine disabled",
  MachineHealthy: "Machine found healthy",
  MachineUnhealthy: "Machine found to be unhealthy",
  MachineUnavailable: "Machine found to be unavailable",
  MachineHasWarnings: "Machine found to have warnings",
  MachineCleanupFailed: "Machine cleanup failed",
  MachineDeploymentRelatedPropertyWasUpdated: "Machine deployment-related property modified",
  CertificateExpired: "Certificate expired",
  CertificateExpiry20DayWarning: "Certificate expiry 20-day warning",
  CertificateExpiry10DayWarning: "Certificate expiry 10-day warning",
  CertificatePrivateKeyExported: "Certificate private-key exported",
  CertificateReplaced: "Certificate replaced",
  ApiKeyExpired: "API key expired",
  ApiKeyExpiry20DayWarning: "API key expiry 20-day warning",
  ApiKeyExpiry10DayWarning: "API key expiry 10-day warning",
  LoginSucceeded: "Login succeeded",
  LoginFailed: "Login failed",
  TaskCanceled: "Task canceled",
  Comment: "Comment",
  ExportComplete: "Export complete",
  ImportComplete: "Import complete",
  MachineHealthChanged: "Machine health changed",
  TaskQueued: "Task queued",
  TaskStateChanged: "Task state changed",
  MasterKeyShown: "Master key shown",
  LedgerAlarm: "Ledger alarm raised",
  LedgerAlarmEnded: "Ledger alarm ended",
  LedgerTakenOver: "Ledger taken over",
  LedgerVerified: "Ledger verified",
  LedgerVerificationFailed: "Ledger verification failed",
  WitnessQuorumLost: "Witness quorum lost",
  WitnessQuorumRegained: "Witness quorum regained",
  ServerStarted: "Server started",
  ServerStopped: "Server stopped",
  ServerStoppedUnexpectedly: "Server stopped unexpectedly",
  SessionEnded: "Session ended",
} as const;

/** The id of a category, as in the `Category` of an event. */
export type EventCategory = keyof typeof NAMES;

/** The ids of all categories, in the order of lists. */
export const CATEGORY_IDS = Object.keys(NAMES) as readonly EventCategory[];

const BY_LOWER_CASE = new Map(CATEGORY_IDS.map((id) => [id.toLowerCase(), id]));

/** The category with an id, regardless of case; undefined if there is none. */
export function parseCategory(text: string): EventCategory | undefined {
  return BY_LOWER_CASE.get(text.toLowerCase());
}

/** The display name of a category. */
export function categoryName(id: EventCategory): string {
  return NAMES[id];
}
