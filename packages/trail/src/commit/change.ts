import type { DocumentType, MessagePart } from "../document/document-type.ts";
import type { StoredDocument } from "../document/stored-document.ts";
import type { JsonObject } from "../json/json.ts";

/** What every change may say besides. */
interface ChangeFacts {
  /** Ids that its events relate to besides those its bodies name: whom else it concerns. */
  readonly relatives?: readonly string[];
}

/** A document that comes to be. */
export interface Creation extends ChangeFacts {
  readonly kind: "create";
  readonly type: DocumentType;
  readonly id: string;
  readonly spaceId: string | null;
  /** May hold secrets in the clear at its sensitive places; they are sealed before anything else. */
  readonly body: JsonObject;
}

/** A document that changes. It fails as stale when the store no longer holds `before`. */
export interface Modification extends ChangeFacts {
  readonly kind: "modify";
  readonly type: DocumentType;
  readonly before: StoredDocument;
  readonly body: JsonObject;
}

/** A document that goes. It fails as stale when the store no longer holds `before`. */
export interface Deletion extends ChangeFacts {
  readonly kind: "delete";
  readonly type: DocumentType;
  readonly before: StoredDocument;
}

/** Something worth the record that changes no document, such as a private key exported. */
export interface Note extends ChangeFacts {
  readonly kind: "note";
  readonly type: DocumentType;
  readonly before: StoredDocument;
  readonly category: string;
  /** Completes the sentence that begins with the document: `was exported with its private key`. */
  readonly verb: string | readonly MessagePart[];
}

/** One change of an act. */
export type DocumentChange = Creation | Modification | Deletion | Note;

/** Changes that one act may hold, so that no request grows without bound. */
export const CHANGES_MAX = 20_000;
