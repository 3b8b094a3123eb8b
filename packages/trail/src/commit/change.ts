import type { DocumentType, MessagePart } from "../document/document-type.ts";
import type { StoredDocument } from "../document/stored-document.ts";
import type { JsonObject } from "../json/json.ts";

/** Optional facts about a change. */
export interface ChangeFacts {
  /** Ids that its events relate to in addition to those in its bodies. */
  readonly relatedIds?: readonly string[];
}

/** The creation of a document. */
export interface Creation<Body extends JsonObject = JsonObject> extends ChangeFacts {
  readonly kind: "create";
  readonly type: DocumentType<Body>;
  readonly id: string;
  readonly spaceId: string | null;
  /** May contain plaintext secrets at its sensitive places; they are sealed first. */
  readonly body: Body;
}

/**
 * The modification of a document. It fails as stale if the stored document is no longer `before`.
 */
export interface Modification<Body extends JsonObject = JsonObject> extends ChangeFacts {
  readonly kind: "modify";
  readonly type: DocumentType<Body>;
  readonly before: StoredDocument<Body>;
  readonly body: Body;
}

/** The deletion of a document. It fails as stale if the stored document is no longer `before`. */
export interface Deletion<Body extends JsonObject = JsonObject> extends ChangeFacts {
  readonly kind: "delete";
  readonly type: DocumentType<Body>;
  readonly before: StoredDocument<Body>;
}

/** An event that changes no document, such as the export of a private key. */
export interface Note<Body extends JsonObject = JsonObject, Category extends string = string>
  extends ChangeFacts {
  readonly kind: "note";
  readonly type: DocumentType<Body, Category>;
  readonly before: StoredDocument<Body>;
  readonly category: Category;
  /** Completes the sentence that starts with the document: `was exported with its private key`. */
  readonly verb: string | readonly MessagePart[];
  /** Why it happened, at the end of the message after a colon. */
  readonly reason?: string | undefined;
  /** What else the event states, shown as `DocumentContext`: no secrets. Nothing by default. */
  readonly context?: JsonObject;
}

/** The properties of a creation except its type. */
export type CreationInit<Body extends JsonObject> = Omit<Creation<Body>, "kind" | "type">;

/** The properties of a note except its document. */
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

/** A note on a document, in one of the event categories of its type. */
export function note<Body extends JsonObject, Category extends string>(
  type: DocumentType<Body, Category>,
  before: StoredDocument<NoInfer<Body>>,
  init: NoteInit<NoInfer<Category>>,
): Note<Body, Category> {
  return { kind: "note", type, before, ...init };
}

/** One of the changes of an act. */
export type DocumentChange<Body extends JsonObject = JsonObject> =
  | Creation<Body>
  | Modification<Body>
  | Deletion<Body>
  | Note<Body>;

/** Maximum changes of one act, which bounds the size of a commit. */
export const CHANGES_MAX = 20_000;
