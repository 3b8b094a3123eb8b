import { type DocumentDefinition, keyOfNamed, type NamedId, namedIds } from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import { type JsonObject, missingReference, type StoredDocument } from "@indelible/trail";
import { changedDestinations } from "./destinations.ts";
import type { AccessTools, DocumentAccess } from "./document-access.ts";
import { findByName, isWithin } from "./find-document.ts";

/** Dependencies of `checkNaming`. */
export interface NamingTools extends AccessTools {
  readonly access: DocumentAccess;
}

/** Who names documents, and where. */
export interface Naming {
  readonly caller: Caller;
  readonly definition: DocumentDefinition;
  /** The space of the document that names them; null for the installation. */
  readonly spaceId: string | null;
}

/**
 * Checks the ids that a caller names in a body, except those that are already at the same places
 * of the stored body: each must be of a document of the same space or of the installation that the
 * caller may see (I10). Fails with `missing-reference` in the same way for all others, whether they
 * exist or not. References that delegate permissions have separate rules. An account whose secret a change would send somewhere else counts as named again.
 */
export async function checkNaming(
  tools: NamingTools,
  naming: Naming,
  before: JsonObject | undefined,
  fields: JsonObject,
): Promise<void> {
  const { definition } = naming;
  const old = new Set(before === undefined ? [] : keptIds(definition, before, fields));
  const named = namedIds(definition, fields).filter((one) => {
    return one.by !== "delegation" && !old.has(keyOfNamed(one));
  });
  await checkNamed(tools, naming, named);
}

/** Fails like `checkNaming` unless the caller may name all these ids. */
export async function checkNamed(
  tools: NamingTools,
  naming: Naming,
  named: readonly NamedId[],
): Promise<void> {
  if (named.length === 0) return;
  const ids = [...new Set(named.map(({ id }) => id))];
  const found = new Map((await tools.trail.documents(ids)).map((one) => [one.id, one]));
  for (const one of named) {
    if (await mayName(tools, naming, one, found.get(one.id))) continue;
    throw missingReference(naming.definition.label, one);
  }
}

/** The ids of a stored body that may stay where they are. */
function keptIds(definition: DocumentDefinition, before: JsonObject, fields: JsonObject): string[] {
  const after = { ...before, ...fields };
  const changed = changedDestinations(definition, before, after);
  const again = new Set(changed.flatMap(({ uses = [] }) => uses));
  return namedIds(definition, before)
    .filter(({ place }) => !again.has(place))
    .map(keyOfNamed);
}

async function mayName(
  tools: NamingTools,
  { caller, spaceId }: Naming,
  { id, to, by }: NamedId,
  document: StoredDocument | undefined,
): Promise<boolean> {
  const { access, definitions } = tools;
  if (document !== undefined && to.includes(document.type)) {
    // A document of the installation belongs to no space, and may name those of all.
    const isHere = spaceId === null || isWithin(spaceId, document);
    if (isHere && access.maySee(caller, document)) return true;
  }
  if (by !== "text") return false;
  // Clients also name documents by their slugs, such as the built-in feed.
  for (const definition of definitions.all.filter(({ prefix }) => to.includes(prefix))) {
    const named = await findByName(tools, definition, spaceId, id);
    if (named !== undefined && access.maySee(caller, named)) return true;
  }
  return false;
}
