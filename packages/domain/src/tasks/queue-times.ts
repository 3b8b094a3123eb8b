/** When a task may start, as ISO 8601; null for at once, or without a limit. */
export interface QueueTimes {
  readonly QueueTime: string | null;
  readonly QueueTimeExpiry: string | null;
}

/** Why a task could never start; undefined if it can. `now` is the queue time of a task without one. */
export function queueTimesProblem(
  { QueueTime, QueueTimeExpiry }: QueueTimes,
  now: Date,
): string | undefined {
  if (QueueTimeExpiry === null) return undefined;
  const start = QueueTime === null ? now.getTime() : Date.parse(QueueTime);
  if (Date.parse(QueueTimeExpiry) > start) return undefined;
  return QueueTime === null
    ? "QueueTimeExpiry must be in the future."
    : "QueueTimeExpiry must be after QueueTime.";
}
