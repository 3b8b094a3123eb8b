import { slug } from "@indelible/domain";
import type { LineControl } from "./control.ts";
import type { SchemaNode } from "./schema-node.ts";

const slugField: SchemaNode = slug();

/** A short help below the label of a text; undefined where the label says enough. */
export function lineHint({ pattern }: LineControl): string | undefined {
  return pattern === slugField.pattern
    ? "Used in addresses. Made from the name when left blank."
    : undefined;
}

/** Lines that the control of a text begins with: fields with long texts get more. */
export function rowsOf(path: string): number {
  return /(Description|Notes|NotesTemplate|ScriptBody|Template)$/.test(path) ? 3 : 1;
}
