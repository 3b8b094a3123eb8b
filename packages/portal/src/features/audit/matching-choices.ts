import type { Choice } from "../../model/lookups/choice.ts";

/** Choices shown at once; more are found by typing. */
export const MAX_CHOICES_SHOWN = 200;

/**
 * The choices to show for what was typed. What is chosen but has no name (deleted since, or
 * withheld) stays visible under its id, and typed text that is no choice can be chosen as an id.
 */
export function matchingChoices(
  choices: readonly Choice[],
  search: string,
  chosen: readonly string[],
): Choice[] {
  const text = search.trim().toLowerCase();
  const known = new Set(choices.map((choice) => choice.id));
  const nameless = chosen.filter((id) => !known.has(id)).map((id) => ({ id, name: id }));
  const found = [...nameless, ...choices].filter((choice) => matches(choice, text));
  const exact = found.some((choice) => choice.id.toLowerCase() === text);
  const typed = { id: search.trim(), name: `Id “${search.trim()}”` };
  const offersTyped = text !== "" && !exact && !text.includes(",");
  return [...found.slice(0, MAX_CHOICES_SHOWN), ...(offersTyped ? [typed] : [])];
}

function matches(choice: Choice, text: string): boolean {
  return choice.name.toLowerCase().includes(text) || choice.id.toLowerCase().includes(text);
}
