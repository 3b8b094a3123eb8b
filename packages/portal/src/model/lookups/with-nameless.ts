import type { Choice } from "./choice.ts";

/** Choices, and the chosen ids without a name (deleted or hidden), named by their id. */
export function withNameless(choices: readonly Choice[], chosen: readonly string[]): Choice[] {
  const known = new Set(choices.map(({ id }) => id));
  return [...choices, ...chosen.filter((id) => !known.has(id)).map((id) => ({ id, name: id }))];
}
