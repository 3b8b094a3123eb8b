/** A variable with the value that applies where it is used. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  /** Whether the value is a secret, which must not get into a log, an event or an error. */
  readonly isSensitive: boolean;
  /** Its type in the variable set, such as `String` or `Certificate`. */
  readonly type: string;
}

/**
 * Variables by name, regardless of case, in the order of the first occurrence of their names.
 * Immutable: adding a variable returns a new table.
 */
export class VariableTable implements Iterable<Variable> {
  readonly #byName: ReadonlyMap<string, Variable>;
  #keys: ReadonlyMap<string, readonly string[]> | undefined;

  /** The last of several variables with the same name wins. */
  constructor(variables: Iterable<Variable> = []) {
    const named = Array.from(variables, (variable) => [keyOf(variable.name), variable] as const);
    this.#byName = new Map(named);
  }

  /** The variable with a name. */
  get(name: string): Variable | undefined {
    return this.#byName.get(keyOf(name));
  }

  /** A table with one more variable, which replaces one of the same name. */
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

/** The offsets of the outermost brackets of a name. */
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
