/** What an indicator standing for a secret begins with, in every version of it (design, I5). */
export const INDICATOR_PREFIX = "sensitive-value-indicator:";

/** Characters of an indicator shown to tell two apart; it holds nothing of the secret anyway. */
const SHOWN_CHARACTERS = 12;

/** Whether `value` stands for a secret instead of being data. */
export function isIndicator(value: unknown): value is string {
  return typeof value === "string" && value.startsWith(INDICATOR_PREFIX);
}

/** The start of an indicator's own part, after its prefix and version. */
export function shortIndicator(indicator: string): string {
  return indicator.slice(indicator.lastIndexOf(":") + 1).slice(0, SHOWN_CHARACTERS);
}
