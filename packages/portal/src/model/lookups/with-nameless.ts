import type { Choice } from "./choice.ts";

/** Choices, and what is chosen but has no name (deleted since, or withheld) under its id. */
export function withNameless(choices: readonly Choice[], chosen: readonly string[]): Choice[] {
  const known = new Set(choices.map(({ id }) => id));
  return [...choices, ...chosen.filter((id) => !known.has(id)).map((id) => ({ id, name: id }))];
}
