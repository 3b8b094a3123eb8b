/** The prefix of every indicator, so that it is not mistaken for the secret. */
export const INDICATOR_PREFIX = "sensitive-value-indicator:v1:";
