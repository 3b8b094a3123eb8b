/** A variable with the one value that counts where it is used. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  /** Whether the value is a secret: it must not reach a log, an event or an error. */
  readonly isSensitive: boolean;
  /** The type that the variable set gives it, such as `String` or `Certificate`. */
  readonly type: string;
}

/**
 * Variables by name, without regard to case, in the order in which their names first came. It never
 * changes: adding to it makes another.
 */
export class VariableTable implements Iterable<Variable> {
  readonly #byName: ReadonlyMap<string, Variable>;
  #keys: ReadonlyMap<string, readonly string[]> | undefined;

  /** Of several variables of one name the last counts. */
  constructor(variables: Iterable<Variable> = []) {
    const named = Array.from(variables, (variable) => [keyOf(variable.name), variable] as const);
    this.#byName = new Map(named);
  }

  /** The variable of that name. */
  get(name: string): Variable | undefined {
    return this.#byName.get(keyOf(name));
  }

  /** A table that has this variable too, in place of one of the same name. */
  with(name: string, value: string, isSensitive = false): VariableTable {
    const type = isSensitive ? "Sensitive" : "String";
    return new VariableTable([...this, { name, value, isSensitive, type }]);
  }

  /** The keys of a collection, each once: `a` and `b` for `Y` when there are `Y[a].Port` and `Y[b]`. */
  keysOf(collection: string): readonly string[] {
    this.#keys ??= keysByCollection(this);
    return this.#keys.get(keyOf(collection)) ?? [];
  }

  /** All variables. */
  [Symbol.iterator](): Iterator<Variable> {
    return this.#byName.values();
  }
}

function keyOf(name: string): string {
  return name.trim().toLowerCase();
}

function keysByCollection(variables: Iterable<Variable>): ReadonlyMap<string, readonly string[]> {
  const collections = new Map<string, Map<string, string>>();
  for (const { name } of variables) {
    for (const [start, end] of outerBrackets(name)) {
      const collection = keyOf(name.slice(0, start));
      const key = name.slice(start + 1, end);
      const keys = collections.get(collection) ?? new Map<string, string>();
      collections.set(collection, keys);
      if (!keys.has(keyOf(key))) keys.set(keyOf(key), key);
    }
  }
  return new Map(Array.from(collections, ([name, keys]) => [name, [...keys.values()]]));
}

/** Where the brackets of a name that stand in no others open and close. */
function outerBrackets(name: string): [start: number, end: number][] {
  const found: [number, number][] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: bracket, index } of name.matchAll(/[[\]]/g)) {
    if (bracket === "[" && depth++ === 0) start = index;
    if (bracket === "]" && depth > 0 && --depth === 0) found.push([start, index]);
  }
  return found;
}
