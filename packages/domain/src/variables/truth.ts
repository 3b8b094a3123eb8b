const FALSE = new Set(["", "false", "no", "0"]);

/**
 * Whether a value is true in a condition: all values are, except for a missing or empty one, False,
 * No and 0.
 */
export function isTruthy(value: string | undefined): boolean {
  return !FALSE.has((value ?? "").trim().toLowerCase());
}
