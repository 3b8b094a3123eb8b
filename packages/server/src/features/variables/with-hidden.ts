import type { SetVariable } from "@indelible/domain";

/** The stored variables, in their order, by what a caller may do with them. */
export interface StoredVariables {
  readonly all: readonly SetVariable[];
  readonly isHidden: (variable: SetVariable) => boolean;
  /** Whether the caller may not change it; for those that are not hidden. */
  readonly isFixed: (variable: SetVariable) => boolean;
}

/**
 * The variables to store when a caller sends a list without those that are hidden from them. Each
 * hidden one stays after the variable that it followed, as far as the order of all variables that
 * the caller may not change stays the same. An id of a hidden variable in the list is a new one,
 * since the caller cannot have got it from here.
 */
export function withHidden(stored: StoredVariables, sent: readonly SetVariable[]): SetVariable[] {
  const hidden = new Set(stored.all.filter(stored.isHidden).map(({ Id }) => Id));
  if (hidden.size === 0) return [...sent];
  const own = sent.map((one) => (hidden.has(one.Id) ? { ...one, Id: null } : one));
  const inserted = hiddenByPlace(stored, hidden, own);
  const before = (place: number) => inserted.get(place) ?? [];
  return [...own.flatMap((one, place) => [...before(place), one]), ...before(own.length)];
}

/** The hidden variables by the index in the list before which they stay. */
function hiddenByPlace(
  { all, isFixed }: StoredVariables,
  hidden: ReadonlySet<string | null>,
  own: readonly SetVariable[],
): ReadonlyMap<number, readonly SetVariable[]> {
  const indexes = new Map(own.map(({ Id }, index) => [Id, index]));
  const ends = endsOf(all, hidden, isFixed, indexes, own.length);
  const places = new Map<number, SetVariable[]>();
  let wanted = 0;
  let earliest = 0;
  for (const [at, one] of all.entries()) {
    const index = indexes.get(one.Id);
    if (hidden.has(one.Id)) {
      const place = Math.max(earliest, Math.min(wanted, ends[at] ?? own.length));
      const others = places.get(place);
      if (others === undefined) places.set(place, [one]);
      else others.push(one);
      earliest = place;
    } else if (index !== undefined) {
      wanted = index + 1;
      if (isFixed(one)) earliest = Math.max(earliest, wanted);
    }
  }
  return places;
}

/** For each stored variable the index of the next one in the list that the caller may not change. */
function endsOf(
  all: readonly SetVariable[],
  hidden: ReadonlySet<string | null>,
  isFixed: (variable: SetVariable) => boolean,
  indexes: ReadonlyMap<string | null, number>,
  last: number,
): number[] {
  const ends: number[] = [];
  let end = last;
  for (let at = all.length - 1; at >= 0; at -= 1) {
    ends[at] = end;
    const one = all[at];
    if (one === undefined || hidden.has(one.Id) || !isFixed(one)) continue;
    end = indexes.get(one.Id) ?? end;
  }
  return ends;
}
