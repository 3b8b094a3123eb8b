import { invalid } from "@indelible/kernel";
import type { Json, JsonObject } from "@indelible/trail";

/** A variable whose value is asked for with each deployment. API reference, section 6. */
export interface PromptedVariable {
  readonly id: string;
  readonly name: string;
  readonly isSensitive: boolean;
  readonly isRequired: boolean;
  /** Whether there is a value to fall back on. */
  readonly hasValue: boolean;
}

/** Answers to prompts, apart: what may be shown, and what is a secret. Both by the variable's id. */
export interface FormValues {
  readonly FormValues: JsonObject;
  readonly SensitiveFormValues: JsonObject;
}

/**
 * Parts the answers to prompted variables, which name a variable by id or, as some clients do, by
 * name. Fails with 400 for an answer to nothing, and for a required one that is missing.
 */
export function splitFormValues(
  prompts: readonly PromptedVariable[],
  sent: JsonObject,
): FormValues {
  const plain: Record<string, Json> = {};
  const sensitive: Record<string, Json> = {};
  for (const [key, value] of Object.entries(sent)) {
    const prompt = promptOf(prompts, key);
    if (prompt === undefined) throw invalid(`FormValues: no variable '${key}' is asked for.`);
    (prompt.isSensitive ? sensitive : plain)[prompt.id] = value;
  }
  const given = (id: string) => plain[id] ?? sensitive[id] ?? "";
  const missing = prompts.find(
    ({ id, isRequired, hasValue }) => isRequired && !hasValue && given(id) === "",
  );
  if (missing === undefined) return { FormValues: plain, SensitiveFormValues: sensitive };
  throw invalid(`FormValues: a value for the variable '${missing.name}' is required.`);
}

function promptOf(prompts: readonly PromptedVariable[], key: string) {
  const wanted = key.toLowerCase();
  return prompts.find(({ id, name }) => id === key || name.toLowerCase() === wanted);
}
