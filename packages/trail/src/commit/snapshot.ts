import type { DocumentType } from "../document/document-type.ts";
import { isOfType } from "../document/is-of-type.ts";
import type { NamedDocument, StoredDocument } from "../document/stored-document.ts";
import { TrailError } from "../errors.ts";
import type { JsonObject } from "../json/json.ts";

/** The result of a read for one act: documents, titles, and reserved numbers. */
export class Snapshot {
  readonly documents: ReadonlyMap<string, StoredDocument>;
  readonly named: ReadonlyMap<string, NamedDocument>;
  readonly #newIds: ReadonlyMap<string, string[]>;
  readonly #eventNumbers: number[];

  constructor(
    documents: ReadonlyMap<string, StoredDocument>,
    named: ReadonlyMap<string, NamedDocument>,
    newIds: ReadonlyMap<string, string[]>,
    eventNumbers: number[],
  ) {
    this.documents = documents;
    this.named = named;
    this.#newIds = newIds;
    this.#eventNumbers = eventNumbers;
  }

  /** Combines the results of two reads. The reserved ids and numbers move to the result. */
  with(more: Snapshot): Snapshot {
    return new Snapshot(
      new Map([...this.documents, ...more.documents]),
      new Map([...this.named, ...more.named]),
      new Map([...this.#newIds, ...more.#newIds]),
      [...this.takeEventNumbers(Number.POSITIVE_INFINITY), ...more.#eventNumbers],
    );
  }

  /** The whole document; fails with `unknown-document` if the read did not find it. */
  document(id: string): StoredDocument {
    const found = this.documents.get(id);
    if (found !== undefined) return found;
    throw unknownDocument(id);
  }

  /** The whole document of a type; fails with `unknown-document` if the read did not find it. */
  documentOf<Body extends JsonObject>(type: DocumentType<Body>, id: string): StoredDocument<Body> {
    const found = this.document(id);
    if (isOfType(type, found)) return found;
    throw unknownDocument(id);
  }

  /** The next id of a prefix that the read reserved. */
  takeId(prefix: string): string {
    const id = this.#newIds.get(prefix)?.shift();
    if (id !== undefined) return id;
    throw new TrailError("definition", `The read reserved no further id of ${prefix}.`);
  }

  /** Up to `count` of the event numbers that the read reserved, lowest first. */
  takeEventNumbers(count: number): number[] {
    return this.#eventNumbers.splice(0, count);
  }
}

function unknownDocument(id: string): TrailError {
  return new TrailError("unknown-document", `There is no document ${id}.`, { documentId: id });
}
