import { hasSecretValue } from "./secret.ts";

/** A member of an object or an item of a list, by name or position. */
export interface TreeEntry {
  readonly key: string;
  readonly value: unknown;
}

/** The members of an object or list; null for a value that has none to show. */
export function entriesOf(value: unknown): TreeEntry[] | null {
  if (typeof value !== "object" || value === null) return null;
  return Object.entries(value).map(([key, member]) => ({ key, value: member }));
}

/** Whether text has the form of a document's id: `Projects-12`, `deploymentprocess-Projects-12`. */
export function looksLikeId(text: string): boolean {
  return /^([A-Z][A-Za-z]+-\d+|[a-z]+-[A-Z][A-Za-z]+-\d+)$/.test(text);
}

/** Whether a value is blank: null, an empty text, list or object, or a secret that is not set. */
export function isBlank(value: unknown): boolean {
  if (hasSecretValue(value) === false) return true;
  return value === null || value === undefined || value === "" || entriesOf(value)?.length === 0;
}

/** The members of a document that have a value, and those that have none. Any other value is returned whole. */
export function splitBlank(value: unknown): { set: unknown; blank: Record<string, unknown> } {
  const entries = Array.isArray(value) ? null : entriesOf(value);
  if (entries === null) return { set: value, blank: {} };
  const part = (wanted: boolean) =>
    Object.fromEntries(
      entries.filter((entry) => isBlank(entry.value) === wanted).map((e) => [e.key, e.value]),
    );
  return { set: part(false), blank: part(true) };
}

/** Whether text is an instant as the API writes it: ISO 8601 with a time and an offset. */
export function looksLikeInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text);
}
