import { DATABASE_USER } from "./document-row.ts";
import type { Envelope } from "./parse-event.ts";

/** Documents of which an installation has exactly one: no counter gave their ids. */
const FIXED_IDS: ReadonlySet<string> = new Set(["Ledgers-1", "MasterKeys-1"]);

/** The largest number of an id that a counter gave to a document, for each type. */
export class IdMaxima {
  readonly #maxima = new Map<string, number>();

  add({ DocumentType: type, DocumentId: id, Category, UserId }: Envelope): void {
    if (Category !== "Created" || UserId === DATABASE_USER || FIXED_IDS.has(id)) return;
    if (!id.startsWith(`${type}-`)) return;
    const number = Number(id.slice(type.length + 1));
    const known = this.#maxima.get(type) ?? 0;
    if (Number.isSafeInteger(number) && number > known) this.#maxima.set(type, number);
  }

  entries(): Iterable<[string, number]> {
    return this.#maxima.entries();
  }
}
