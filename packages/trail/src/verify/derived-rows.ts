import type { DocumentType } from "../document/document-type.ts";
import type { TrailEvent } from "../event/event.ts";
import { bodyAfter, columnFaultsOf, type DerivedColumns } from "./document-columns.ts";
import { relationFaultsOf, type StoredRelations } from "./document-relations.ts";
import { DATABASE_USER, type DocumentRow, lastEvent } from "./document-row.ts";
import type { Finding } from "./finding.ts";

/** A document with everything that is stored of it. */
export type DerivedRow = DocumentRow & DerivedColumns & StoredRelations;

/**
 * What of a document's title, sort key, writer, links and unique keys does not follow from its events;
 * undefined if everything does. `events` are those that `inspectDocument` accepts. `types` are the
 * document types by prefix: titles, links and keys of others are not compared.
 */
export function inspectDerived(
  types: ReadonlyMap<string, DocumentType>,
  row: DerivedRow,
  events: readonly TrailEvent[],
): Finding | undefined {
  const last = lastEvent(events);
  if (!row.found || last === undefined) return undefined;
  const type = types.get(row.type);
  const faults = [
    ...columnFaultsOf(row, type, events.slice(events.indexOf(last))),
    ...(type === undefined ? [] : relationFaults(row, type, last, events)),
  ];
  if (faults.length === 0) return undefined;
  const detail = `Stored with the document ${row.id}, but not as its last event ${last.Id} determines: ${faults.join(", ")}.`;
  return { kind: "changed", eventId: last.Id, index: null, detail };
}

/** Direct SQL changes a document without its links and keys: they may be those of the state before. */
function relationFaults(
  row: DerivedRow,
  type: DocumentType,
  last: TrailEvent,
  events: readonly TrailEvent[],
): string[] {
  const faults = relationFaultsOf(row, type, row.space_id, row.body);
  if (faults.length === 0 || last.UserId !== DATABASE_USER) return faults;
  const before = events.find(({ UserId }) => UserId !== DATABASE_USER);
  const body = before === undefined ? {} : bodyAfter(before);
  const isAsBefore =
    body !== undefined && relationFaultsOf(row, type, row.space_id, body).length === 0;
  return isAsBefore ? [] : faults;
}
