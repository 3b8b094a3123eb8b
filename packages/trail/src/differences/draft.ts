import { equals, isArray, isObject, type Json } from "../json/json.ts";
import { JsonError } from "../json/json-error.ts";
import { getChild, parseIndex, parsePointer } from "../json/pointer.ts";
import { requireJson } from "../json/require-json.ts";
import type { PatchOperation } from "./operation.ts";

type MutableObject = { [name: string]: Json };

/**
 * A private copy of a document that operations change in place, so that a patch of many operations
 * needs one copy. A removed or replaced value is not changed any more. After an error the draft is
 * unusable; the original document never changes.
 */
export class Draft {
  #root: Json;

  constructor(document: Json) {
    requireJson(document);
    this.#root = copy(document);
  }

  /** The current document. The caller must not use it after the next operation. */
  get document(): Json {
    return this.#root;
  }

  /** Applies one operation (RFC 6902 section 4); JsonError as for `apply`. */
  apply(operation: PatchOperation): void {
    switch (operation.op) {
      case "add":
        this.#add(operation.path, checked(operation.value));
        break;
      case "remove":
        this.#remove(operation.path);
        break;
      case "replace":
        this.#replace(operation.path, checked(operation.value));
        break;
      case "move":
        this.#move(operation.from, operation.path);
        break;
      case "test":
        this.#test(operation.path, checked(operation.value));
        break;
      default:
        throw new JsonError(
          "bad-operation",
          "An operation is not add, remove, replace, move or test.",
        );
    }
  }

  #get(path: string): Json {
    return parsePointer(path).reduce((value, segment) => childOf(value, segment, path), this.#root);
  }

  #add(path: string, value: Json): void {
    const place = this.#place(path);
    if (place === undefined) this.#root = value;
    else if (Array.isArray(place.parent)) {
      const { length } = place.parent;
      const index = place.last === "-" ? length : (parseIndex(place.last) ?? length + 1);
      if (index > length) throw noSuchPath(path);
      place.parent.splice(index, 0, value);
    } else setMember(place.parent, place.last, value);
  }

  #remove(path: string): Json {
    const place = this.#place(path);
    if (place === undefined) {
      throw new JsonError("no-such-path", "The whole document cannot be removed.");
    }
    const removed = childOf(place.parent, place.last, path);
    if (Array.isArray(place.parent)) place.parent.splice(Number(place.last), 1);
    else delete place.parent[place.last];
    return removed;
  }

  #replace(path: string, value: Json): void {
    const place = this.#place(path);
    if (place === undefined) this.#root = value;
    else {
      childOf(place.parent, place.last, path);
      if (Array.isArray(place.parent)) place.parent[Number(place.last)] = value;
      else setMember(place.parent, place.last, value);
    }
  }

  #move(from: string, path: string): void {
    if (path.startsWith(`${from}/`)) {
      throw new JsonError("no-such-path", `"${from}" cannot be moved into itself.`);
    }
    if (from === path) this.#get(from);
    else this.#add(path, this.#remove(from));
  }

  #test(path: string, value: Json): void {
    if (!equals(this.#get(path), value)) {
      throw new JsonError("test-failed", `The value at "${path}" is not the one tested for.`);
    }
  }

  /**
   * The container of the value at `path`, and the last segment; undefined for the whole document.
   */
  #place(path: string): { parent: Json[] | MutableObject; last: string } | undefined {
    const segments = parsePointer(path);
    const last = segments.pop();
    if (last === undefined) return undefined;
    const parent = segments.reduce((value, segment) => childOf(value, segment, path), this.#root);
    if (!isArray(parent) && !isObject(parent)) throw noSuchPath(path);
    // Every container below the root was copied by this draft, so it may be changed.
    return { parent: parent as Json[] | MutableObject, last };
  }
}

function childOf(parent: Json, segment: string, path: string): Json {
  const child = getChild(parent, segment);
  if (child === undefined) throw noSuchPath(path);
  return child;
}

// Assignment would call the setter of `__proto__` instead of adding a member of that name.
function setMember(object: MutableObject, name: string, value: Json): void {
  Object.defineProperty(object, name, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

function checked(value: Json | undefined): Json {
  if (value === undefined) throw new JsonError("bad-operation", "An operation has no value.");
  requireJson(value);
  return copy(value);
}

function copy(value: Json): Json {
  if (isArray(value)) return value.map(copy);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, copy(child)]));
}

function noSuchPath(path: string): JsonError {
  return new JsonError("no-such-path", `There is nothing at "${path}", or nothing can be added.`);
}
