import { isArray, isObject, type Json, member } from "../json/json.ts";
import { getChild, getPointer, parseIndex, parsePointer } from "../json/pointer.ts";
import { requireOperationCount } from "./apply.ts";
import { Draft } from "./draft.ts";
import type { AddOperation, Operation } from "./operation.ts";

/** One step of the path to a change. */
export interface ChangeSegment {
  /** The member's name or the item's index, as in the document, unescaped. */
  readonly key: string;
  /** The text to show: the `Name` of an array's item if it has one, else the key. */
  readonly label: string;
}

/** The kind of a change of a value. */
export type ChangeKind = "added" | "removed" | "changed" | "moved";

/**
 * One operation in a form for display. `before` is the old value (not for `added`), `after` the new
 * one (not for `removed`). For `moved` they are the item's index before and after, in the array as
 * changed so far, or the member's name. An empty path is the whole document.
 */
export interface Change {
  readonly path: readonly ChangeSegment[];
  readonly kind: ChangeKind;
  readonly before?: Json;
  readonly after?: Json;
}

/**
 * The differences of an event in a form for display, one change per operation, in order: Steps ›
 * Deploy web › Script body, with old and new value. `operations` are the result of `differences`
 * for the document `before`; otherwise JsonError as for `apply`.
 */
export function changes(before: Json, operations: readonly Operation[]): Change[] {
  requireOperationCount(operations);
  const draft = new Draft(before);
  return operations.map((operation) => describe(draft, operation));
}

/** Also applies the operation: a removed value has its label before that, an added one after. */
function describe(draft: Draft, operation: Operation): Change {
  if (operation.op === "add") return describeAddition(draft, operation);
  const origin = operation.op === "move" ? operation.from : operation.path;
  const path = label(draft.document, origin);
  const before = getPointer(draft.document, origin) ?? null;
  draft.apply(operation);
  switch (operation.op) {
    case "remove":
      return { path, kind: "removed", before };
    case "replace":
      return { path, kind: "changed", before, after: operation.value };
    case "move":
      return { path, kind: "moved", before: placeOf(origin), after: placeOf(operation.path) };
  }
}

function describeAddition(draft: Draft, operation: AddOperation): Change {
  draft.apply(operation);
  const path = label(draft.document, operation.path);
  return { path, kind: "added", after: operation.value };
}

/** The last segment of `pointer`: an array's index as a number, or a member's name. */
function placeOf(pointer: string): string | number {
  const last = parsePointer(pointer).at(-1) ?? "";
  return parseIndex(last) ?? last;
}

/** The labelled path of `pointer` in a document in which it exists. */
function label(document: Json, pointer: string): ChangeSegment[] {
  let parent: Json = document;
  return parsePointer(pointer).map((key) => {
    const child: Json = getChild(parent, key) ?? null;
    const name = isArray(parent) && isObject(child) ? member(child, "Name") : undefined;
    parent = child;
    return { key, label: typeof name === "string" && name !== "" ? name : key };
  });
}
