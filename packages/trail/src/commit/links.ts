import type { DocumentType } from "../document/document-type.ts";
import type { JsonObject } from "../json/json.ts";
import { referencesOf } from "./relations.ts";

/** What a row of `trail.links` says of a reference. */
export interface Link {
  /** Whether events of the document relate to what the other document belongs to. */
  readonly follows: boolean;
  /** Whether the document is deleted with the other. */
  readonly cascades: boolean;
}

/** The links of a body, by the id of the other document. References that keep dangling ids have none. */
export function linksOf(type: DocumentType, body: JsonObject | undefined): Map<string, Link> {
  const references = body === undefined ? [] : referencesOf(type, body);
  const kept = references.filter(({ rule }) => rule.onDelete !== "keep");
  return new Map(
    kept.map(({ id, rule }) => [
      id,
      { follows: rule.follows === true, cascades: rule.onDelete === "cascade" },
    ]),
  );
}
