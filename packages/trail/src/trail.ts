import type { Attachment } from "./commit/attachment.ts";
import type { DocumentChange } from "./commit/change.ts";
import { type CommitTools, type Committed, commit } from "./commit/commit.ts";
import { type ReadRequest, readSnapshot } from "./commit/read.ts";
import type { Snapshot } from "./commit/snapshot.ts";
import type { WrittenEvents } from "./commit/written-events.ts";
import type { Database } from "./database/database.ts";
import type { DocumentType } from "./document/document-type.ts";
import { isOfType } from "./document/is-of-type.ts";
import type { StoredDocument } from "./document/stored-document.ts";
import {
  type Dependents,
  type DocumentPage,
  type DocumentQuery,
  findByUniqueValues,
  findDependents,
  getDocuments,
} from "./documents/documents.ts";
import {
  type DocumentPortions,
  findDocuments,
  listDocuments,
  readDocuments,
} from "./documents/list-documents.ts";
import { TrailError } from "./errors.ts";
import type { Act, PersonalMember, TrailEvent } from "./event/event.ts";
import type { PersonalValues } from "./event/personal.ts";
import {
  type FoundEvent,
  type ListedEvent,
  PAGE_DETAIL_BYTES,
  readEvents,
} from "./events/event-portions.ts";
import { getPersonalValues } from "./events/personal-values.ts";
import {
  countEventsFound,
  type EventQuery,
  findEvents,
  getEventText,
} from "./events/query-events.ts";
import { streamEvents } from "./events/stream-events.ts";
import type { Visibility } from "./events/visibility.ts";
import type { JsonObject } from "./json/json.ts";
import type { Sealer } from "./secrets/sealer.ts";

/** The dependencies of the trail. */
export interface TrailOptions {
  readonly database: Database;
  readonly types: readonly DocumentType[];
  readonly sealer: Sealer;
  readonly clock: () => Date;
  /** Cryptographically strong random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  /** SHA-256 in lower-case hexadecimal. */
  readonly sha256: (text: string) => string;
  /**
   * Remembers the events that this trail writes, for a sequencer of the same process. Not for a
   * database that is a transaction, which may be rolled back.
   */
  readonly written?: WrittenEvents | undefined;
  /**
   * The members of new events that are recorded as commitments, with their values stored separately,
   * so that these can be erased; none by default. docs/formats/event.md, personal members.
   */
  readonly personalMembers?: readonly PersonalMember[];
}

const ITEM_ID_BYTES = 12;
const SALT_BYTES = 16;

/** Documents that cannot change without an event, and the events. */
export class Trail {
  readonly types: ReadonlyMap<string, DocumentType>;
  readonly #tools: CommitTools;

