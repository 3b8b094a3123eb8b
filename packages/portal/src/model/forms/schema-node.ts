import type { FieldNotes } from "@indelible/domain";
import type { Json } from "@indelible/trail/pure";

/** A JSON Schema of a field as the definitions write it, with the notes of the field. */
export interface SchemaNode extends FieldNotes {
  readonly type?: string | readonly string[];
  readonly default?: Json;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>;
  readonly anyOf?: readonly SchemaNode[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The type of a value other than null; undefined where the schema leaves it open. */
export function typeOf({ type }: SchemaNode): string | undefined {
  return typeof type === "string" ? type : type?.find((name) => name !== "null");
}

/** Whether null is a valid value. A schema that leaves the type open allows it, unless it lists the values. */
export function isNullable({ type, enum: words }: SchemaNode): boolean {
  if (type === undefined) return words === undefined;
  return typeof type !== "string" && type.includes("null");
}
