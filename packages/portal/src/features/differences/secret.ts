/** The prefix of the indicator of a secret, in every version (design, I5). */
export const INDICATOR_PREFIX = "sensitive-value-indicator:";

/** Characters of an indicator that are shown to distinguish two. It contains nothing of the secret. */
const SHOWN_CHARACTERS = 12;

/** Whether `value` is the indicator of a secret. */
export function isIndicator(value: unknown): value is string {
  return typeof value === "string" && value.startsWith(INDICATOR_PREFIX);
}

/** The start of an indicator's own part, after its prefix and version. */
export function shortIndicator(indicator: string): string {
  return indicator.slice(indicator.lastIndexOf(":") + 1).slice(0, SHOWN_CHARACTERS);
}

/** Whether there is a secret, where the API shows one as `{HasValue, NewValue}`; undefined elsewhere. */
export function hasSecretValue(value: unknown): boolean | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!("HasValue" in value) || !("NewValue" in value)) return undefined;
  return value.HasValue === true;
}
