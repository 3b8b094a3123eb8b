import type { Choice } from "./choice.ts";

/** Choices with distinct names: names that occur more than once are followed by the id. */
export function distinctNames(choices: readonly Choice[]): readonly Choice[] {
  const counts = new Map<string, number>();
  for (const { name } of choices) counts.set(name, (counts.get(name) ?? 0) + 1);
  return choices.map((choice) =>
    counts.get(choice.name) === 1 ? choice : { ...choice, name: `${choice.name} (${choice.id})` },
  );
}
