import type { Json } from "../json/json.ts";

// Type aliases, because interfaces are not assignable to Json.

/** Adds `value` as a member, or into an array before the item at the index (RFC 6902 4.1). */
export type AddOperation = {
  readonly op: "add";
  readonly path: string;
  readonly value: Json;
};

/** Removes the value at `path` (RFC 6902 4.2). */
export type RemoveOperation = {
  readonly op: "remove";
  readonly path: string;
};

/** Replaces the value at `path` (RFC 6902 4.3). */
export type ReplaceOperation = {
  readonly op: "replace";
  readonly path: string;
  readonly value: Json;
};

/** Removes the value at `from` and adds it at `path` (RFC 6902 4.4). */
export type MoveOperation = {
  readonly op: "move";
  readonly from: string;
  readonly path: string;
};

/** Fails the patch unless the value at `path` equals `value` (RFC 6902 4.6). */
export type TestOperation = {
  readonly op: "test";
  readonly path: string;
  readonly value: Json;
};

/** An operation of an event's Differences. Paths are JSON Pointers (RFC 6901). */
export type Operation = AddOperation | RemoveOperation | ReplaceOperation | MoveOperation;

/**
 * An operation that `apply` accepts. RFC 6902 also has `copy`, which is refused: no event has one,
 * and each `copy` in a short patch could double a document.
 */
export type PatchOperation = Operation | TestOperation;

/** Maximum operations of one patch. Larger differences are one `replace` of the document. */
export const MAX_OPERATIONS = 10_000;
