import { DOCUMENT_DEFINITIONS, type DocumentDefinition, type NamingRule } from "@indelible/domain";
import { notedFields } from "../../packages/domain/src/documents/field-notes.ts";
import { placed } from "../conformance/placed.ts";

/** A place of a body where a client can name a document. */
export interface NamingCase {
  readonly definition: DocumentDefinition;
  /** A pattern, in which `*` stands for one item or member. */
  readonly at: string;
  /** The types that it may name. */
  readonly to: readonly string[];
  /** The fields of a request that name the document with an id there. */
  readonly fields: (id: string) => Record<string, unknown>;
}

interface Node {
  readonly type?: string | readonly string[];
  readonly readOnly?: boolean;
  readonly default?: unknown;
  readonly reference?: unknown;
  readonly names?: unknown;
  readonly enum?: unknown;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly patternProperties?: Readonly<Record<string, Node>>;
}

/** The type of the ids in free text; the long form of the test uses several. */
const FREE_TYPES = ["Accounts"];

/**
 * Every place of every type with a route that writes where a document can be named: by the schema,
 * by a naming rule, and in free text and free JSON. References that delegate permissions are left
 * out: their rules have separate tests.
 */
export function namingCases(freeTypes: readonly string[] = FREE_TYPES): NamingCase[] {
  return DOCUMENT_DEFINITIONS.flatMap((definition) => {
    const { verbs, references, naming, delegating } = definition;
    if (!verbs.has("create") && !verbs.has("edit")) return [];
    const typed = references
      .filter(({ at }) => !delegating.includes(at))
      .map(
        ({ at, to }): NamingCase => ({
          definition,
          at,
          to,
          fields: (id) => fieldsAt(definition, at, id),
        }),
      );
    const ruled = naming.map((rule): NamingCase => {
      const fields = (id: string) => ruledFields(definition, rule, id);
      return { definition, at: rule.at, to: rule.to, fields };
    });
    const free = freePlaces(definition).flatMap((at) =>
      freeTypes.map((type): NamingCase => {
        const fields = (id: string) => fieldsAt(definition, at, id);
        return { definition, at, to: [type], fields };
      }),
    );
    const all = [...typed, ...ruled, ...free];
    return all.filter(({ at }) => !isSetByServer(definition, at));
  });
}

function isSetByServer({ schema }: DocumentDefinition, at: string): boolean {
  const [, first = ""] = at.split("/");
  return (schema.properties[first] as Node | undefined)?.readOnly === true;
}

function fieldsAt(definition: DocumentDefinition, at: string, value: unknown) {
  const body = placed(definition, {}, at, value);
  return completed(definition.schema as Node, body) as Record<string, unknown>;
}

function ruledFields(definition: DocumentDefinition, rule: NamingRule, id: string) {
  const { at, when, isKey } = rule;
  if (isKey === true) return fieldsAt(definition, at.slice(0, -2), { [id]: [] });
  if (when === undefined) return fieldsAt(definition, at, id);
  const body = placed(definition, fieldsAt(definition, at, id), at, id);
  return placed(definition, body, at.replace(/[^/]*$/, when.field), when.oneOf[0]);
}

/** Adds the fields of nested objects that have no default: all of them are texts. */
function completed(node: Node, value: unknown, isNested = false): unknown {
  const { items, properties, patternProperties, anyOf } = node;
  const object = properties ?? anyOf?.find((variant) => variant.properties)?.properties;
  if (Array.isArray(value)) return value.map((item) => completed(items ?? {}, item, true));
  if (typeof value !== "object" || value === null) return value;
  const [values = {}] = Object.values(patternProperties ?? {});
  const given = Object.entries(value).map(([name, member]) => {
    return [name, completed(object?.[name] ?? values, member, true)];
  });
  const needed = Object.entries(object ?? {}).filter(([name, field]) => {
    const isText = field.type === "string" && field.default === undefined;
    return isNested && isText && !(name in value);
  });
  return {
    ...Object.fromEntries(needed.map(([name]) => [name, "Some"])),
    ...Object.fromEntries(given),
  };
}

/** Members with names of ids in which any text or JSON is accepted. */
function freePlaces({ schema }: DocumentDefinition): string[] {
  return notedFields(schema as Parameters<typeof notedFields>[0]).flatMap(({ at, notes }) => {
    const node = notes as Node;
    if (node.reference !== undefined || node.names !== undefined) return [];
    const isAnything = node.type === undefined && node.anyOf === undefined;
    if (isAnything && node.enum === undefined) return [`${at}/OwnerAccountId`];
    if (at.endsWith("/Properties")) return [`${at}/Octopus.Action.Some.AccountId`];
    const name = at.slice(at.lastIndexOf("/") + 1);
    const isText = [node.type].flat().includes("string") && node.enum === undefined;
    return isText && /[a-z]Ids?$/.test(name) && !/(Package|Snapshot)Ids?$/.test(name) ? [at] : [];
  });
}
