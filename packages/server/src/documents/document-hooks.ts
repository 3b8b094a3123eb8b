import type { Caller, Fields } from "@indelible/kernel";
import type {
  Attachment,
  Creation,
  DocumentChange,
  DocumentQuery,
  JsonObject,
  StoredDocument,
} from "@indelible/trail";

/** A write, as hooks see it. */
export interface DocumentWrite<Body extends JsonObject = JsonObject> {
  readonly caller: Caller;
  readonly spaceId: string | null;
  /** Undefined for a new document. */
  readonly before: StoredDocument<Body> | undefined;
  /** Complete; secrets that were sent are still in the clear. */
  readonly body: Body;
}

/**
 * What a document type adds to the document service, where its definition, which is pure, cannot say
 * it. Each hook is optional.
 */
export interface DocumentHooks<Body extends JsonObject = JsonObject> {
  /**
   * Sets fields that were not sent, before the body is checked. `siblings` are the complete bodies
   * of the documents that the same command creates before this one.
   */
  defaults?(
    fields: Fields<Body>,
    caller: Caller,
    spaceId: string | null,
    siblings: readonly Body[],
  ): Fields<Body> | Promise<Fields<Body>>;
  /** Fails when a document may not be written. */
  check?(write: DocumentWrite<Body>): void | Promise<void>;
  /** Completes a new document, once every check has passed: the snapshots of a release. */
  beforeCreate?(body: Body): Promise<Body>;
  /**
   * Changes of other documents that the caller can ask for when creating one, by the name of the
   * parameter: they are in the same commit. Fails when the caller may not make them.
   */
  readonly extraChanges?: Readonly<
    Record<string, (creation: Creation, caller: Caller) => Promise<readonly DocumentChange[]>>
  >;
  /** Fails when a document may not be deleted. */
  checkDelete?(document: StoredDocument<Body>): void | Promise<void>;
  /**
   * Changes of other documents that follow from a change, in the same commit. The ids of creations
   * among them are blank; the service gives them.
   */
  cascadeChanges?(change: DocumentChange<Body>): Promise<readonly DocumentChange[]>;
  /** Ids of documents that the events of a change relate to, in addition to those that it names. */
  relatedIds?(
    change: DocumentChange<Body>,
    all: readonly DocumentChange[],
  ): Promise<readonly string[]>;
  /** The filters that the parameters of the type's list ask for; parameters are in lower case. */
  listFilters?(
    query: ReadonlyMap<string, string>,
  ): Partial<DocumentQuery<Body>> | Promise<Partial<DocumentQuery<Body>>>;
  /** The document that a reference other than an id, a slug or a name stands for. */
  find?(spaceId: string | null, reference: string): Promise<StoredDocument<Body> | undefined>;
  /** The documents that use one in ways other than references: it cannot be deleted. */
  usedBy?(document: StoredDocument<Body>): Promise<readonly StoredDocument[]>;
  /** Rows of the server that land with a change: the task that a deployment queues. */
  attachments?(change: DocumentChange<Body>): readonly Attachment[];
  /** What the API shows of a document in addition to what is stored; no event holds it. */
  computedFields?(document: StoredDocument<Body>, caller: Caller): JsonObject | Promise<JsonObject>;
  /** Ids of the documents that a caller may see without the permission to view the type. */
  alwaysVisibleIds?(caller: Caller): readonly string[];
}

/** The hooks of document types, by prefix. */
export type HookRegistry = Readonly<Record<string, DocumentHooks>>;

/** The hooks of a type: the registry holds them under its prefix. */
export function hooksOf<Body extends JsonObject>(
  hooks: HookRegistry,
  { prefix }: { readonly prefix: string; title(body: Body): string },
): DocumentHooks<Body> {
  return (hooks[prefix] ?? {}) as DocumentHooks<Body>;
}
