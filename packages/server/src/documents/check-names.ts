import { type DocumentDefinition, nameProblems } from "@indelible/domain";
import { invalid } from "@indelible/kernel";
import type { JsonObject } from "@indelible/trail";

/** Fails with 400 when a write sets a name that readers cannot see all of: see `nameProblems`. */
export function checkNames<Body extends JsonObject>(
  { schema }: Pick<DocumentDefinition<Body>, "schema" | "complete">,
  body: Body,
  before: Body | undefined,
): void {
  const [first, ...others] = nameProblems(schema, body, before);
  if (first !== undefined) throw invalid(first, ...others);
}
