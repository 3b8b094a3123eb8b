import type { Dice } from "../random.ts";

/** Ids that the red team has seen, by prefix. */
export class KnownIds {
  readonly #standing = new Map<string, string[]>();
  readonly #made = new Map<string, string[]>();
  readonly #all: string[] = [];

  /** Adds a document that others refer to, and that is not deleted. */
  addStanding(id: string): void {
    this.#add(this.#standing, id);
  }

  /** Adds a document that a request created. */
  addMade(id: string): void {
    this.#add(this.#made, id);
  }

  /** The id of a document of a type, or of any document if none of that type is known. */
  of(prefix: string, dice: Dice): string {
    const known = [...(this.#standing.get(prefix) ?? []), ...(this.#made.get(prefix) ?? [])];
    return known.length === 0 ? this.any(dice) : dice.pick(known);
  }

  /** The id of a document of a type that a request created. */
  madeOf(prefix: string, dice: Dice): string {
    const known = this.#made.get(prefix) ?? [];
    return known.length === 0 ? `${prefix}-999999` : dice.pick(known);
  }

  /** The id of a document of the type that a field is named after, such as `ProjectName`. */
  namedBy(field: string, dice: Dice): string {
    const prefixes = [...this.#standing.keys()].filter((prefix) => isNamedAfter(field, prefix));
    const [longest] = prefixes.sort((one, other) => other.length - one.length);
    return longest === undefined ? this.any(dice) : this.of(longest, dice);
  }

  /** Any id, of any space. */
  any(dice: Dice): string {
    return dice.pick(this.#all);
  }

  #add(ids: Map<string, string[]>, id: string): void {
    const prefix = id.split("-", 1)[0] ?? "";
    const list = ids.get(prefix) ?? [];
    list.push(id);
    // The oldest are forgotten, so that a long run needs no more memory than a short one.
    if (list.length > KNOWN_MAX) list.shift();
    ids.set(prefix, list);
    this.#all.push(id);
    if (this.#all.length > KNOWN_MAX * 10) this.#all.shift();
  }
}

function isNamedAfter(field: string, prefix: string): boolean {
  return field.toLowerCase().startsWith(prefix.toLowerCase().replace(/s$/, ""));
}

const KNOWN_MAX = 50;
