import { linksOf } from "../commit/links.ts";
import { uniqueKeysOf } from "../commit/unique-keys.ts";
import type { DocumentType } from "../document/document-type.ts";
import type { JsonObject } from "../json/json.ts";

/** The links and unique keys that are stored of a document. */
export interface StoredRelations {
  readonly links: readonly StoredLink[];
  readonly keys: readonly { readonly key: string; readonly field: string }[];
}

interface StoredLink {
  readonly to_id: string;
  readonly follows: boolean;
  readonly cascades: boolean;
}

/** What is wrong with the links and unique keys of a document with this body, as phrases. */
export function relationFaultsOf(
  stored: StoredRelations,
  type: DocumentType,
  spaceId: string | null,
  body: JsonObject,
): string[] {
  const links = [...linksOf(type, body)].map(([to_id, link]) => ({ to_id, ...link }));
  const keys = uniqueKeysOf(type, spaceId, body);
  return [
    ...differing(links, stored.links, asLink, ({ to_id }) => `link to ${to_id}`),
    ...differing(keys, stored.keys, asKey, ({ field }) => `unique key of ${field}`),
  ];
}

function asLink({ to_id, follows, cascades }: StoredLink): string {
  return JSON.stringify([to_id, follows, cascades]);
}

function asKey({ key, field }: { readonly key: string; readonly field: string }): string {
  return JSON.stringify([key, field]);
}

function differing<Row>(
  expected: readonly Row[],
  stored: readonly Row[],
  identity: (row: Row) => string,
  name: (row: Row) => string,
): string[] {
  const [wanted, present] = [expected, stored].map((rows) => new Set(rows.map(identity)));
  return [
    ...expected
      .filter((row) => !present?.has(identity(row)))
      .map((row) => `${name(row)} (missing)`),
    ...stored
      .filter((row) => !wanted?.has(identity(row)))
      .map((row) => `${name(row)} (not in the document)`),
  ];
}
