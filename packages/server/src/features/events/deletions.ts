import type { DocumentDefinition } from "@indelible/domain";
import { type EventQuery, TERM, type Trail, type TrailEvent } from "@indelible/trail";

/** Events read at once: each contains a whole document. */
const PAGE_EVENTS = 50;

/** The events that a caller may see, and the spaces that they are of. */
export type EventReach = Pick<EventQuery, "visibility" | "spaceIds" | "withSystem">;

/** The query for the deletions of documents of some types. */
export function deletionsQuery(reach: EventReach, types: readonly string[]): EventQuery {
  return { ...reach, terms: [types.map(TERM.documentType), [TERM.category("Deleted")]] };
}

/** Reads a part of the deletions that a query finds, newest first, a few at a time. */
export async function* readDeletions(
  trail: Trail,
  query: EventQuery,
  skip: number,
  take: number,
): AsyncGenerator<TrailEvent> {
  for (let done = 0; done < take; done += PAGE_EVENTS) {
    const size = Math.min(PAGE_EVENTS, take - done);
    const events = await trail.events(query, skip + done, size);
    yield* events;
    if (events.length < size) return;
  }
}

/** The name that a deleted document had last, from the event of its deletion. */
export function lastName(
  definitions: readonly DocumentDefinition[],
  { DocumentType, ChangeDetails: { DocumentContext } }: TrailEvent,
): string | undefined {
  const type = definitions.find(({ prefix }) => prefix === DocumentType);
  return DocumentContext === null ? undefined : type?.title(DocumentContext);
}
