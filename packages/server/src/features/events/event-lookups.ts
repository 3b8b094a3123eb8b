import { type DocumentDefinition, spaces, spacesReached, tagSets } from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import type { JsonObject, StoredDocument, Trail } from "@indelible/trail";
import { reachOf } from "../../documents/reach.ts";
import { deletionsQuery, lastName, readDeletions } from "./deletions.ts";

/** Looks up what the values of filters stand for. */
export interface EventLookups {
  readonly definitions: readonly DocumentDefinition[];
  /**
   * The ids of the documents of a type that have a name, a slug or a user name, regardless of case:
   * those that the caller may see, and deleted ones by their last name.
   */
  named(caller: Caller, definition: DocumentDefinition, name: string): Promise<readonly string[]>;
  /** The tags with a canonical name, such as `Region/North`, as they are written. */
  tagsNamed(caller: Caller, name: string): Promise<readonly string[]>;
  /** Those of the ids of spaces that exist. */
  livingSpaces(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Fields that name a document, and that only one can have. */
const NAMES = ["Name", "Slug", "Username"] as const;

/** Deletions that are searched for a name: the newest of the type. */
const DELETIONS_SEARCHED = 1_000;

/** The lookups of a server. */
export function eventLookups(
  trail: Trail,
  definitions: readonly DocumentDefinition[],
): EventLookups {
  return {
    definitions,
    named: async (caller, definition, name) => {
      const living = await visibleNamed(trail, caller, definition, name);
      if (living.length > 0) return living.map(({ id }) => id);
      return deletedNamed(trail, caller, definition, name);
    },
    tagsNamed: async (caller, name) => {
      const [set = ""] = name.split("/", 1);
      const sets = await visibleNamed(trail, caller, tagSets, set);
      const tags = sets.flatMap(({ title, body }) => tagsOf(title, body));
      const found = tags.filter((tag) => isSame(tag, name));
      return [...new Set(found.length > 0 ? found : [name])];
    },
    livingSpaces: async (ids) => {
      return new Set((await trail.documentsOf(spaces, ids)).map(({ id }) => id));
    },
  };
}

/** The documents with a name, in any of the spaces that the caller knows, if the caller may see them. */
async function visibleNamed(
  trail: Trail,
  caller: Caller,
  type: DocumentDefinition,
  name: string,
): Promise<readonly StoredDocument[]> {
  const ids: string[] = [];
  const places = type.level === "system" ? [null] : spacesReached(caller.permissions);
  for (const spaceId of places) {
    const found = await trail.findByUniqueValues(type, spaceId, [namedBody(name)]);
    ids.push(...found.map(({ id }) => id));
  }
  if (ids.length === 0) return [];
  const isSpace = type.prefix === spaces.prefix;
  const reach = isSpace ? undefined : reachOf(caller, type);
  const { documents } = await trail.list({ type, reach, ids, skip: 0, take: ids.length });
  return isSpace ? documents.filter(({ id }) => caller.knowsSpace(id)) : documents;
}

function namedBody(name: string): JsonObject {
  return Object.fromEntries(NAMES.map((field) => [field, name]));
}

async function deletedNamed(
  trail: Trail,
  caller: Caller,
  type: DocumentDefinition,
  name: string,
): Promise<string[]> {
  const query = deletionsQuery({ visibility: caller.visibility }, [type.prefix]);
  const found: string[] = [];
  for await (const event of readDeletions(trail, query, 0, DELETIONS_SEARCHED)) {
    const body = event.ChangeDetails.DocumentContext ?? {};
    if (isNamed(name, lastName([type], event) ?? "", body)) found.push(event.DocumentId);
  }
  return found;
}

function isNamed(name: string, title: string, body: JsonObject): boolean {
  return [title, ...NAMES.map((field) => body[field])].some((value) => isSame(value, name));
}

function isSame(value: unknown, name: string): boolean {
  return typeof value === "string" && value.toLowerCase() === name.toLowerCase();
}

function tagsOf(set: string, { Tags }: JsonObject): string[] {
  if (!Array.isArray(Tags)) return [];
  return Tags.map((tag) => `${set}/${(tag as JsonObject).Name}`);
}
