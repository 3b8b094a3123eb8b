const LATER = /^(.*)\/log-([1-9]\d*)$/;

/**
 * The origin of a log: the first one has the base name, a later one `<base>/log-<number>`. Each
 * restored backup that was accepted, and each lost key, starts a new log.
 */
export function originOfLog(base: string, number: number): string {
  return number === 1 ? base : `${base}/log-${number}`;
}

/** The base name and the number of a log, from its origin. */
export function parseLogOrigin(origin: string): { readonly base: string; readonly number: number } {
  const [, base, digits] = LATER.exec(origin) ?? [];
  const number = Number(digits);
  if (base === undefined || !Number.isSafeInteger(number) || number < 2) {
    return { base: origin, number: 1 };
  }
  return { base, number };
}

/** Whether an origin is that of an earlier log of the same base. */
export function isEarlierLog(origin: string, current: string): boolean {
  const [earlier, later] = [parseLogOrigin(origin), parseLogOrigin(current)];
  return earlier.base === later.base && earlier.number < later.number;
}
