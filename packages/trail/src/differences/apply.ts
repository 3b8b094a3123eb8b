import type { Json } from "../json/json.ts";
import { JsonError } from "../json/json-error.ts";
import { Draft } from "./draft.ts";
import { MAX_OPERATIONS, type PatchOperation } from "./operation.ts";

/**
 * The document after `operations`, in order (RFC 6902). Any failure throws, without partial
 * results; the result shares no array or object with the arguments. JsonError: `no-such-path`,
 * `bad-pointer`, `bad-operation`, `test-failed`, `too-many-operations` beyond MAX_OPERATIONS,
 * `not-json` and `too-deep` for the arguments.
 */
export function apply(document: Json, operations: readonly PatchOperation[]): Json {
  requireOperationCount(operations);
  const draft = new Draft(document);
  for (const operation of operations) draft.apply(operation);
  return draft.document;
}

/** Throws JsonError `too-many-operations` for a patch that is too long to be applied. */
export function requireOperationCount(operations: readonly PatchOperation[]): void {
  if (operations.length <= MAX_OPERATIONS) return;
  throw new JsonError("too-many-operations", `A patch has at most ${MAX_OPERATIONS} operations.`);
}
