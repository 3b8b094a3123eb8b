import {
  type DocumentDefinition,
  type NestedRoute,
  spacesReached,
  type Verb,
} from "@indelible/domain";
import type { Database, DocumentQuery, JsonObject, StoredDocument, Trail } from "@indelible/trail";
import type { Definitions } from "../definitions.ts";
import type { DocumentService } from "../documents/document-service.ts";
import { presentDocument } from "../documents/present.ts";
import { badRequest } from "../http/http-problem.ts";
import { collectionOf, type Page, readPage, TAKE_MAX } from "../http/page.ts";
import { readFlag, readList } from "../http/query.ts";
import type { Answer, Route, RouteRequest } from "../http/route.ts";
import type { Caller } from "../identity/caller.ts";
import { documentOfSnapshot } from "../snapshots/snapshot-id.ts";
import { loadSnapshot } from "../snapshots/snapshots.ts";
import { answerWith, createdAnswer } from "./document-answer.ts";

const LIST_PARAMETERS = ["skip", "take", "ids", "partialName"];
/** What the lists of types of either level take besides. */
const LEVEL_PARAMETERS = ["spaces", "includeSystem"];

/** What the routes of documents stand on. */
export interface DocumentRoutesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly definitions: Definitions;
  readonly service: DocumentService;
}

/** The standard routes of every document type, derived from its definition. */
export function documentRoutes(options: DocumentRoutesOptions): Route[] {
  return options.definitions.all.flatMap((definition) => [
    ...Object.entries(STANDARD).flatMap(([verb, make]) =>
      definition.verbs.has(verb as Verb) ? make(options, definition) : [],
    ),
    ...definition.nested.flatMap((nested) => nestedRoutes(options, definition, nested)),
  ]);
}

type MakeRoutes = (options: DocumentRoutesOptions, definition: DocumentDefinition) => Route[];

const STANDARD: Readonly<Record<Verb, MakeRoutes>> = {
  list: (options, definition) => {
    const query = parametersOf(definition);
    const path = `/${definition.route}`;
    return [
      {
        method: "GET",
        path: `${path}/all`,
        access: "signed-in",
        summary: `Lists all ${definition.plural}, as an array`,
        query: ["ids"],
        handle: (request, caller) => listAll(options, definition, request, caller),
      },
      {
        method: "GET",
        path,
        access: "signed-in",
        summary: `Lists ${definition.plural}, a page at a time`,
        query,
        handle: (request, caller) => listPage(options, definition, request, caller, []),
      },
    ];
  },
  get: (options, definition) => [
    {
      method: "GET",
      path: `/${definition.route}/:id`,
      access: "signed-in",
      summary: `Gets one ${definition.label}`,
      handle: async (request, caller) => {
        return answerWith(
          options.definitions,
          await addressed(options, definition, request, caller),
        );
      },
    },
  ],
  create: (options, definition) => [
    {
      method: "POST",
      path: `/${definition.route}`,
      access: "signed-in",
      mutates: true,
      summary: `Creates one ${definition.label}`,
      body: definition.schema,
      handle: async (request, caller) => {
        const space = spaceForNew(definition, request);
        const made = await options.service.create(caller, definition, space, request.body);
        return createdAnswer(options.definitions, made);
      },
    },
  ],
  edit: (options, definition) => [
    {
      method: "PUT",
      path: `/${definition.route}/:id`,
      access: "signed-in",
      mutates: true,
      summary: `Changes one ${definition.label}`,
      body: definition.schema,
      handle: (request, caller) =>
        modifyDocument(options, definition, request, caller, idIn(request)),
    },
  ],
  delete: (options, definition) => [
    {
      method: "DELETE",
      path: `/${definition.route}/:id`,
      access: "signed-in",
      mutates: true,
      summary: `Deletes one ${definition.label}`,
      handle: async (request, caller) => {
        const space = spaceOf(definition, request);
        await options.service.delete(caller, definition, space, idIn(request));
        return { body: {} };
      },
    },
  ],
};

/**
 * Lists below another document, such as `projects/{id}/channels`; where there is one document only,
 * as of a project's process, it is that document that is read and written.
 */
