import {
  type Answer,
  type Caller,
  collectionAddress,
  collectionOf,
  type Definitions,
  invalid,
  type Page,
  type RouteRequest,
  readList,
  readPage,
} from "@indelible/kernel";
import { prefixOf, TERM, type Trail, type TrailEvent } from "@indelible/trail";
import { deletionsQuery, type EventReach, lastName, readDeletions } from "./deletions.ts";
import type { EventLookups } from "./event-lookups.ts";
import { FilterValues } from "./filter-values.ts";
import { requestedSpaces } from "./requested-spaces.ts";

/** The parameters of the list of deleted documents. */
export const DELETED_PARAMETERS = [
  "skip",
  "take",
  "documentTypes",
  "ids",
  "spaces",
  "includeSystem",
] as const;

/** Ids that one request resolves. */
const IDS_MAX = 100;
/** Documents of a page. */
const PAGE_MAX = 1_000;
/** Deletions that are read for one id: of documents of its type, it is nearly always the newest. */
const DELETIONS_READ = 20;

/** A deleted document, as its last event shows it. */
export interface DeletedDocument {
  readonly Id: string;
  /** The last name that it had. */
  readonly Name: string;
  readonly DocumentType: string;
  readonly SpaceId: string | null;
  readonly IsDeleted: true;
  /** Null for a user who is known only by what they did. */
  readonly Deleted: string | null;
  readonly DeletedBy: string | null;
  readonly Links: { readonly Events: string };
}

/** Dependencies of the list of deleted documents. */
export interface DeletedDocumentsOptions {
  readonly trail: Trail;
  readonly definitions: Definitions;
  readonly lookups: EventLookups;
}

/**
 * The deleted documents of the types in `documentTypes`, the last deleted first, or those of `ids`; of
 * both only what is in events that the caller may see. Ids of documents that exist, and of unknown
 * ones, are left out.
 */
export async function deletedDocuments(
  options: DeletedDocumentsOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const values = new FilterValues(request.query, caller, options.lookups);
  const reach = await requestedSpaces(request, caller, values, options.lookups);
  const { skip, take } = readPage(request.query);
  const page = { skip, take: Math.min(take, PAGE_MAX) };
  const ids = readList(request.query, "ids");
  const types = values.documentTypes("documentTypes");
  if (ids === undefined && types === undefined) {
    throw invalid("Name the documentTypes, or the ids of documents.");
  }
  const { items, total } =
    ids === undefined
      ? await deletedOfTypes(options, reach, types ?? [], page)
      : await deletedById(options, { ...reach, withSystem: true }, ids);
  const address = collectionAddress(request, DELETED_PARAMETERS);
  return { body: collectionOf("DeletedDocument", items, total, page, address) };
}

/** A part of the deleted documents, and how many there are. */
interface Deleted {
  readonly items: readonly DeletedDocument[];
  readonly total: number;
}

async function deletedOfTypes(
  options: DeletedDocumentsOptions,
  reach: EventReach,
  types: readonly string[],
  { skip, take }: Page,
): Promise<Deleted> {
  const query = deletionsQuery(reach, types);
  const items: DeletedDocument[] = [];
  for await (const event of readDeletions(options.trail, query, skip, take)) {
    const document = deletedIn(options, event);
    if (document !== undefined) items.push(document);
  }
  return { items, total: await options.trail.countEvents(query) };
}

async function deletedById(
  options: DeletedDocumentsOptions,
  reach: EventReach,
  ids: readonly string[],
): Promise<Deleted> {
  if (ids.length > IDS_MAX) throw invalid(`ids must have at most ${IDS_MAX} values.`);
  const { named: living } = await options.trail.read({ mentions: ids });
  const items: DeletedDocument[] = [];
  for (const id of new Set(ids)) {
    const document = living.has(id) ? undefined : await deletedOne(options, reach, id);
    if (document !== undefined) items.push(document);
  }
  return { items, total: items.length };
}

async function deletedOne(
  options: DeletedDocumentsOptions,
  reach: EventReach,
  id: string,
): Promise<DeletedDocument | undefined> {
  const { trail } = options;
  const { terms = [], ...rest } = deletionsQuery(reach, [prefixOf(id)]);
  const query = { ...rest, terms: [[id], ...terms] };
  for await (const event of readDeletions(trail, query, 0, DELETIONS_READ)) {
    if (event.DocumentId === id) return deletedIn(options, event);
  }
  if (!/^Users-\d+$/.test(id)) return undefined;
  const [act] = await trail.events({ ...reach, terms: [[TERM.user(id)]] }, 0, 1);
  if (act === undefined || act.Username === null) return undefined;
  return { ...shared(id, act.Username, "Users", null), Deleted: null, DeletedBy: null };
}

function deletedIn(
  { definitions }: DeletedDocumentsOptions,
  event: TrailEvent,
): DeletedDocument | undefined {
  const name = lastName(definitions.all, event);
  if (name === undefined) return undefined;
  const { DocumentId, DocumentType, SpaceId, Occurred, Username } = event;
  const Deleted = Occurred.replace("Z", "+00:00");
  return { ...shared(DocumentId, name, DocumentType, SpaceId), Deleted, DeletedBy: Username };
}

function shared(Id: string, Name: string, DocumentType: string, SpaceId: string | null) {
  const Events = `/api/events?regarding=${encodeURIComponent(Id)}`;
  return { Id, Name, DocumentType, SpaceId, IsDeleted: true, Links: { Events } } as const;
}
