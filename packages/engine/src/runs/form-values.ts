import { invalid } from "@indelible/kernel";
import type { Run } from "./run.ts";

/** A variable that each deployment or run prompts for a value of. API reference, section 6. */
export interface PromptedVariable {
  readonly id: string;
  readonly name: string;
  /** Its type in the variable set, such as `String` or `Certificate`. */
  readonly type: string;
  readonly isSensitive: boolean;
  readonly isRequired: boolean;
  /** Whether the variable has a value that applies without an answer. */
  readonly hasValue: boolean;
}

/** Answers to prompts by the variable's id: those that may be shown, and those that are secrets. */
export type FormValues = Pick<Run, "FormValues" | "SensitiveFormValues">;

/**
 * Separates the answers to prompted variables from those that are secrets. An answer names its
 * variable by id or, as some clients do, by name. Fails with 400 when an answer names no prompted
 * variable, and when a required answer is missing.
 */
export function splitFormValues(
  prompts: readonly PromptedVariable[],
  sent: Run["FormValues"],
): FormValues {
  const plain: Record<string, string | null> = {};
  const sensitive: Record<string, string | null> = {};
  for (const [key, value] of Object.entries(sent)) {
    const prompt = promptOf(prompts, key);
    if (prompt === undefined) throw invalid(`FormValues: there is no prompted variable '${key}'.`);
    (prompt.isSensitive ? sensitive : plain)[prompt.id] = value;
  }
  const answerTo = (id: string) => plain[id] ?? sensitive[id] ?? "";
  const missing = prompts.find(
    ({ id, isRequired, hasValue }) => isRequired && !hasValue && answerTo(id) === "",
  );
  if (missing === undefined) return { FormValues: plain, SensitiveFormValues: sensitive };
  throw invalid(`FormValues: a value for the variable '${missing.name}' is required.`);
}

function promptOf(prompts: readonly PromptedVariable[], key: string) {
  const wanted = key.toLowerCase();
  return prompts.find(({ id, name }) => id === key || name.toLowerCase() === wanted);
}
