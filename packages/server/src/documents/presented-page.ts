import type { Portions } from "@indelible/kernel";
import type { DocumentPortions, JsonObject, StoredDocument } from "@indelible/trail";

/** A page of documents as the API shows them, to be read in portions. */
export interface PresentedPage {
  /** The number of documents of this page, when it was found. */
  readonly count: number;
  /** The number of documents of all pages. */
  readonly total: number;
  readonly portions: Portions<JsonObject>;
}

/** The page of the same documents as `present` returns them. */
export function presentedPage(
  { count, total, portions }: DocumentPortions,
  present: (document: StoredDocument) => Promise<JsonObject>,
): PresentedPage {
  return { count, total, portions: presentedPortions(portions, present) };
}

async function* presentedPortions(
  portions: Portions<StoredDocument>,
  present: (document: StoredDocument) => Promise<JsonObject>,
): AsyncGenerator<readonly JsonObject[]> {
  for await (const documents of portions) yield await Promise.all(documents.map(present));
}
