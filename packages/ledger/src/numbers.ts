import { LedgerError } from "./errors.ts";

/** True for an integer from 0 to 2^53-1, the range of every size, index and time here. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Refuses with ARGUMENT_INVALID unless `value` is an integer from 0 to 2^53-1. */
export function requireCount(value: number, what: string): void {
  if (!isCount(value)) {
    throw new LedgerError("ARGUMENT_INVALID", `${what} must be an integer from 0 to 2^53-1.`);
  }
}

/**
 * Reads an ASCII decimal without sign, space or leading zero, up to 2^53-1; undefined for any other
 * text. C2SP allows sizes to 2^63-1: a log that large is refused rather than rounded.
 */
export function parseDecimal(text: string): number | undefined {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
  const value = Number(text);
  return isCount(value) ? value : undefined;
}

/** Half of `value`, rounded down. Bit operators would truncate to 32 bits. */
export function halve(value: number): number {
  return Math.floor(value / 2);
}
