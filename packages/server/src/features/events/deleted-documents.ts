import type { DocumentDefinition } from "@indelible/domain";
import {
  type Answer,
  type Caller,
  type Collection,
  collectionAddress,
  collectionOf,
  type Definitions,
  invalid,
  type RouteRequest,
  readList,
  readPage,
} from "@indelible/kernel";
import { prefixOf, TERM, type Trail, type TrailEvent } from "@indelible/trail";
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
  const { query } = request;
  const values = new FilterValues(query, caller, options.lookups);
  const reach = await requestedSpaces(request, caller, values, options.lookups);
  const page = readPage(query);
  const address = collectionAddress(request, DELETED_PARAMETERS);
  const collected = (items: readonly DeletedDocument[], total: number) => ({
    body: collectionOf(
      "DeletedDocument",
      items,
      total,
      page,
      address,
    ) satisfies Collection<unknown>,
  });
  const ids = readList(query, "ids");
  if (ids !== undefined) {
    if (ids.length > IDS_MAX) throw invalid(`ids must have at most ${IDS_MAX} values.`);
    const found = await deletedById(options, { ...reach, withSystem: true }, ids);
    return collected(found, found.length);
  }
  const types = values.documentTypes("documentTypes");
  if (types === undefined) throw invalid("Name the documentTypes, or the ids of documents.");
  const terms = [types.map(TERM.documentType), [TERM.category("Deleted")]];
  const [events, total] = await Promise.all([
    options.trail.events({ ...reach, terms }, page.skip, page.take),
    options.trail.countEvents({ ...reach, terms }),
  ]);
  const items = events.flatMap((event) => deletedIn(options.definitions.all, event) ?? []);
  return collected(items, total);
}

type Reach = Awaited<ReturnType<typeof requestedSpaces>>;

async function deletedById(
  options: DeletedDocumentsOptions,
  reach: Reach,
  ids: readonly string[],
): Promise<DeletedDocument[]> {
  const living = new Set((await options.trail.documents(ids)).map(({ id }) => id));
  const found: DeletedDocument[] = [];
  for (const id of new Set(ids)) {
    const one = living.has(id) ? undefined : await deletedOne(options, reach, id);
    if (one !== undefined) found.push(one);
  }
  return found;
}

async function deletedOne(
  { trail, definitions }: DeletedDocumentsOptions,
  reach: Reach,
  id: string,
): Promise<DeletedDocument | undefined> {
  const terms = [[id], [TERM.documentType(prefixOf(id))], [TERM.category("Deleted")]];
  const events = await trail.events({ ...reach, terms }, 0, DELETIONS_READ);
  const event = events.find(({ DocumentId }) => DocumentId === id);
  if (event !== undefined) return deletedIn(definitions.all, event);
  if (!/^Users-\d+$/.test(id)) return undefined;
  const [act] = await trail.events({ ...reach, terms: [[TERM.user(id)]] }, 0, 1);
  if (act === undefined || act.Username === null) return undefined;
  return { ...shared(id, act.Username, "Users", null), Deleted: null, DeletedBy: null };
}

function deletedIn(
  definitions: readonly DocumentDefinition[],
  { DocumentId, DocumentType, SpaceId, Occurred, Username, ChangeDetails }: TrailEvent,
): DeletedDocument | undefined {
  const body = ChangeDetails.DocumentContext;
  const type = definitions.find(({ prefix }) => prefix === DocumentType);
  if (body === null || type === undefined) return undefined;
  const Deleted = Occurred.replace("Z", "+00:00");
  return {
    ...shared(DocumentId, type.title(body), DocumentType, SpaceId),
    Deleted,
    DeletedBy: Username,
  };
}

function shared(Id: string, Name: string, DocumentType: string, SpaceId: string | null) {
  const Events = `/api/events?regarding=${encodeURIComponent(Id)}`;
  return { Id, Name, DocumentType, SpaceId, IsDeleted: true, Links: { Events } } as const;
}
