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
