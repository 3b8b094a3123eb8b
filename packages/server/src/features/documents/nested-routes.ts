import type { DocumentDefinition, NestedRoute, Verb } from "@indelible/domain";
import { documentOfSnapshot } from "@indelible/engine";
import type { Caller, Route, RouteRequest, SignedInRoute } from "@indelible/kernel";
import { notFound } from "@indelible/kernel";
import { isObject, type Json } from "@indelible/trail";
import { type DocumentRoutesOptions, idIn, spaceOf } from "../../documents/document-requests.ts";
import { LIST_PARAMETERS, listPage, partsOf } from "./document-lists.ts";

/** The routes of a single document of a type, to which nested routes delegate. */
export type StandardRoutes = Readonly<Record<Exclude<Verb, "list">, SignedInRoute>>;

/** What the routes of a type nested below a parent type share. */
interface Below {
  readonly options: DocumentRoutesOptions;
  readonly definition: DocumentDefinition;
  readonly parent: DocumentDefinition;
  readonly by: string;
  readonly path: string;
  readonly standard: StandardRoutes;
}

const PERMISSION_OF = { get: "view", create: "create", edit: "edit", delete: "delete" } as const;

/**
 * The routes of a type below a parent document, such as `projects/{id}/channels`: the list, and all
 * other routes where the definition has them; or, for a companion, such as the process of a
 * project, the routes to read and change it.
 */
export function nestedRoutes(
  options: DocumentRoutesOptions,
  definition: DocumentDefinition,
  { under, as, by, isWhole }: NestedRoute,
  standard: StandardRoutes,
): Route[] {
  const parent = options.definitions.get(under);
  const path = `/${parent.route}/:id/${as}`;
  const below = { options, definition, parent, by, path, standard };
  const companion = parent.companions.find(({ prefix, id }) => {
    return prefix === definition.prefix && id !== undefined;
  });
  if (companion?.id !== undefined) return companionRoutes(below, companion.id);
  return [listBelow(below), ...(isWhole === true ? wholeRoutes(below) : [])];
}

function companionRoutes(below: Below, idOf: (parentId: string) => string): Route[] {
  const { definition, parent, path, standard } = below;
  const made = (verb: "get" | "edit", does: string): SignedInRoute => ({
    ...standard[verb],
    path,
    summary: `${does} the ${definition.label} of one ${parent.label}`,
    handle: async (request, caller) => {
      const id = idOf(await parentId(below, request, caller, PERMISSION_OF[verb]));
      return standard[verb].handle({ ...request, params: { id } }, caller);
    },
  });
  return [made("get", "Gets"), made("edit", "Changes")];
}

function listBelow(below: Below): Route {
  const { options, definition, parent, by, path } = below;
  return {
    method: "GET",
    path,
    access: "signed-in",
    summary: `Lists the ${definition.plural} of one ${parent.label}`,
    query: LIST_PARAMETERS,
    handle: async (request, caller) => {
      const id = await parentId(below, request, caller, "view");
      return listPage(options, definition, request, caller, partsOf(definition, by, [id]));
    },
  };
}

function wholeRoutes(below: Below): Route[] {
  const { definition, path, standard } = below;
  const items = (["get", "edit", "delete"] as const).filter((verb) => definition.verbs.has(verb));
  const ofParent = (summary: string) => `${summary} of one ${below.parent.label}`;
  const create: SignedInRoute = {
    ...standard.create,
    path,
    summary: ofParent(standard.create.summary),
    handle: async (request, caller) => {
      const id = await parentId(below, request, caller, "create");
      const sent = (request.body ?? null) as Json;
      const body = isObject(sent) ? { ...sent, [below.by]: id } : sent;
      return standard.create.handle({ ...request, body }, caller);
    },
  };
  return [
    ...(definition.verbs.has("create") ? [create] : []),
    ...items.map((verb): SignedInRoute => {
      const route = standard[verb];
      return {
        ...route,
        path: `${path}/:itemId`,
        summary: ofParent(route.summary),
        handle: async (request, caller) => {
          const id = await itemId(below, request, caller, verb);
          return route.handle({ ...request, params: { id } }, caller);
        },
      };
    }),
  ];
}

/**
 * The id of the parent in the URL. The permission on the nested type is checked first, so that
 * other callers do not learn whether the parent exists.
 */
async function parentId(
  { options, definition, parent }: Below,
  request: RouteRequest,
  caller: Caller,
  permission: keyof DocumentDefinition["permissions"],
): Promise<string> {
  const space = spaceOf(parent, request);
  caller.requireSomewhere([definition.permissions[permission]], [space, null]);
  return (await options.service.get(caller, parent, space, idIn(request))).id;
}

/** The id of a document, or of a snapshot of one, that belongs to the parent in the URL. */
async function itemId(
  below: Below,
  request: RouteRequest,
  caller: Caller,
  verb: "get" | "edit" | "delete",
): Promise<string> {
  const { options, definition, by } = below;
  const owner = await parentId(below, request, caller, PERMISSION_OF[verb]);
  const { itemId: reference = "" } = request.params;
  const documentId = documentOfSnapshot(reference);
  const [byId] = await options.trail.documents([documentId ?? reference]);
  const names = definition.unique.map(({ fields: [field] }) => [field, reference]);
  const found =
    byId ??
    (await options.trail.findByUniqueValue(definition, request.spaceId, {
      ...Object.fromEntries(names),
      [by]: owner,
    }));
  if (found?.type !== definition.prefix || found.body[by] !== owner) throw notFound(reference);
  return documentId === undefined ? found.id : reference;
}
