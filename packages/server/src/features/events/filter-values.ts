import {
  CATEGORY_IDS,
  categoriesOfGroups,
  categoryName,
  type DocumentDefinition,
  documentTypeName,
  eventGroups,
} from "@indelible/domain";
import { type Caller, invalid, readList } from "@indelible/kernel";
import type { EventLookups } from "./event-lookups.ts";

/** An id: the prefix of a type, and the rest. Ids may nest: `variableset-Projects-1`. */
const ID = /^([a-z]+)-(.+)$/i;

/**
 * Reads the values of filters: an id in any case, or a name or slug. Each method returns undefined for
 * a parameter that is missing or empty, and fails with 400 and a sentence for a value that stands for
 * nothing, so that an answer is never to another question.
 */
export class FilterValues {
  readonly #query: ReadonlyMap<string, string>;
  readonly #caller: Caller;
  readonly #lookups: EventLookups;

  constructor(query: ReadonlyMap<string, string>, caller: Caller, lookups: EventLookups) {
    this.#query = query;
    this.#caller = caller;
    this.#lookups = lookups;
  }

  /** The ids of documents of a type. An id need not exist: the document may be deleted. */
  async documents(name: string, definition: DocumentDefinition): Promise<string[] | undefined> {
    return this.#each(name, async (value) => {
      const id = idOfType(definition, value);
      if (id !== undefined) return [id];
      const { label } = definition;
      const found = await this.#lookups.named(this.#caller, definition, value);
      if (found.length > 0) return found;
      throw invalid(`${name}: there is no ${label.toLowerCase()} '${shortened(value)}'.`);
    });
  }

  /** Ids of documents of any type. */
  ids(name: string): string[] | undefined {
    return readList(this.#query, name)?.map((value) => {
      const id = canonicalId(this.#lookups.definitions, value);
      if (id !== undefined) return id;
      throw invalid(`${name}: '${shortened(value)}' is no id of a document, such as Projects-1.`);
    });
  }

  /** Canonical names of tags. A tag that no tenant has any more need not exist. */
  tags(name: string): Promise<string[] | undefined> {
    return this.#each(name, async (value) => {
      if (value.includes("/")) return this.#lookups.tagsNamed(this.#caller, value);
      throw invalid(`${name}: '${shortened(value)}' is no tag of a set, such as Region/North.`);
    });
  }

  /** Categories, and those of groups: they are alternatives. */
  categories(categories: string, groups: string): string[] | undefined {
    const named = readList(this.#query, categories)?.map((value) => {
      const known = CATEGORY_IDS.find((id) => isOneOf(value, id, categoryName(id)));
      return known ?? fail(`${categories}: there is no event category '${shortened(value)}'.`);
    });
    const grouped = readList(this.#query, groups)?.map((value) => {
      const known = eventGroups().find(({ id, name }) => isOneOf(value, id, name));
      return known?.id ?? fail(`There is no event group '${shortened(value)}'.`);
    });
    if (named === undefined && grouped === undefined) return undefined;
    return [...(named ?? []), ...categoriesOfGroups(grouped ?? [])];
  }

  /** Prefixes of document types; a dash after one is ignored. */
  documentTypes(name: string): string[] | undefined {
    return readList(this.#query, name)?.map((value) => {
      const wanted = value.replace(/-$/, "");
      const known = this.#lookups.definitions.find((type) =>
        isOneOf(wanted, type.prefix, documentTypeName(type), type.label),
      );
      return known?.prefix ?? fail(`${name}: there is no document type '${shortened(value)}'.`);
    });
  }

  /** Numbers of events. */
  eventNumbers(name: string): number[] | undefined {
    return readList(this.#query, name)?.map((value) => {
      const [, digits] = /^Events-(\d{1,15})$/i.exec(value) ?? [];
      if (digits !== undefined) return Number(digits);
      throw invalid(`${name}: '${shortened(value)}' is no id of an event, such as Events-7.`);
    });
  }

  async #each(
    name: string,
    resolve: (value: string) => Promise<readonly string[]>,
  ): Promise<string[] | undefined> {
    const values = readList(this.#query, name);
    if (values === undefined) return undefined;
    const found: string[] = [];
    for (const value of values) found.push(...(await resolve(value)));
    return [...new Set(found)];
  }
}

/** The id of a document of a type that a value is, whatever its case; undefined if it is none. */
function idOfType({ prefix }: DocumentDefinition, value: string): string | undefined {
  const [, given = "", rest = ""] = ID.exec(value) ?? [];
  if (given.toLowerCase() !== prefix.toLowerCase()) return undefined;
  if (/^\d+$/.test(rest)) return `${prefix}-${rest}`;
  // The server itself and direct SQL.
  return prefix === "Users" && /^(system|database)$/i.test(rest) ? value.toLowerCase() : undefined;
}

/**
 * The id that a value is, whatever its case: `Projects-1`, `variableset-Projects-1`, or of a built-in
 * document `feeds-builtin-Spaces-1`, which starts in lower case. Undefined if it is none.
 */
function canonicalId(
  definitions: readonly DocumentDefinition[],
  value: string,
): string | undefined {
  const [, given = "", rest = ""] = ID.exec(value) ?? [];
  const type = definitions.find(({ prefix }) => prefix.toLowerCase() === given.toLowerCase());
  if (type === undefined) return undefined;
  const id = idOfType(type, value);
  if (id !== undefined) return id;
  const owner = canonicalId(definitions, rest);
  return owner === undefined
    ? `${given.toLowerCase()}-${builtInName(definitions, rest)}`
    : `${type.prefix}-${owner}`;
}

/** The end of the id of a built-in document: a word, and for some the id of its space. */
function builtInName(definitions: readonly DocumentDefinition[], text: string): string {
  const [, word = "", rest = ""] = ID.exec(text) ?? [];
  const owner = canonicalId(definitions, rest);
  return owner === undefined ? text.toLowerCase() : `${word.toLowerCase()}-${owner}`;
}

function isOneOf(value: string, ...words: readonly string[]): boolean {
  return words.some((word) => word.toLowerCase() === value.toLowerCase());
}

function shortened(value: string): string {
  return value.slice(0, 100);
}

function fail(message: string): never {
  throw invalid(message);
}
