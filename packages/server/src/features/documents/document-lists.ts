import { type DocumentDefinition, spacesReached } from "@indelible/domain";
import type { Answer, Caller, RouteRequest } from "@indelible/kernel";
import {
  collectionAddress,
  collectionOf,
  type Page,
  readFlag,
  readList,
  readPage,
  TAKE_MAX,
} from "@indelible/kernel";
import type { DocumentQuery, JsonObject, StoredDocument } from "@indelible/trail";
import type { DocumentRoutesOptions } from "../../documents/document-requests.ts";

/** The query parameters of every list of documents. */
export const LIST_PARAMETERS = ["skip", "take", "ids", "partialName"];
/** What the lists of types of either level take besides. */
const LEVEL_PARAMETERS = ["spaces", "includeSystem"];

/** A page of a type's documents; `parts` are alternatives, one of which their bodies must contain. */
export async function listPage(
  options: DocumentRoutesOptions,
  definition: DocumentDefinition,
  request: RouteRequest,
  caller: Caller,
  parts: readonly JsonObject[],
): Promise<Answer> {
  const page = readPage(request.query, definition.takeDefault);
  const filters = [...filtersOf(definition, request), ...(parts.length > 0 ? [parts] : [])];
  const narrowed = await options.hooks[definition.prefix]?.listFilters?.(request.query);
  const { documents, total } = await options.service.list(caller, definition, {
    ...queryOf(definition, request, caller, page),
    ...narrowed,
    containing: [...filters, ...(narrowed?.containing ?? [])],
  });
  const items = await presented(options, caller, documents);
  const address = collectionAddress(request, parametersOf(definition));
  const itemType = definition.label.replaceAll(" ", "");
  return { body: collectionOf(itemType, items, total, page, address) };
}

/** All documents of a type as an array. */
export async function listAll(
  options: DocumentRoutesOptions,
  definition: DocumentDefinition,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const { documents } = await options.service.list(caller, definition, {
    ...queryOf(definition, request, caller, { skip: 0, take: TAKE_MAX }),
    containing: filtersOf(definition, request),
  });
  return { body: await presented(options, caller, documents) };
}

function presented(
  { service }: DocumentRoutesOptions,
  caller: Caller,
  documents: readonly StoredDocument[],
): Promise<JsonObject[]> {
  return Promise.all(documents.map((document) => service.present(caller, document)));
}

function queryOf(
  definition: DocumentDefinition,
  request: RouteRequest,
  caller: Caller,
  page: Page,
): Omit<DocumentQuery, "containing"> {
  return {
    type: definition,
    spaceIds: spacesAsked(definition, request, caller),
    withoutSpace: definition.level !== "space" && readFlag(request.query, "includeSystem", true),
    ids: readList(request.query, "ids"),
    partialTitle: request.query.get("partialname") ?? request.query.get("filter"),
    titleFields: definition.titleFields,
    newestFirst: definition.newestFirst,
    ...page,
  };
}

/** The query parameters of a type's own list. */
export function parametersOf({ level, filters, parameters }: DocumentDefinition): string[] {
  const ofLevel = level === "either" ? LEVEL_PARAMETERS : [];
  return [...LIST_PARAMETERS, ...ofLevel, ...Object.keys(filters), ...parameters];
}

/** Types of either level take `spaces`: some ids, or `all` of those that the caller may look into. */
function spacesAsked(
  definition: DocumentDefinition,
  request: RouteRequest,
  { permissions }: Caller,
): readonly string[] | undefined {
  if (definition.level === "system") return undefined;
  const asked = definition.level === "either" ? readList(request.query, "spaces") : undefined;
  if (asked === undefined) return [request.spaceId];
  const all = asked.some((space) => space.toLowerCase() === "all");
  return all ? spacesReached(permissions) : asked;
}

function filtersOf(definition: DocumentDefinition, request: RouteRequest): JsonObject[][] {
  return Object.entries(definition.filters).flatMap(([parameter, field]) => {
    const values = readList(request.query, parameter);
    return values === undefined ? [] : [partsOf(definition, field, values)];
  });
}

/** What a body must contain for a field to hold one of some values, given as text. */
export function partsOf(
  definition: DocumentDefinition,
  field: string,
  values: readonly string[],
): JsonObject[] {
  const type = (definition.schema.properties[field] as { type?: string } | undefined)?.type;
  return values.map((value) => {
    if (type === "array") return { [field]: [value] };
    return { [field]: type === "boolean" ? value.toLowerCase() === "true" : value };
  });
}
