import type { FormField } from "./control.ts";
import type { Problems } from "./problems.ts";

/** What the server refused, split by the fields that the form has. */
export interface ServerProblems {
  /** By field, such as `Phases[0].Name`. */
  readonly byField: Problems;
  /** Sentences that name no field of the form. */
  readonly others: readonly string[];
}

// "Endpoint.Port must be at least 0." begins with the path of the field.
const sentence = /^([A-Za-z]\w*(?:\[\d+\]|\.\w+)*)(?= )/;

/** Sorts the sentences of a refusal by field. A field keeps the first that names it. */
export function serverProblems(
  fields: readonly FormField[],
  errors: readonly string[],
): ServerProblems {
  const names = new Set(fields.map(({ name }) => name));
  const byField: Record<string, string> = {};
  const others: string[] = [];
  for (const error of errors) {
    const path = sentence.exec(error)?.[1] ?? "";
    const isKnown = names.has(path.split(/[.[]/, 1)[0] ?? "");
    if (isKnown && byField[path] === undefined) byField[path] = error;
    else others.push(error);
  }
  return { byField, others };
}
