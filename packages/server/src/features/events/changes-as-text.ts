import { type Json, type Operation, oldValues, type TrailEvent } from "@indelible/trail";

/** Operations that are described; an event with more shows how many there are. */
const OPERATIONS_MAX = 100;
/** Characters of a value. */
const VALUE_LENGTH_MAX = 500;

/**
 * The changes of an event with old and new values: `Name: Staging -> Production; Roles/1: added web`.
 * Empty for an event without changes.
 */
export function changesAsText({ ChangeDetails }: TrailEvent): string {
  const { DocumentContext, Differences } = ChangeDetails;
  const operations = (Differences ?? []).slice(0, OPERATIONS_MAX);
  const old = oldValues(DocumentContext, operations);
  const texts = operations.map((operation, index) => described(operation, old[index]));
  const more = (Differences ?? []).length - texts.length;
  return [...texts, ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}

function described(operation: Operation, old: Json | undefined): string {
  const place = operation.path.slice(1);
  if (operation.op === "move") return `${operation.from.slice(1)}: moved to ${place}`;
  if (operation.op === "remove") return `${place}: removed ${valueText(old)}`;
  if (operation.op === "add") return `${place}: added ${valueText(operation.value)}`;
  return `${place}: ${valueText(old)} -> ${valueText(operation.value)}`;
}

function valueText(value: Json | undefined): string {
  if (value === undefined) return "?";
  const text = typeof value === "string" && value !== "" ? value : JSON.stringify(value);
  return text.length <= VALUE_LENGTH_MAX ? text : `${text.slice(0, VALUE_LENGTH_MAX)}...`;
}
