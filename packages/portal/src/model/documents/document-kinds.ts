import {
  DOCUMENT_DEFINITIONS,
  type DocumentDefinition,
  type RoutePermissions,
} from "@indelible/domain";
import type { DocumentAnswers } from "../answers/document-answers.ts";
import type { DocumentResource } from "../answers/resources.ts";

/**
 * What the portal knows about a type of document. All of it follows from the type's definition.
 * `Resource` is the type of the API's answer for one document.
 */
export interface DocumentKind<Resource extends DocumentResource = DocumentResource> {
  /** Only carries the type: it is never set. */
  readonly answer?: Resource;
  /** The API route, also used in the portal's addresses. */
  readonly route: string;
  /** What ids of this kind begin with, before the first dash, in lower case. */
  readonly idPrefix: string;
  readonly singular: string;
  readonly plural: string;
  /** Where documents of this kind live: in a space, or in the system as a whole. */
  readonly reach: "space" | "system";
  /** Properties that a list shows in addition to the name. */
  readonly columns: readonly string[];
  /** Whether the API lists such documents. */
  readonly listed: boolean;
  /** Whether the list is short enough to be read whole, for the names in it. */
  readonly named: boolean;
  /** Whether the API has routes to create, change and delete such documents. */
  readonly creatable: boolean;
  readonly editable: boolean;
  readonly deletable: boolean;
  /** The definition; absent for a type that this version of the portal does not know. */
  readonly definition?: DocumentDefinition;
  /** The permissions to see, create and change such documents; absent when they are not known. */
  readonly permissions?: RoutePermissions;
}

/** Columns in addition to the name and the id. More do not fit on a narrow page. */
const MAX_COLUMNS = 2;

// The interface says "deployment target"; the API says "machine".
const spoken: ReadonlyMap<string, readonly [singular: string, plural: string]> = new Map([
  ["machines", ["Deployment target", "Deployment targets"]],
]);

const kinds = DOCUMENT_DEFINITIONS.filter(({ verbs }) => verbs.has("get")).map(kindOf);
const byRoute = new Map(kinds.map((kind) => [kind.route, kind]));
const byPrefix = new Map(kinds.map((kind) => [kind.idPrefix, kind]));
const withoutPage = new Set(
  DOCUMENT_DEFINITIONS.filter(({ verbs }) => !verbs.has("get")).map(prefixOf),
);

/** The kind of documents at an API route; a route without a definition gets a readable default. */
export function kindOfRoute<Route extends keyof DocumentAnswers>(
  route: Route,
): DocumentKind<DocumentAnswers[Route]>;
export function kindOfRoute(route: string): DocumentKind;
export function kindOfRoute(route: string): DocumentKind {
  const name = route.charAt(0).toUpperCase() + route.slice(1);
  return byRoute.get(route.toLowerCase()) ?? unknownKind(route.toLowerCase(), name);
}

/** The kind of the document with this id, or undefined when no page can show it. */
export function kindOfId(documentId: string): DocumentKind | undefined {
  const prefix = documentId.split("-", 1)[0]?.toLowerCase() ?? "";
  if (!/^[a-z]+-./i.test(documentId) || withoutPage.has(prefix) || prefix === "events")
    return undefined;
  return byPrefix.get(prefix) ?? unknownKind(prefix, documentId.split("-", 1)[0] ?? prefix);
}

/** The kind of documents whose ids have a prefix, or undefined when no page can show them. */
export function kindOfPrefix(prefix: string): DocumentKind | undefined {
  return byPrefix.get(prefix.toLowerCase());
}

/** The name of a document type by its id prefix: "Project" for `Projects`. */
export function documentTypeName(prefix: string): string {
  const kind = byPrefix.get(prefix.toLowerCase());
  if (kind) return kind.singular;
  const definition = DOCUMENT_DEFINITIONS.find((type) => prefixOf(type) === prefix.toLowerCase());
  return definition ? sentenceCase(definition.label) : prefix;
}

/** What the portal knows about a type of document by its definition alone. */
export function kindOf(definition: DocumentDefinition): DocumentKind {
  const [singular, plural] = spoken.get(definition.route) ?? [definition.label, definition.plural];
  return {
    route: definition.route.toLowerCase(),
    idPrefix: prefixOf(definition),
    singular: sentenceCase(singular),
    plural: sentenceCase(plural),
    reach: definition.level === "system" ? "system" : "space",
    columns: columnsOf(definition),
    listed: definition.verbs.has("list"),
    named: definition.verbs.has("list") && !definition.newestFirst,
    creatable: definition.verbs.has("create"),
    editable: definition.verbs.has("edit"),
    deletable: definition.verbs.has("delete"),
    definition,
    permissions: definition.permissions,
  };
}

// References are the most useful columns; a type without references shows its description.
function columnsOf({ references, schema }: DocumentDefinition): readonly string[] {
  const named = references.flatMap(({ at, relates }) => {
    const [, property] = /^\/(\w+)(?:\/\*)?$/.exec(at) ?? [];
    return property === undefined || relates === false ? [] : [property];
  });
  const described = ["Username", "EmailAddress", "Description"].filter(
    (property) => property in schema.properties,
  );
  return [...named, ...described].slice(0, MAX_COLUMNS);
}

function prefixOf({ prefix }: { readonly prefix: string }): string {
  return prefix.toLowerCase();
}

function unknownKind(route: string, name: string): DocumentKind {
  return {
    route,
    idPrefix: route,
    singular: name,
    plural: name,
    reach: "space",
    columns: ["Description"],
    listed: true,
    named: false,
    creatable: false,
    editable: false,
    deletable: false,
  };
}

function sentenceCase(label: string): string {
  const [first = "", ...rest] = label.split(" ");
  return [
    first,
    ...rest.map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase())),
  ].join(" ");
}
