import type { DocumentDefinition } from "@indelible/domain";

interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>;
  readonly anyOf?: readonly SchemaNode[];
  readonly readOnly?: boolean;
  readonly enum?: unknown;
  readonly pattern?: string;
  readonly reference?: unknown;
  readonly format?: string;
}

/**
 * A copy of a body with a value at a place, such as `/Steps/*\u002fName`: `*` stands for the first item
 * of a list and for one member of a map, which are made where there is none. Any other step is the
 * name of a member.
 */
export function placed(
  definition: DocumentDefinition,
  body: Readonly<Record<string, unknown>>,
  at: string,
  value: unknown,
): Record<string, unknown> {
  const steps = at.split("/").slice(1);
  return put(definition.schema as SchemaNode, body, steps, value) as Record<string, unknown>;
}

function put(node: SchemaNode, old: unknown, steps: readonly string[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const { items, properties = {}, patternProperties } = withMembers(node);
  if (step === "*" && items !== undefined) {
    const [first, ...others] = Array.isArray(old) ? old : [];
    return [put(items, first, rest, value), ...others];
  }
  const name = step === "*" ? "Some" : step;
  const child = properties[step] ?? Object.values(patternProperties ?? {})[0];
  const members = (typeof old === "object" ? old : {}) as Record<string, unknown>;
  return { ...members, [name]: put(child ?? {}, members[name], rest, value) };
}

function withMembers(node: SchemaNode): SchemaNode {
  return node.anyOf?.find(({ properties }) => properties !== undefined) ?? node;
}

/** A field of a type that takes any text; undefined if it has none. */
export function textFieldOf(definition: DocumentDefinition): string | undefined {
  const names = new Set(definition.unique.flatMap(({ fields }) => fields));
  const fields = Object.entries(definition.schema.properties as Record<string, SchemaNode>);
  const [name] =
    fields.find(([field, node]) => {
      const isText =
        [node.type].flat().includes("string") && ![node.type].flat().includes("object");
      const isBound = node.readOnly ?? node.enum ?? node.pattern ?? node.reference ?? node.format;
      return isText && isBound === undefined && !names.has(field);
    }) ?? [];
  return name;
}
