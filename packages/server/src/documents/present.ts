import type { DocumentDefinition } from "@indelible/domain";
import type { Definitions } from "@indelible/kernel";
import { type Json, type JsonObject, presentable, type StoredDocument } from "@indelible/trail";
import { documentAddress, listAddress } from "./address.ts";
import { spaceOfCompanions } from "./companions.ts";

/**
 * A document as the API shows it: its fields in the order of the schema, no secrets, and links.
 * API reference, section 6.
 */
export function presentDocument(definitions: Definitions, document: StoredDocument): JsonObject {
  const definition = definitions.get(document.type);
  const body = presentable(definition, document.body);
  const fields: Record<string, Json> = { Id: document.id };
  for (const name of Object.keys(definition.schema.properties)) {
    const value = body[name];
    if (value !== undefined) fields[name] = value;
  }
  if (definition.versioned) fields.Version = document.version;
  if (definition.level !== "system") fields.SpaceId = document.spaceId;
  return {
    ...fields,
    ...definition.derive(document.body, definitions.clock()),
    LastModifiedOn: document.modifiedOn.toISOString(),
    LastModifiedBy: document.modifiedBy,
    Links: linksOf(definitions, definition, document),
  };
}

/** Links to nested lists, and to companions whose ids derive from the document's. */
function linksOf(
  definitions: Definitions,
  definition: DocumentDefinition,
  document: StoredDocument,
): JsonObject {
  const self = documentAddress(definition, document);
  const nested = definitions.all.flatMap((other) =>
    other.nested.filter(({ under }) => under === definition.prefix).map(({ as }) => as),
  );
  const lists = nested.map((as) => [linkName(as), `${self}/${as}{?skip,take}`]);
  const companions = definition.companions.flatMap(({ prefix, id }) => {
    if (id === undefined) return [];
    const other = definitions.get(prefix);
    const address = `${listAddress(other, spaceOfCompanions(document))}/${id(document.id)}`;
    return [[LINK_NAMES[other.route] ?? linkName(other.route), address]];
  });
  const further = Object.entries(definition.links).map(([name, below]) => [name, self + below]);
  return { Self: self, ...Object.fromEntries([...lists, ...companions, ...further]) };
}

/** Links that Octopus Deploy names differently from their route. */
const LINK_NAMES: Readonly<Record<string, string>> = { deploymentprocesses: "DeploymentProcess" };

function linkName(route: string): string {
  return route.slice(0, 1).toUpperCase() + route.slice(1);
}
