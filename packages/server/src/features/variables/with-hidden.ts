import type { SetVariable } from "@indelible/domain";

/**
 * The variables to store when a caller sends a list without those that are hidden from them: each
 * hidden one stays after the variable that it followed. An id of a hidden variable in the list is
 * a new one, since the caller cannot have got it from here.
 *
 * @param stored the stored variables, in their order
 * @param hidden those of `stored` that the caller may not see
 */
export function withHidden(
  stored: readonly SetVariable[],
  hidden: readonly SetVariable[],
  sent: readonly SetVariable[],
): SetVariable[] {
  if (hidden.length === 0) return [...sent];
  const hiddenIds = new Set(hidden.map(({ Id }) => Id));
  const own = sent.map((one) => (hiddenIds.has(one.Id) ? { ...one, Id: null } : one));
  const ownIds = new Set(own.map(({ Id }) => Id));
  const after = new Map<string | null, SetVariable[]>();
  let previous: string | null = null;
  for (const one of stored) {
    if (hiddenIds.has(one.Id)) {
      const followers = after.get(previous);
      if (followers === undefined) after.set(previous, [one]);
      else followers.push(one);
    } else if (ownIds.has(one.Id)) previous = one.Id;
  }
  const first = after.get(null) ?? [];
  return [...first, ...own.flatMap((one) => [one, ...followersOf(one, after)])];
}

function followersOf({ Id }: SetVariable, after: ReadonlyMap<string | null, SetVariable[]>) {
  return Id === null ? [] : (after.get(Id) ?? []);
}
