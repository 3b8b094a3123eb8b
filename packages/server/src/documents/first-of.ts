import { TrailError } from "@indelible/trail";

/** The first of what a commit wrote; fails with `definition` when it wrote nothing. */
export function firstOf<Item>(items: readonly Item[]): Item {
  const [first] = items;
  if (first === undefined) throw new TrailError("definition", "A commit held no document.");
  return first;
}