  constructor(options: TrailOptions) {
    this.types = registryOf(options.types);
    const randomText = (bytes: number) => Buffer.from(options.random(bytes)).toString("base64url");
    this.#tools = {
      database: options.database,
      sealer: options.sealer,
      scopeTypes: new Set(options.types.filter(({ isScope }) => isScope).map((t) => t.prefix)),
      clock: options.clock,
      sha256: options.sha256,
      written: options.written,
      personalMembers: new Set(options.personalMembers),
      newItemId: () => randomText(ITEM_ID_BYTES),
      newSalt: () => randomText(SALT_BYTES),
    };
  }

  /** The type with a prefix; fails with `definition` if it is not registered. */
  type(prefix: string): DocumentType {
    const type = this.types.get(prefix);
    if (type !== undefined) return type;
    throw new TrailError("definition", `There is no document type ${prefix}.`);
  }

  /** Reads everything that an act needs, in one round trip. */
  read(request: ReadRequest): Promise<Snapshot> {
    return readSnapshot(this.#tools.database, request);
  }

  /** Writes changes and their events: the only way to write (I1). See `commit`. */
  commit(
    act: Act,
    snapshot: Snapshot,
    changes: readonly DocumentChange[],
    attachments: readonly Attachment[] = [],
  ): Promise<Committed> {
    return commit(this.#tools, act, snapshot, changes, attachments);
  }

  /** The documents with these ids; unknown ids are left out. */
  documents(ids: readonly string[]): Promise<StoredDocument[]> {
    return getDocuments(this.#tools.database, ids);
  }

  /** The documents of a type with these ids; unknown ids and those of other types are left out. */
  async documentsOf<Body extends JsonObject>(
    type: DocumentType<Body>,
    ids: readonly string[],
  ): Promise<StoredDocument<Body>[]> {
    return (await this.documents(ids)).filter((document) => isOfType(type, document));
  }

  /** The document of a type with this id; undefined when there is none. */
  async documentOf<Body extends JsonObject>(
    type: DocumentType<Body>,
    id: string,
  ): Promise<StoredDocument<Body> | undefined> {
    return (await this.documentsOf(type, [id]))[0];
  }

  /** A page of documents of a type, to be read in portions. */
  portions<Body extends JsonObject>(query: DocumentQuery<Body>): Promise<DocumentPortions<Body>> {
    return findDocuments(this.#tools.database, query);
  }

  /** The documents of a type with these ids, in their order, in portions. See `readDocuments`. */
  portionsOf<Body extends JsonObject>(
    type: DocumentType<Body>,
    ids: readonly string[],
  ): AsyncGenerator<readonly StoredDocument<Body>[]> {
    return readDocuments(this.#tools.database, type, ids);
  }

  /** A page of documents of a type, all of it in memory. */
  list<Body extends JsonObject>(query: DocumentQuery<Body>): Promise<DocumentPage<Body>> {
    return listDocuments(this.#tools.database, query);
  }

  /** The document that has the unique values of `body`, if there is one. */
  async findByUniqueValue<Body extends JsonObject>(
    type: DocumentType<Body>,
    spaceId: string | null,
    body: JsonObject,
  ): Promise<StoredDocument<Body> | undefined> {
    return (await this.findByUniqueValues(type, spaceId, [body]))[0];
  }

  /** The documents that have the unique values of some bodies, in no particular order. */
  findByUniqueValues<Body extends JsonObject>(
    type: DocumentType<Body>,
    spaceId: string | null,
    bodies: readonly JsonObject[],
  ): Promise<StoredDocument<Body>[]> {
    return findByUniqueValues(this.#tools.database, type, spaceId, bodies);
  }

  /** The documents that would be deleted with a document, and those that prevent its deletion. */
  dependents(id: string): Promise<Dependents> {
    return findDependents(this.#tools.database, id);
  }

  /**
   * A page of events, newest first, with the values of their personal members. `ChangeDetails` are
   * omitted beyond `PAGE_DETAIL_BYTES`. All events of the page are in memory: it should have few.
   */
  async events(query: EventQuery, skip: number, take: number): Promise<ListedEvent[]> {
    const events: ListedEvent[] = [];
    const found = await this.findEvents(query, skip, take);
    for await (const portion of this.readEvents(found)) events.push(...portion);
    return events;
  }

  /** The numbers and sizes of a page of events, newest first, to read with `readEvents`. */
  findEvents(query: EventQuery, skip: number, take: number): Promise<FoundEvent[]> {
    return findEvents(this.#tools.database, query, skip, take);
  }

  /**
   * Events in portions, in the order given; `ChangeDetails` of at most `detailBytesMax` bytes
   * altogether, by default `PAGE_DETAIL_BYTES`. Does not check who may see them.
   */
  readEvents(
    found: readonly FoundEvent[],
    detailBytesMax: number = PAGE_DETAIL_BYTES,
  ): AsyncGenerator<readonly ListedEvent[]> {
    return readEvents(this.#tools, found, detailBytesMax);
  }

  /** All events of a query as of now, newest first, in portions. See `streamEvents`. */
  streamEvents(query: EventQuery, withDetails: boolean): AsyncGenerator<readonly ListedEvent[]> {
    return streamEvents(this.#tools, query, withDetails);
  }

  /** The number of events that a query finds. */
  countEvents(query: EventQuery): Promise<number> {
    return countEventsFound(this.#tools.database, query);
  }

  /** The canonical text of the event with a number; undefined if the viewer may not see it. */
  eventText(number: number, visibility: Visibility): Promise<string | undefined> {
    return getEventText(this.#tools.database, number, visibility);
  }

  /**
   * The values of the personal members of an event that were not erased. Does not check who may see
   * the event: the caller must have it from `eventText`.
   */
  async personalValues(event: TrailEvent): Promise<PersonalValues> {
    const found = await getPersonalValues(this.#tools.database, [event]);
    return found.get(event.Id) ?? {};
  }
}

function registryOf(types: readonly DocumentType[]): Map<string, DocumentType> {
  const registry = new Map(types.map((type) => [type.prefix, type]));
  if (registry.size === types.length) return registry;
  throw new TrailError("definition", "Two document types have the same prefix.");
}
