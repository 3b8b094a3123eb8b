import { type DocumentDefinition, spacesReached } from "@indelible/domain";
import type { Answer, Caller, RouteRequest } from "@indelible/kernel";
import {
  arrayAnswer,
  collectionAddress,
  collectionAnswer,
  collectionFrame,
  type Page,
  readFlag,
  readList,
  readPage,
  TAKE_MAX,
} from "@indelible/kernel";
import type { DocumentQuery, JsonObject } from "@indelible/trail";
import type { DocumentRoutesOptions } from "../../documents/document-requests.ts";

/** The query parameters of every list of documents. */
export const LIST_PARAMETERS = ["skip", "take", "ids", "partialName"];
/** Additional query parameters of lists of types of either level. */
const LEVEL_PARAMETERS = ["spaces", "includeSystem"];

/**
 * The answer to a request for a page of documents of a type; their bodies contain one of `parts`,
 * or anything if it is empty.
 */
export async function listPage(
  options: DocumentRoutesOptions,
  definition: DocumentDefinition,
  request: RouteRequest,
  caller: Caller,
  parts: readonly JsonObject[],
): Promise<Answer> {
  const page = readPage(request.query, definition.takeDefault);
  const filters = [...filtersOf(definition, request), ...(parts.length > 0 ? [parts] : [])];
  const hookFilters = await options.hooks[definition.prefix]?.listFilters?.(request.query);
  const { count, total, portions } = await options.service.listPresented(caller, definition, {
    ...queryOf(definition, request, caller, page),
    ...hookFilters,
    containing: [...filters, ...(hookFilters?.containing ?? [])],
  });
  const address = collectionAddress(request, parametersOf(definition));
  const itemType = definition.label.replaceAll(" ", "");
  const frame = collectionFrame(itemType, count, total, page, address);
  return collectionAnswer(frame, portions, count);
}

/** The answer to a request for all documents of a type, as an array. */
export async function listAll(
  options: DocumentRoutesOptions,
  definition: DocumentDefinition,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const { count, portions } = await options.service.listPresented(caller, definition, {
    ...queryOf(definition, request, caller, { skip: 0, take: TAKE_MAX }),
    containing: filtersOf(definition, request),
  });
  return arrayAnswer(portions, count);
}

function queryOf(
  definition: DocumentDefinition,
  request: RouteRequest,
  caller: Caller,
  page: Page,
): Omit<DocumentQuery, "containing"> {
  return {
    type: definition,
    spaceIds: requestedSpaces(definition, request, caller),
    withoutSpace: definition.level !== "space" && readFlag(request.query, "includeSystem", true),
    ids: readList(request.query, "ids"),
    partialTitle: request.query.get("partialname") ?? request.query.get("filter"),
    titleFields: definition.titleFields,
    newestFirst: definition.newestFirst,
    ...page,
  };
}

/** The query parameters of the list of a type. */
export function parametersOf({ level, filters, parameters }: DocumentDefinition): string[] {
  const ofLevel = level === "either" ? LEVEL_PARAMETERS : [];
  return [...LIST_PARAMETERS, ...ofLevel, ...Object.keys(filters), ...parameters];
}

/**
 * The spaces of a list; types of either level accept `spaces`: ids, or `all` that the caller has
 * access to.
 */
function requestedSpaces(
  definition: DocumentDefinition,
  request: RouteRequest,
  { permissions }: Caller,
): readonly string[] | undefined {
  if (definition.level === "system") return undefined;
  const requested = definition.level === "either" ? readList(request.query, "spaces") : undefined;
  if (requested === undefined) return [request.spaceId];
  const all = requested.some((space) => space.toLowerCase() === "all");
  return all ? spacesReached(permissions) : requested;
}

function filtersOf(definition: DocumentDefinition, request: RouteRequest): JsonObject[][] {
  return Object.entries(definition.filters).flatMap(([parameter, field]) => {
    const values = readList(request.query, parameter);
    return values === undefined ? [] : [partsOf(definition, field, values)];
  });
}

/** Alternative parts of a body for a field with one of some values, given as text. */
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
