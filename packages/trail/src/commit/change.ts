import type { DocumentType, MessagePart } from "../document/document-type.ts";
import type { StoredDocument } from "../document/stored-document.ts";
import type { JsonObject } from "../json/json.ts";

/** What every change may add. */
export interface ChangeFacts {
  /** Ids that its events relate to besides those its bodies name: whom else it concerns. */
  readonly relatedIds?: readonly string[];
}

/** A document that comes to be. */
export interface Creation<Body extends JsonObject = JsonObject> extends ChangeFacts {
  readonly kind: "create";
  readonly type: DocumentType<Body>;
  readonly id: string;
  readonly spaceId: string | null;
  /** May hold secrets in the clear at its sensitive places; they are sealed before anything else. */
  readonly body: Body;
}

/** A document that changes. It fails as stale when the store no longer holds `before`. */
export interface Modification<Body extends JsonObject = JsonObject> extends ChangeFacts {
  readonly kind: "modify";
  readonly type: DocumentType<Body>;
  readonly before: StoredDocument<Body>;
  readonly body: Body;
}

/** A document that goes. It fails as stale when the store no longer holds `before`. */
export interface Deletion<Body extends JsonObject = JsonObject> extends ChangeFacts {
  readonly kind: "delete";
  readonly type: DocumentType<Body>;
  readonly before: StoredDocument<Body>;
}

/** Something worth the record that changes no document, such as a private key exported. */
export interface Note<Body extends JsonObject = JsonObject, Category extends string = string>
  extends ChangeFacts {
  readonly kind: "note";
  readonly type: DocumentType<Body, Category>;
  readonly before: StoredDocument<Body>;
  readonly category: Category;
  /** Completes the sentence that begins with the document: `was exported with its private key`. */
  readonly verb: string | readonly MessagePart[];
}

/** What a creation is made of, apart from its type. */
export type CreationInit<Body extends JsonObject> = Omit<Creation<Body>, "kind" | "type">;

/** What a note is made of, apart from its document. */
export type NoteInit<Category extends string> = Omit<
  Note<JsonObject, Category>,
  "kind" | "type" | "before"
>;

/** A new document, its body checked against its type. */
export function creation<Body extends JsonObject>(
  type: DocumentType<Body>,
  init: CreationInit<NoInfer<Body>>,
): Creation<Body> {
  return { kind: "create", type, ...init };
}

/** A change of a document to a new body, checked against its type. */
export function modification<Body extends JsonObject>(
  type: DocumentType<Body>,
  before: StoredDocument<NoInfer<Body>>,
  body: NoInfer<Body>,
  facts: ChangeFacts = {},
): Modification<Body> {
  return { kind: "modify", type, before, body, ...facts };
}

/** The deletion of a document. */
export function deletion<Body extends JsonObject>(
  type: DocumentType<Body>,
  before: StoredDocument<NoInfer<Body>>,
  facts: ChangeFacts = {},
): Deletion<Body> {
  return { kind: "delete", type, before, ...facts };
}

/** A note on a document, of one of the categories that its type names. */
export function note<Body extends JsonObject, Category extends string>(
  type: DocumentType<Body, Category>,
  before: StoredDocument<NoInfer<Body>>,
  init: NoteInit<NoInfer<Category>>,
): Note<Body, Category> {
  return { kind: "note", type, before, ...init };
}

/** One change of an act. */
export type DocumentChange<Body extends JsonObject = JsonObject> =
  | Creation<Body>
  | Modification<Body>
  | Deletion<Body>
  | Note<Body>;

/** Changes that one act may hold, so that no request grows without bound. */
export const CHANGES_MAX = 20_000;
