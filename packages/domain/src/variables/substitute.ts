import { Evaluation } from "./evaluation.ts";
import type { VariableTable } from "./variable-table.ts";

/** A text with its tags replaced. */
export interface Substituted {
  readonly text: string;
  /**
   * The tags that could not be replaced, as written, each once, in order of occurrence. For a tag
   * in the value of a sensitive variable: a tag with the name of that variable.
   */
  readonly missing: readonly string[];
  /** Whether the value of a sensitive variable was read, even if only in a condition. */
  readonly usesSensitive: boolean;
}

/**
 * Replaces the tags `#{…}` of a template with values from a table. `now` is for the filters NowDate
 * and NowDateUtc. Syntax and limits: docs/formats/variables.md. SubstitutionError beyond a limit.
 */
export function substitute(
  template: string,
  table: VariableTable,
  { now }: { readonly now: Date },
): Substituted {
  const evaluation = new Evaluation(table, now);
  const text = evaluation.render(template);
  return { text, missing: [...evaluation.missing], usesSensitive: evaluation.usesSensitive };
}
