import type { Json } from "../json/json.ts";
import { JsonError } from "../json/json-error.ts";
import { getPointer } from "../json/pointer.ts";
import { Draft } from "./draft.ts";
import type { Operation } from "./operation.ts";

/**
 * The value that each operation replaces or removes, when they are applied to the document in order;
 * undefined for the others, and from the first operation on that cannot be applied. The document is
 * copied once.
 */
export function oldValues(document: Json, operations: readonly Operation[]): (Json | undefined)[] {
  const values: (Json | undefined)[] = operations.map(() => undefined);
  const draft = new Draft(document);
  try {
    for (const [index, operation] of operations.entries()) {
      const hasOld = operation.op === "replace" || operation.op === "remove";
      const old = hasOld ? getPointer(draft.document, operation.path) : undefined;
      draft.apply(operation);
      values[index] = old;
    }
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
  }
  return values;
}
