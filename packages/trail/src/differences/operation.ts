import type { Json } from "../json/json.ts";

/** Adds `value` as a member, or into an array before the item at the index (RFC 6902 4.1). */
export interface AddOperation {
  readonly op: "add";
  readonly path: string;
  readonly value: Json;
}

/** Removes the value at `path` (RFC 6902 4.2). */
export interface RemoveOperation {
  readonly op: "remove";
  readonly path: string;
}

/** Puts `value` where another was (RFC 6902 4.3). */
export interface ReplaceOperation {
  readonly op: "replace";
  readonly path: string;
  readonly value: Json;
}

/** Takes the value at `from` away and adds it at `path` (RFC 6902 4.4). */
export interface MoveOperation {
  readonly op: "move";
  readonly from: string;
  readonly path: string;
}

/** Fails the patch unless the value at `path` equals `value` (RFC 6902 4.6). */
export interface TestOperation {
  readonly op: "test";
  readonly path: string;
  readonly value: Json;
}

/** What an event's Differences consist of. Paths are JSON Pointers (RFC 6901). */
export type Operation = AddOperation | RemoveOperation | ReplaceOperation | MoveOperation;

/**
 * What `apply` accepts. RFC 6902 has `copy` as well, which is refused: no event holds one, and with
 * it a patch of a few lines doubles a document at every line.
 */
export type PatchOperation = Operation | TestOperation;

/** The most operations of one patch. Differences beyond it become one `replace` of the document. */
export const MAX_OPERATIONS = 10_000;
