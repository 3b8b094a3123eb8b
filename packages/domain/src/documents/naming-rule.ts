import type { DocumentPrefix } from "./document-prefixes.ts";

/**
 * Places with ids of documents that a body names without referring to them: they make no link and
 * no relation, but a caller who writes them must be able to see these documents.
 */
export interface NamingRule {
  /** Pattern of the places (see `placesAt`): `/ProjectEnvironments/*`. */
  readonly at: string;
  /** Id prefixes of the document types that may be named. */
  readonly to: readonly DocumentPrefix[];
  /** Whether the id is the key of a map, not its value; by default false. */
  readonly isKey?: boolean;
  /** Only if another field of the same object has one of these values. */
  readonly when?: { readonly field: string; readonly oneOf: readonly string[] };
}
