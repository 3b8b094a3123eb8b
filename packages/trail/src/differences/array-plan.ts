import { equals, type JsonArray } from "../json/json.ts";
import { align, type Pair } from "./alignment.ts";
import { type Identities, identify } from "./identity.ts";
import { longestIncreasing } from "./longest-increasing.ts";
import type { Operation } from "./operation.ts";

/**
 * Maximum items that are added, removed and moved in one array; beyond it the whole array is
 * replaced.
 */
export const MAX_ARRAY_OPERATIONS = 1_000;

/**
 * How an old array becomes a new one: first the paired items change in place, at their old indices,
 * then `operations` remove, move and add whole items.
 */
export interface ArrayPlan {
  /** Items in both arrays, with their indices; without the equal ends. */
  readonly pairs: readonly Pair[];
  readonly operations: readonly Operation[];
}

/**
 * The plan for the array at `path`, by identity (`rule` is a property to try first) or, without
 * one, by alignment. Undefined if the array should be replaced: more than MAX_ARRAY_OPERATIONS
 * operations, or more unidentified items than an alignment may have.
 */
export function planArray(
  before: JsonArray,
  after: JsonArray,
  path: string,
  rule: string | undefined,
): ArrayPlan | undefined {
  const { start, beforeEnd, afterEnd } = trimEqualEnds(before, after);
  const [oldItems, newItems] = [before.slice(start, beforeEnd), after.slice(start, afterEnd)];
  const identities = identify(oldItems, newItems, rule);
  const found = identities ? matchIdentities(identities) : align(oldItems, newItems);
  const pairs = found?.map(([i, j]): Pair => [start + i, start + j]);
  return pairs && plan({ before, after, path, start, beforeEnd, afterEnd, pairs });
}

interface Trimmed {
  /** The arrays are equal before this index. */
  readonly start: number;
  /** The arrays are equal from these indices. */
  readonly beforeEnd: number;
  readonly afterEnd: number;
}

function trimEqualEnds(before: JsonArray, after: JsonArray): Trimmed {
  const same = (i: number, j: number): boolean => equals(before[i] ?? null, after[j] ?? null);
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && same(start, start)) start++;
  let [beforeEnd, afterEnd] = [before.length, after.length];
  while (Math.min(beforeEnd, afterEnd) > start && same(beforeEnd - 1, afterEnd - 1)) {
    beforeEnd--;
    afterEnd--;
  }
  return { start, beforeEnd, afterEnd };
}

/** The index pairs of the items with the same identity, by their old index. */
function matchIdentities({ before, after }: Identities): Pair[] {
  const indices = new Map(after.map((identity, j) => [identity, j]));
  return before.flatMap((identity, i): Pair[] => {
    const j = identity === undefined ? undefined : indices.get(identity);
    return j === undefined ? [] : [[i, j]];
  });
}

interface Matched extends Trimmed {
  readonly before: JsonArray;
  readonly after: JsonArray;
  readonly path: string;
  readonly pairs: readonly Pair[];
}

function plan(matched: Matched): ArrayPlan | undefined {
  const { pairs, path, start, beforeEnd, afterEnd } = matched;
  const order = pairs.map(([, j]) => j);
  const staying = longestIncreasing(order);
  const changed = beforeEnd + afterEnd - 2 * start - pairs.length - staying.size;
  if (changed > MAX_ARRAY_OPERATIONS) return undefined;
  const moves = staying.size === order.length ? [] : moveItems(order, staying, start, path);
  return { pairs, operations: [...removals(matched), ...moves, ...additions(matched)] };
}

/** In descending order, so that every path is an index of the old array. */
function removals({ pairs, path, start, beforeEnd }: Matched): Operation[] {
  const kept = new Set(pairs.map(([i]) => i));
  const operations: Operation[] = [];
  for (let i = beforeEnd - 1; i >= start; i--) {
    if (!kept.has(i)) operations.push({ op: "remove", path: `${path}/${i}` });
  }
  return operations;
}

/**
 * Sorts the kept items, given by their new indices in their old `order`. In the new order, each
 * item that does not stay is moved right after its new predecessor, which is already in place.
 */
function moveItems(
  order: readonly number[],
  staying: ReadonlySet<number>,
  start: number,
  path: string,
): Operation[] {
  const current = [...order];
  const operations: Operation[] = [];
  let predecessor = -1;
  for (const item of [...order].sort((a, b) => a - b)) {
    if (!staying.has(item)) {
      const from = current.indexOf(item);
      current.splice(from, 1);
      const to = current.indexOf(predecessor) + 1;
      current.splice(to, 0, item);
      operations.push({
        op: "move",
        from: `${path}/${start + from}`,
        path: `${path}/${start + to}`,
      });
    }
    predecessor = item;
  }
  return operations;
}

/** In ascending order, so that every path is an index of the new array. */
function additions({ after, pairs, path, start, afterEnd }: Matched): Operation[] {
  const known = new Set(pairs.map(([, j]) => j));
  return after.slice(start, afterEnd).flatMap((value, offset): Operation[] => {
    const j = start + offset;
    return known.has(j) ? [] : [{ op: "add", path: `${path}/${j}`, value }];
  });
}
