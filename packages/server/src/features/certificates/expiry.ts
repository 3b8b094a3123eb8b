/** The categories of a certificate's expiry, the most urgent first, and how many days before each is due. */
const STAGES = [
  ["CertificateExpired", 0],
  ["CertificateExpiry10DayWarning", 10],
  ["CertificateExpiry20DayWarning", 20],
] as const;

/** The category of an event that tells of a certificate's expiry. */
export type ExpiryCategory = (typeof STAGES)[number][0];

/** Milliseconds before its expiry from which something is told of a certificate. */
export const WARNING_MILLISECONDS = daysInMilliseconds(20);

/**
 * The event that is due for a certificate; undefined where none is, or where it or a more urgent one
 * was recorded before. Of events that were missed only the most urgent is due: whoever hears that a
 * certificate has expired need not hear that it will.
 */
export function dueExpiry(
  notAfter: Date,
  now: Date,
  recorded: readonly string[],
): ExpiryCategory | undefined {
  const left = notAfter.getTime() - now.getTime();
  const stage = STAGES.findIndex(([, days]) => left <= daysInMilliseconds(days));
  const isTold = STAGES.slice(0, stage + 1).some(([category]) => recorded.includes(category));
  return isTold ? undefined : STAGES[stage]?.[0];
}

/** Completes the sentence of such an event: `expires on 2026-01-31, in less than 10 days`. */
export function expirySentence(category: ExpiryCategory, notAfter: Date): string {
  const date = notAfter.toISOString().slice(0, 10);
  const days = STAGES.find(([other]) => other === category)?.[1] ?? 0;
  return days === 0 ? `expired on ${date}` : `expires on ${date}, in less than ${days} days`;
}

function daysInMilliseconds(days: number): number {
  return days * 24 * 60 * 60 * 1000;
}
