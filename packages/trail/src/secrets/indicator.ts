/** Begins every indicator of a secret, so that nobody mistakes one for the secret. */
export const INDICATOR_PREFIX = "sensitive-value-indicator:v1:";
