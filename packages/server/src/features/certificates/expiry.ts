/**
 * The categories of events about expiry, the most urgent first, and how many days before it each is
 * due.
 */
const STAGES = [
  ["CertificateExpired", 0],
  ["CertificateExpiry10DayWarning", 10],
  ["CertificateExpiry20DayWarning", 20],
] as const;

/** The category of an event about the expiry of a certificate. */
export type ExpiryCategory = (typeof STAGES)[number][0];

/** How long before the expiry of a certificate the first event is due. */
export const WARNING_MILLISECONDS = daysInMilliseconds(20);

/**
 * The event that is due for a certificate; undefined for none, or when it or a more urgent one is
 * already recorded. Of several missed events only the most urgent is due.
 */
export function dueExpiry(
  notAfter: Date,
  now: Date,
  recorded: readonly string[],
): ExpiryCategory | undefined {
  const left = notAfter.getTime() - now.getTime();
  const stage = STAGES.findIndex(([, days]) => left <= daysInMilliseconds(days));
  const isRecorded = STAGES.slice(0, stage + 1).some(([category]) => recorded.includes(category));
  return isRecorded ? undefined : STAGES[stage]?.[0];
}

/** The verb of such an event: `expires on 2026-01-31, in less than 10 days`. */
export function expiryVerb(category: ExpiryCategory, notAfter: Date): string {
  const date = notAfter.toISOString().slice(0, 10);
  const days = STAGES.find(([other]) => other === category)?.[1] ?? 0;
  return days === 0 ? `expired on ${date}` : `expires on ${date}, in less than ${days} days`;
}

function daysInMilliseconds(days: number): number {
  return days * 24 * 60 * 60 * 1000;
}
