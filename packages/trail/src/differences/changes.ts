import { isArray, isObject, type Json, member } from "../json/json.ts";
import { getChild, getPointer, parseIndex, parsePointer } from "../json/pointer.ts";
import { requireOperationCount } from "./apply.ts";
import { Draft } from "./draft.ts";
import type { AddOperation, Operation } from "./operation.ts";

/** One step on the way to what changed. */
export interface ChangeSegment {
  /** The member's name or the item's index, as in the document, unescaped. */
  readonly key: string;
  /** What to show: the `Name` of an array's item where it has one, else the key. */
  readonly label: string;
}

/** What happened to a value. */
export type ChangeKind = "added" | "removed" | "changed" | "moved";

/**
 * One operation for a reader. `before` is the old value (not for `added`), `after` the new one (not
 * for `removed`). For `moved` they are the item's index before and after, in the array as changed
 * so far, or the member's name. An empty path means the whole document.
 */
export interface Change {
  readonly path: readonly ChangeSegment[];
  readonly kind: ChangeKind;
  readonly before?: Json;
  readonly after?: Json;
}

/**
 * The differences of an event as a page shows them, one change per operation in their order:
 * Steps › Deploy web › Script body, with old and new. `operations` are what `differences` gave for
 * the document `before`; JsonError as `apply` says if they do not fit it.
 */
export function changes(before: Json, operations: readonly Operation[]): Change[] {
  requireOperationCount(operations);
  const draft = new Draft(before);
  return operations.map((operation) => describe(draft, operation));
}

/** Applies the operation as well: what is removed has its label before, what is added after. */
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

/** The last segment of `pointer`: an array's index as a number, a member's name as it is. */
function placeOf(pointer: string): string | number {
  const last = parsePointer(pointer).at(-1) ?? "";
  return parseIndex(last) ?? last;
}

/** The labelled path of `pointer` in a document that has it. */
function label(document: Json, pointer: string): ChangeSegment[] {
  let parent: Json = document;
  return parsePointer(pointer).map((key) => {
    const child: Json = getChild(parent, key) ?? null;
    const name = isArray(parent) && isObject(child) ? member(child, "Name") : undefined;
    parent = child;
    return { key, label: typeof name === "string" && name !== "" ? name : key };
  });
}