function nestedRoutes(
  options: DocumentRoutesOptions,
  definition: DocumentDefinition,
  nested: NestedRoute,
): Route[] {
  const parent = options.definitions.get(nested.under);
  const path = `/${parent.route}/:id/${nested.as}`;
  const companion = parent.companions.find(({ prefix, id }) => {
    return prefix === definition.prefix && id !== undefined;
  });
  // What is asked of the parent's documents comes first: without it the parent is no one's business.
  const parentId = async (request: RouteRequest, caller: Caller, verb: "view" | "edit") => {
    const space = spaceOf(parent, request);
    caller.requireSomewhere([definition.permissions[verb]], [space, null]);
    return (await options.service.get(caller, parent, space, idIn(request))).id;
  };
  if (companion?.id === undefined) {
    return [
      {
        method: "GET",
        path,
        access: "signed-in",
        summary: `Lists the ${definition.plural} of one ${parent.label}`,
        query: LIST_PARAMETERS,
        handle: async (request, caller) => {
          const id = await parentId(request, caller, "view");
          return listPage(
            options,
            definition,
            request,
            caller,
            partsOf(definition, nested.by, [id]),
          );
        },
      },
    ];
  }
  const idOf = companion.id;
  return [
    {
      method: "GET",
      path,
      access: "signed-in",
      summary: `Gets the ${definition.label} of one ${parent.label}`,
      handle: async (request, caller) => {
        const id = idOf(await parentId(request, caller, "view"));
        const space = spaceOf(definition, request);
        return answerWith(
          options.definitions,
          await options.service.get(caller, definition, space, id),
        );
      },
    },
    {
      method: "PUT",
      path,
      access: "signed-in",
      mutates: true,
      summary: `Changes the ${definition.label} of one ${parent.label}`,
      body: definition.schema,
      handle: async (request, caller) => {
        const id = idOf(await parentId(request, caller, "edit"));
        return modifyDocument(options, definition, request, caller, id);
      },
    },
  ];
}

/** The document of an address or, where that names a snapshot, the one that was kept of it. */
async function addressed(
  options: DocumentRoutesOptions,
  definition: DocumentDefinition,
  request: RouteRequest,
  caller: Caller,
): Promise<StoredDocument> {
  const id = idIn(request);
  const documentId = documentOfSnapshot(id);
  const space = spaceOf(definition, request);
  // Whoever may see a document may see what it was.
  const found = await options.service.get(caller, definition, space, documentId ?? id);
  return documentId === undefined ? found : { ...(await loadSnapshot(options, id)), id };
}

async function modifyDocument(
  options: DocumentRoutesOptions,
  definition: DocumentDefinition,
  request: RouteRequest,
  caller: Caller,
  id: string,
): Promise<Answer> {
  const changed = await options.service.modify(
    caller,
    definition,
    spaceOf(definition, request),
    id,
    request.body,
    versionWanted(request),
  );
  return answerWith(options.definitions, changed);
}

async function listPage(
  options: DocumentRoutesOptions,
  definition: DocumentDefinition,
  request: RouteRequest,
  caller: Caller,
  parts: readonly JsonObject[],
): Promise<Answer> {
  const page = readPage(request.query);
  const filters = [...filtersOf(definition, request), ...(parts.length > 0 ? [parts] : [])];
  const { documents, total } = await options.service.list(caller, definition, {
    ...queryOf(definition, request, caller, page),
    containing: filters,
  });
  const items = documents.map((document) => presentDocument(options.definitions, document));
  const address = {
    path: request.path,
    parameters: [...request.query].filter(([name]) => name !== "skip" && name !== "take"),
    template: parametersOf(definition),
  };
  const itemType = definition.label.replaceAll(" ", "");
  return { body: collectionOf(itemType, items, total, page, address) };
}

async function listAll(
  options: DocumentRoutesOptions,
  definition: DocumentDefinition,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const { documents } = await options.service.list(caller, definition, {
    ...queryOf(definition, request, caller, { skip: 0, take: TAKE_MAX }),
    containing: filtersOf(definition, request),
  });
  return { body: documents.map((document) => presentDocument(options.definitions, document)) };
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
    newestFirst: definition.newestFirst,
    ...page,
  };
}

function parametersOf({ level, filters }: DocumentDefinition): string[] {
  const ofLevel = level === "either" ? LEVEL_PARAMETERS : [];
  return [...LIST_PARAMETERS, ...ofLevel, ...Object.keys(filters)];
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
function partsOf(
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

/** Where to look for a document: its space, or nowhere in particular. */
function spaceOf(definition: DocumentDefinition, request: RouteRequest): string | null {
  return definition.level === "system" ? null : request.spaceId;
}

/** Where a new document goes; a type of either level says so in `SpaceId` or by its address. */
function spaceForNew(definition: DocumentDefinition, request: RouteRequest): string | null {
  if (definition.level !== "either") return spaceOf(definition, request);
  const entries = Object.entries((request.body ?? {}) as JsonObject);
  const [, sent] = entries.find(([name]) => name.toLowerCase() === "spaceid") ?? [];
  if (sent !== undefined && sent !== null && sent !== request.spaceId) {
    throw badRequest(
      "SpaceId must be that of the address: send the request to /api/{SpaceId}/ for another space.",
    );
  }
  return request.namesSpace || sent === request.spaceId ? request.spaceId : null;
}

function idIn(request: RouteRequest): string {
  return request.params.id ?? "";
}

/** The version that `If-Match` asks for: an entity tag as `ETag` gave it. */
function versionWanted(request: RouteRequest): number | undefined {
  const given = request.headers["if-match"];
  if (given === undefined || given === "*") return undefined;
  const [, digits] = /^"?(\d{1,15})"?$/.exec(given) ?? [];
  if (digits === undefined)
    throw badRequest("If-Match must be an entity tag that this server gave.");
  return Number(digits);
}
