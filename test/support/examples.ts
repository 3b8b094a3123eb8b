import { DOCUMENT_DEFINITIONS, type DocumentDefinition } from "@indelible/domain";
import type { TestAnswer, TestServer } from "./server.ts";

/** A document as the API shows it. */
export type Shown = Readonly<Record<string, unknown>> & { readonly Id: string };

/** Makes documents of any type on a test server, from the examples of their definitions. */
export interface Examples {
  /** A complete body: names are new, references name documents that exist. */
  body(definition: DocumentDefinition): Promise<Record<string, unknown>>;
  /** A new document of the type, or of a type that only comes with another, that of a new owner. */
  create(definition: DocumentDefinition): Promise<Shown>;
  /** A document of a type to refer to: always the same one, which nobody changes or deletes. */
  idOf(prefix: string): Promise<string>;
}

/** Longest name that any type takes, less the number that makes it new. */
const NAME_LENGTH = 14;

/** Examples for a server that knows these types. */
export function examplesFor(
  server: TestServer,
  definitions: readonly DocumentDefinition[] = DOCUMENT_DEFINITIONS,
): Examples {
  const standing = new Map<string, Promise<string>>();
  let made = 0;

  function definitionOf(prefix: string): DocumentDefinition {
    const found = definitions.find((definition) => definition.prefix === prefix);
    if (found === undefined) throw new TypeError(`There is no document type ${prefix}.`);
    return found;
  }

  function idOf(prefix: string): Promise<string> {
    const known = standing.get(prefix) ?? create(definitionOf(prefix)).then(({ Id }) => Id);
    standing.set(prefix, known);
    return known;
  }

  async function body(definition: DocumentDefinition) {
    const needed: string[] = [];
    definition.example((prefix) => {
      needed.push(prefix);
      return prefix;
    });
    const ids = new Map<string, string>();
    for (const prefix of needed) ids.set(prefix, await idOf(prefix));
    const example = definition.example((prefix) => ids.get(prefix) ?? prefix);
    return { ...example, ...renewed(definition, example) };
  }

  function renewed(definition: DocumentDefinition, example: Record<string, unknown>) {
    made += 1;
    const names = definition.unique.map(({ fields: [field] }) => field);
    const given = names.filter((field) => typeof example[field] === "string");
    return Object.fromEntries(
      given.map((field) => [field, `${String(example[field]).slice(0, NAME_LENGTH)}-${made}`]),
    );
  }

  async function create(definition: DocumentDefinition): Promise<Shown> {
    if (definition.verbs.has("create")) {
      return successful(await server.call("POST", addressOf(definition), await body(definition)));
    }
    const owner = definitions.find(({ companions }) =>
      companions.some(({ prefix, id }) => prefix === definition.prefix && id !== undefined),
    );
    if (owner === undefined)
      throw new TypeError(`Nothing makes documents of ${definition.prefix}.`);
    const { Id } = await create(owner);
    const companion = owner.companions.find(({ prefix }) => prefix === definition.prefix);
    return successful(
      await server.call("GET", `${addressOf(definition)}/${companion?.id?.(Id) ?? ""}`),
    );
  }

  return { body, create, idOf };
}

/** The address of a type's list, without a space. */
export function addressOf(definition: DocumentDefinition): string {
  return `/api/${definition.route}`;
}

function successful(answer: TestAnswer): Shown {
  if (answer.status < 300) return answer.body;
  throw new TypeError(`Making an example was refused: ${answer.text}`);
}
