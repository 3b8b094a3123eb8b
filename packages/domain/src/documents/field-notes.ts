import type { TSchema } from "typebox";
import type { FieldNotes } from "./fields.ts";

/** A field of a schema, with the pattern of its places in a document, such as `/Roles/*`. */
export interface NotedField {
  readonly at: string;
  readonly notes: FieldNotes;
}

interface SchemaNode extends FieldNotes {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>;
  readonly anyOf?: readonly SchemaNode[];
}

/** All fields of a schema with their notes, including nested fields. */
export function notedFields(schema: TSchema, at = ""): NotedField[] {
  const node = schema as SchemaNode;
  const below: [string, SchemaNode][] = [
    ...Object.entries(node.properties ?? {}),
    ...(node.items === undefined ? [] : [["*", node.items] as [string, SchemaNode]]),
    ...Object.values(node.patternProperties ?? {}).map(starred),
  ];
  const nested = below.flatMap(([step, child]) => notedFields(child as TSchema, `${at}/${step}`));
  const variants = (node.anyOf ?? []).flatMap((child) => notedFields(child as TSchema, at));
  return [{ at, notes: node }, ...nested, ...variants];
}

function starred(child: SchemaNode): [string, SchemaNode] {
  return ["*", child];
}
