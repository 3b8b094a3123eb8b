import type { DocumentDefinition } from "@indelible/domain";
import { notFound } from "./refusal.ts";

/** The document types of a server by prefix, and the clock for fields that depend on the time. */
export class Definitions {
  readonly all: readonly DocumentDefinition[];
  readonly clock: () => Date;
  readonly #byPrefix: ReadonlyMap<string, DocumentDefinition>;

  constructor(all: readonly DocumentDefinition[], clock: () => Date) {
    this.all = all;
    this.clock = clock;
    this.#byPrefix = new Map(all.map((definition) => [definition.prefix, definition]));
  }

  /** The definition with a prefix; fails with 404 when there is none. */
  get(prefix: string): DocumentDefinition {
    const found = this.#byPrefix.get(prefix);
    if (found === undefined) throw notFound(prefix);
    return found;
  }
}
