import type { NamedId } from "@indelible/domain";
import type { Caller, Fields } from "@indelible/kernel";
import type {
  Attachment,
  Creation,
  DocumentChange,
  DocumentQuery,
  JsonObject,
  StoredDocument,
} from "@indelible/trail";

/** A write of a document, as passed to hooks. */
export interface DocumentWrite<Body extends JsonObject = JsonObject> {
  readonly caller: Caller;
  readonly spaceId: string | null;
  /** Undefined for a new document. */
  readonly before: StoredDocument<Body> | undefined;
  /** Complete; secrets that were sent are still in the clear. */
  readonly body: Body;
}

/**
 * Rules of a document type that its definition, which is pure, cannot express. Each hook is
 * optional.
 */
export interface DocumentHooks<Body extends JsonObject = JsonObject> {
  /**
   * Sets fields that were not sent, before `check`. `siblings` are the complete bodies of the
   * documents that the same command creates before this one.
   */
  defaults?(
    fields: Fields<Body>,
    caller: Caller,
    spaceId: string | null,
    siblings: readonly Body[],
  ): Fields<Body> | Promise<Fields<Body>>;
  /**
   * The fields to write when a caller changes a document, such as with the items that they may not
   * see. `fields` are those that they sent.
   */
  mergedWith?(
    before: StoredDocument<Body>,
    fields: Fields<Body>,
    caller: Caller,
  ): Fields<Body> | Promise<Fields<Body>>;
  /** Sets fields that depend on who writes, on every write of a caller. */
  writtenBy?(body: Body, caller: Caller): Body;
  /** Ids that a body names in text whose meaning other documents determine. */
  names?(body: Body): Promise<readonly NamedId[]>;
  /** Fails when the document must not be written. */
  check?(write: DocumentWrite<Body>): void | Promise<void>;
  /** Completes a new document after all checks, such as the snapshots of a release. */
  beforeCreate?(body: Body): Promise<Body>;
  /**
   * Changes of other documents that the caller can request when creating one, by name of the query
   * parameter. They are part of the same commit. Fails when the caller may not make them.
   */
  readonly extraChanges?: Readonly<
    Record<string, (creation: Creation, caller: Caller) => Promise<readonly DocumentChange[]>>
  >;
  /** Fails when the caller must not delete the document. */
  checkDelete?(document: StoredDocument<Body>, caller: Caller): void | Promise<void>;
  /**
   * Changes of other documents that follow from a change, in the same commit. Creations among them
   * have empty ids; the service assigns them.
   */
  cascadeChanges?(change: DocumentChange<Body>): Promise<readonly DocumentChange[]>;
  /**
   * Ids of documents that the events of a change relate to, in addition to those in the bodies.
   * `all` are the changes of the commit.
   */
  relatedIds?(
    change: DocumentChange<Body>,
    all: readonly DocumentChange[],
  ): Promise<readonly string[]>;
  /**
   * The filters for the query parameters of a list request; names of parameters are in lower case.
   */
  listFilters?(
    query: ReadonlyMap<string, string>,
  ): Partial<DocumentQuery<Body>> | Promise<Partial<DocumentQuery<Body>>>;
  /** Finds a document by a reference other than its id, slug or name. */
  find?(spaceId: string | null, reference: string): Promise<StoredDocument<Body> | undefined>;
  /** The documents that use this one other than by reference; they prevent its deletion. */
  usedBy?(document: StoredDocument<Body>): Promise<readonly StoredDocument[]>;
  /** Rows of the server's own tables to commit with a change, such as the task of a deployment. */
  attachments?(change: DocumentChange<Body>): readonly Attachment[];
  /** The part of a document that a caller may see, who may see the document. */
  narrowedFor?(
    document: StoredDocument<Body>,
    caller: Caller,
  ): StoredDocument<Body> | Promise<StoredDocument<Body>>;
  /** Fields that the API adds to what is stored; they are not part of events. */
  computedFields?(document: StoredDocument<Body>, caller: Caller): JsonObject | Promise<JsonObject>;
  /** Ids of documents that a caller may see without permission to view the type. */
  alwaysVisibleIds?(caller: Caller): readonly string[];
}

/** The hooks of document types, by prefix. */
export type HookRegistry = Readonly<Record<string, DocumentHooks>>;

/** The hooks of a type. The registry stores them by prefix, without the type of the body. */
export function hooksOf<Body extends JsonObject>(
  hooks: HookRegistry,
  { prefix }: { readonly prefix: string; title(body: Body): string },
): DocumentHooks<Body> {
  return (hooks[prefix] ?? {}) as DocumentHooks<Body>;
}
