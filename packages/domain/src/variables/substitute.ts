import { Evaluation } from "./evaluation.ts";
import type { VariableTable } from "./variable-table.ts";

/** A text of which the tags were replaced. */
export interface Substituted {
  readonly text: string;
  /**
   * The tags that could not be replaced, as they are written, each once, in the order met; for one in
   * the value of a sensitive variable, a tag with that variable's name.
   */
  readonly missing: readonly string[];
  /** Whether the value of a sensitive variable was read, be it in a condition. */
  readonly usesSensitive: boolean;
}

/**
 * Replaces the tags `#{…}` of a template by values from a table. `now` is for the filters NowDate
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
