import type { Caller } from "@indelible/kernel";
import type {
  Attachment,
  Creation,
  DocumentChange,
  DocumentQuery,
  JsonObject,
  StoredDocument,
} from "@indelible/trail";

/** A write as rules see it: who wants a document to become what. */
export interface DocumentWrite {
  readonly caller: Caller;
  readonly spaceId: string | null;
  /** Undefined for a new document. */
  readonly before: StoredDocument | undefined;
  /** Complete; secrets that were sent are still in the clear. */
  readonly body: JsonObject;
}

/** Rules of one document type that need to look beyond the body. */
export interface DocumentHooks {
  /**
   * Fills in fields that were not given, before the body is checked. `siblings` are the complete
   * bodies of the documents of the type that the same command creates before this one.
   */
  readonly defaults?: (
    body: JsonObject,
    caller: Caller,
    spaceId: string | null,
    siblings: readonly JsonObject[],
  ) => JsonObject | Promise<JsonObject>;
  /** Fails when a document may not be written. */
  readonly check?: (write: DocumentWrite) => void | Promise<void>;
  /**
   * Gives a new document what must be kept aside for it, when nothing but writing it is left to do:
   * the snapshots of a release.
   */
  readonly beforeCreate?: (body: JsonObject) => Promise<JsonObject>;
  /**
   * What whoever makes a document may ask for besides, by the name of the parameter that asks for
   * it: changes of other documents in the same commit. Fails when the caller may not change them.
   */
  readonly extraChanges?: Readonly<
    Record<string, (creation: Creation, caller: Caller) => Promise<readonly DocumentChange[]>>
  >;
  /** Fails when a document may not be deleted. */
  readonly checkDelete?: (document: StoredDocument) => void | Promise<void>;
  /**
   * Changes of other documents that a change brings with it, in the same commit; the ids of
   * creations among them are blank and will be given.
   */
  readonly cascadeChanges?: (change: DocumentChange) => Promise<readonly DocumentChange[]>;
  /** Ids of the documents that a change concerns besides those it names; its events relate to them. */
  readonly relatives?: (
    change: DocumentChange,
    all: readonly DocumentChange[],
  ) => Promise<readonly string[]>;
  /** What the type's list takes by parameters of its own, by their lower-case names. */
  readonly listFilters?: (
    query: ReadonlyMap<string, string>,
  ) => Partial<DocumentQuery> | Promise<Partial<DocumentQuery>>;
  /** The document that a reference other than an id, a slug or a name stands for. */
  readonly find?: (
    spaceId: string | null,
    reference: string,
  ) => Promise<StoredDocument | undefined>;
  /** The documents that need one in ways that references do not tell: it cannot be deleted. */
  readonly usedBy?: (document: StoredDocument) => Promise<readonly StoredDocument[]>;
  /** Rows of the server's own that must land with a change: the task that a deployment queues. */
  readonly attachments?: (change: DocumentChange) => readonly Attachment[];
  /** What a document shows to whoever asks besides what is stored of it, for no event to hold. */
  readonly computedFields?: (
    document: StoredDocument,
    caller: Caller,
  ) => JsonObject | Promise<JsonObject>;
  /** Ids of the documents that a caller may see without the permission to view the type. */
  readonly alwaysVisibleIds?: (caller: Caller) => readonly string[];
}
