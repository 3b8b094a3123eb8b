import type { DocumentDefinition, Verb } from "@indelible/domain";
import { documentOfSnapshot, loadSnapshot } from "@indelible/engine";
import type { Answer, Caller, Route, RouteRequest } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";
import { answerWith, createdAnswer } from "../../documents/document-answer.ts";
import {
  type DocumentRoutesOptions,
  idIn,
  spaceForNew,
  spaceOf,
  versionExpected,
} from "../../documents/document-requests.ts";
import { extraChangesOf, extraParameters } from "../../documents/extra-parameters.ts";
import { listAll, listPage, parametersOf } from "./document-lists.ts";
import { nestedRoutes, type StandardRoutes } from "./nested-routes.ts";

/** The standard routes of every document type, derived from its definition. */
export function documentRoutes(options: DocumentRoutesOptions): Route[] {
  return options.definitions.all.flatMap((definition) => {
    const standard = standardRoutes(options, definition);
    return [
      ...(definition.verbs.has("list") ? listRoutes(options, definition) : []),
      ...Object.entries(standard).flatMap(([verb, route]) =>
        definition.verbs.has(verb as Verb) ? [route] : [],
      ),
      ...definition.nested.flatMap((nested) => nestedRoutes(options, definition, nested, standard)),
    ];
  });
}

function listRoutes(options: DocumentRoutesOptions, definition: DocumentDefinition): Route[] {
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
      query: parametersOf(definition),
      handle: (request, caller) => listPage(options, definition, request, caller, []),
    },
  ];
}

function standardRoutes(
  options: DocumentRoutesOptions,
  definition: DocumentDefinition,
): StandardRoutes {
  const { label, schema: body } = definition;
  const path = `/${definition.route}`;
  const write = { access: "signed-in", mutates: true } as const;
  const extras = extraParameters(options, definition);
  return {
    get: {
      method: "GET",
      path: `${path}/:id`,
      access: "signed-in",
      summary: `Gets one ${label}`,
      handle: async (request, caller) => {
        const found = await addressed(options, definition, request, caller);
        return answerWith(options.service, caller, found);
      },
    },
    create: {
      ...write,
      method: "POST",
      path,
      summary: `Creates one ${label}`,
      ...(extras.length === 0 ? {} : { query: extras }),
      body,
      handle: async (request, caller) => {
        const space = spaceForNew(definition, request);
        const extraChanges = extraChangesOf(options, definition, request, caller);
        const made = await options.service.create(caller, definition, space, request.body, {
          extraChanges,
        });
        return createdAnswer(options.service, caller, made);
      },
    },
    edit: {
      ...write,
      method: "PUT",
      path: `${path}/:id`,
      summary: `Changes one ${label}`,
      body,
      handle: (request, caller) => modifyDocument(options, definition, request, caller),
    },
    delete: {
      ...write,
      method: "DELETE",
      path: `${path}/:id`,
      summary: `Deletes one ${label}`,
      handle: async (request, caller) => {
        const space = spaceOf(definition, request);
        await options.service.delete(caller, definition, space, idIn(request));
        return { body: {} };
      },
    },
  };
}

/** The document in the URL, or its snapshot when the URL names one. */
async function addressed(
  options: DocumentRoutesOptions,
  definition: DocumentDefinition,
  request: RouteRequest,
  caller: Caller,
): Promise<StoredDocument> {
  const id = idIn(request);
  const documentId = documentOfSnapshot(id);
  const space = spaceOf(definition, request);
  // A caller who may see a document may see its snapshots.
  const found = await options.service.get(caller, definition, space, documentId ?? id);
  return documentId === undefined ? found : { ...(await loadSnapshot(options, id)), id };
}

async function modifyDocument(
  options: DocumentRoutesOptions,
  definition: DocumentDefinition,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const changed = await options.service.modify(
    caller,
    definition,
    spaceOf(definition, request),
    idIn(request),
    request.body,
    versionExpected(request),
  );
  return answerWith(options.service, caller, changed);
}
