import type {
  DocumentChange,
  JsonObject,
  ReadRequest,
  Snapshot,
  StoredDocument,
} from "@indelible/trail";

/** How a document is to be changed. It may be asked several times, for one version after another. */
export interface ChangePlan<Body extends JsonObject = JsonObject> {
  /** What to read together with the document; by default one event number. */
  readonly reads?: Omit<ReadRequest, "ids">;
  /** The changes of this version of the document. */
  readonly changes: (before: StoredDocument<Body>, snapshot: Snapshot) => Promise<PlannedChanges>;
}

/** Changes that follow from a version of a document. */
export interface PlannedChanges {
  readonly changes: readonly DocumentChange[];
  /** What they need that was not read together with the document. */
  readonly reads?: ReadRequest;
}

/** A document before it was changed, and all documents as written, in the order of the changes. */
export interface Changed<Body extends JsonObject = JsonObject> {
  readonly before: StoredDocument<Body>;
  readonly documents: readonly StoredDocument[];
}
