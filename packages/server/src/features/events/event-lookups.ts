import { type DocumentDefinition, spaces, tagSets } from "@indelible/domain";
import { type Caller, TAKE_MAX } from "@indelible/kernel";
import { type JsonObject, type StoredDocument, TERM, type Trail } from "@indelible/trail";
import { reachOf } from "../../documents/reach.ts";

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

/** Fields that a document can be named by, in addition to its title. */
const NAMES = ["Name", "Slug", "Username", "DisplayName"] as const;

/** The lookups of a server. */
export function eventLookups(
  trail: Trail,
  definitions: readonly DocumentDefinition[],
): EventLookups {
  return {
    definitions,
    named: async (caller, definition, name) => {
      const found = await visibleDocuments(trail, caller, definition, name);
      const living = found.filter(({ title, body }) => isNamed(name, title, body));
      if (living.length > 0) return living.map(({ id }) => id);
      return deletedNamed(trail, caller, definition, name);
    },
    tagsNamed: async (caller, name) => {
      const [set = ""] = name.split("/", 1);
      const sets = await visibleDocuments(trail, caller, tagSets, set);
      const tags = sets.flatMap(({ title, body }) => tagsOf(title, body));
      const found = tags.filter((tag) => isSame(tag, name));
      return [...new Set(found.length > 0 ? found : [name])];
    },
    livingSpaces: async (ids) => {
      return new Set((await trail.documentsOf(spaces, ids)).map(({ id }) => id));
    },
  };
}

async function visibleDocuments(
  trail: Trail,
  caller: Caller,
  type: DocumentDefinition,
  name: string,
): Promise<readonly StoredDocument[]> {
  const reach = type.prefix === spaces.prefix ? undefined : reachOf(caller, type);
  const query = { type, reach, partialTitle: name, titleFields: NAMES, skip: 0, take: TAKE_MAX };
  const { documents } = await trail.list(query);
  if (type.prefix !== spaces.prefix) return documents;
  return documents.filter(({ id }) => caller.knowsSpace(id));
}

/** The newest deletions of a type are searched; the name is the last that a document had. */
async function deletedNamed(
  trail: Trail,
  caller: Caller,
  type: DocumentDefinition,
  name: string,
): Promise<string[]> {
  const terms = [[TERM.documentType(type.prefix)], [TERM.category("Deleted")]];
  const events = await trail.events({ visibility: caller.visibility, terms }, 0, TAKE_MAX);
  return events.flatMap(({ DocumentId, ChangeDetails: { DocumentContext } }) => {
    if (DocumentContext === null) return [];
    return isNamed(name, type.title(DocumentContext), DocumentContext) ? [DocumentId] : [];
  });
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
