import type {
  DocumentChange,
  JsonObject,
  ReadRequest,
  Snapshot,
  StoredDocument,
} from "@indelible/trail";

/** How to change a document. After a conflict, `changes` is called again with the new version. */
export interface ChangePlan<Body extends JsonObject = JsonObject> {
  /** What to read together with the document; by default one event number. */
  readonly reads?: Omit<ReadRequest, "ids">;
  /** Returns the changes to make to this version of the document. */
  readonly changes: (before: StoredDocument<Body>, snapshot: Snapshot) => Promise<PlannedChanges>;
}

/** The changes to make to one version of a document. */
export interface PlannedChanges {
  readonly changes: readonly DocumentChange[];
  /** What they need in addition to what was read with the document. */
  readonly reads?: ReadRequest;
}

/** A document before it was changed, and all documents as written, in the order of the changes. */
export interface Changed<Body extends JsonObject = JsonObject> {
  readonly before: StoredDocument<Body>;
  readonly documents: readonly StoredDocument[];
}
