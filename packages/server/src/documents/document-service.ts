import {
  allPermissionsOf,
  type DocumentDefinition,
  type Permission,
  permissionsOf,
  type RoutePermissions,
} from "@indelible/domain";
import type { Caller, Definitions } from "@indelible/kernel";
import { invalid, notFound, permissionScope, readFields, withDefaults } from "@indelible/kernel";
import {
  type Act,
  type Attachment,
  type Creation,
  type Dependents,
  type DocumentChange,
  type DocumentPage,
  type DocumentQuery,
  type JsonObject,
  type Snapshot,
  type StoredDocument,
  type Trail,
  TrailError,
} from "@indelible/trail";
import { documentAddress } from "./address.ts";
import { companionCreation } from "./companions.ts";
import type { DocumentHooks } from "./document-hooks.ts";
import { presentDocument } from "./present.ts";
import { reachOf } from "./reach.ts";
import { staleProblem } from "./stale.ts";
import { stillNeeded } from "./still-needed.ts";
import { idsWanted, mentionsOf, writeChanges } from "./write-changes.ts";

/** What the service needs: the trail, the types, and the time for fields that hold one. */
export interface DocumentServiceOptions {
  readonly trail: Trail;
  readonly definitions: Definitions;
  readonly clock: () => Date;
  /** Rules that need more than the body, by prefix of the type. */
  readonly hooks: Readonly<Record<string, DocumentHooks>>;
}

/** What is to land with a creation besides what the type's rules say. */
export interface CreationOptions {
  /** Changes of other documents. */
  readonly extraChanges?: (creation: Creation) => Promise<readonly DocumentChange[]>;
  /** Rows of the server's own. */
  readonly attachments?: readonly Attachment[];
  /** Ids of documents that its events relate to besides those that it names. */
  readonly relatives?: readonly string[];
}

/** Reads of a document before giving up on others who keep changing it. */
const ATTEMPTS_MAX = 5;

/** The acts that every document type has; each asks for its permission and goes through the trail. */
export class DocumentService {
  readonly #options: DocumentServiceOptions;

  constructor(options: DocumentServiceOptions) {
    this.#options = options;
  }

  /** The document of an id, slug or name, if the caller may see it; 404 if not or if unknown. */
  async get(
    caller: Caller,
    definition: DocumentDefinition,
    spaceId: string | null,
    reference: string,
  ): Promise<StoredDocument> {
    const found = await this.#find(definition, spaceId, reference);
    if (found !== undefined && this.maySee(caller, found)) return found;
    if (this.#alwaysVisible(caller, definition) === undefined) {
      caller.requireSomewhere(anyOf(definition, "view"), [spaceId, null]);
    }
    throw notFound(reference);
  }

  /** A document as the API shows it to a caller. */
  async present(caller: Caller, document: StoredDocument): Promise<JsonObject> {
    const { definitions, hooks } = this.#options;
    const computed = await hooks[document.type]?.computedFields?.(document, caller);
    return { ...presentDocument(definitions, document), ...computed };
  }

  /** The address of a document. */
  address(document: StoredDocument): string {
    return documentAddress(this.#options.definitions.get(document.type), document);
  }

  /** A page of a type's documents: those that the caller may see, and how many there are of them. */
  async list(
    caller: Caller,
    definition: DocumentDefinition,
    query: Omit<DocumentQuery, "reach">,
  ): Promise<DocumentPage> {
    const { trail } = this.#options;
    const { view } = definition.permissions;
    const visible = this.#alwaysVisible(caller, definition);
    if (visible !== undefined && !caller.may(view, { spaceId: null })) {
      return trail.list({
        ...query,
        ids: query.ids?.filter((id) => visible.includes(id)) ?? visible,
      });
    }
    caller.requireSomewhere(anyOf(definition, "view"), [...(query.spaceIds ?? []), null]);
    return trail.list({ ...query, reach: reachOf(caller, definition) });
  }

  /** Makes a document, and those that come with it. */
  async create(
    caller: Caller,
    definition: DocumentDefinition,
    spaceId: string | null,
    sent: unknown,
    options: CreationOptions = {},
  ): Promise<StoredDocument> {
    caller.requireSomewhere([definition.permissions.create], [spaceId]);
    const { hooks } = this.#options;
    const fields = readFields(definition.schema, sent);
    const filled = (await hooks[definition.prefix]?.defaults?.(fields, caller, spaceId)) ?? fields;
    const body = withDefaults(definition.schema, filled);
    caller.require(definition.permissions.create, permissionScope(definition, "", spaceId, body));
    await hooks[definition.prefix]?.check?.({ caller, spaceId, before: undefined, body });
    return this.createAs(caller.act(), definition, spaceId, body, options);
  }

  /** Makes a document from a complete body, for an act whose right to do so is settled. */
  async createAs(
    act: Act,
    definition: DocumentDefinition,
    spaceId: string | null,
    body: JsonObject,
    options: CreationOptions = {},
  ): Promise<StoredDocument> {
    const { trail, hooks } = this.#options;
    const settled = (await hooks[definition.prefix]?.beforeCreate?.(body)) ?? body;
    const drafts = this.#creations(definition, spaceId, settled, () => "");
    const snapshot = await trail.read({
      mentions: drafts.flatMap(({ type, body: draft }) => mentionsOf(type, draft)),
      newIds: idsWanted(drafts),
      events: drafts.length,
    });
    const creations = this.#creations(definition, spaceId, settled, (prefix) =>
      snapshot.takeId(prefix),
    );
    const extra = await options.extraChanges?.(firstOf(creations));
    const more = { extra, attachments: options.attachments };
    const related = creations.map((creation) => ({
      ...creation,
      relatives: options.relatives ?? [],
    }));
    return firstOf(await writeChanges(this.#options, act, snapshot, related, more));
  }

  /**
   * Changes a document to what was sent; fields that were not sent stay. `expectedVersion` refuses
   * the write with 409, and says what changed, when somebody else came first.
   */
  async modify(
    caller: Caller,
    definition: DocumentDefinition,
    spaceId: string | null,
    reference: string,
    sent: unknown,
    expectedVersion: number | undefined,
  ): Promise<StoredDocument> {
    const fields = readFields(definition.schema, sent);
    const { id } = await this.target(caller, definition, "edit", spaceId, reference);
    const expected = expectedVersion ?? versionIn(definition, sent);
    return this.#change(caller, definition, id, fields, expected);
  }

  /**
   * Changes what only the server sets in a document, for a caller who may change the document:
   * `fieldsFor` says to what. Nothing is recorded where that is what stands there.
   */
  async amend(
    caller: Caller,
    definition: DocumentDefinition,
    spaceId: string | null,
    reference: string,
    fieldsFor: (document: StoredDocument) => Promise<JsonObject>,
  ): Promise<StoredDocument> {
    const target = await this.target(caller, definition, "edit", spaceId, reference);
    const fields = await fieldsFor(target);
    return this.#change(caller, definition, target.id, fields, undefined);
  }

  async #change(
    caller: Caller,
    definition: DocumentDefinition,
    id: string,
    fields: JsonObject,
    expected: number | undefined,
  ): Promise<StoredDocument> {
    for (let attempt = 1; ; attempt++) {
      const snapshot = await this.#options.trail.read({
        ids: [id],
        mentions: mentionsOf(definition, fields),
        events: 1,
      });
      const before = snapshot.document(id);
      if (expected !== undefined && expected !== before.version) {
        throw await staleProblem(this.#options.trail, caller, before, expected);
      }
      const change = await this.#modification(caller, definition, before, fields);
      const after = await this.#attempt(caller, snapshot, change, attempt);
      if (after !== undefined) return after;
    }
  }

  /** Deletes a document and what goes with it, one event each, under one correlation id. */
  async delete(
    caller: Caller,
    definition: DocumentDefinition,
    spaceId: string | null,
    reference: string,
  ): Promise<StoredDocument> {
    const { trail, hooks, definitions } = this.#options;
    const target = await this.target(caller, definition, "delete", spaceId, reference);
    await hooks[definition.prefix]?.checkDelete?.(target);
    const { cascade, obstacles } = await this.dependents(target);
    if (obstacles.length > 0) {
      throw stillNeeded(definition, target, obstacles, (obstacle) => {
        if (!this.maySee(caller, obstacle)) return undefined;
        return `${definitions.get(obstacle.type).label} '${obstacle.title}'`;
      });
    }
    const ids = [target.id, ...cascade.map(({ id }) => id)];
    const snapshot = await trail.read({ ids, events: ids.length });
    const deletions = ids.map((id): DocumentChange => {
      const before = snapshot.document(id);
      return { kind: "delete", type: definitions.get(before.type), before };
    });
    await writeChanges(this.#options, caller.act(), snapshot, deletions);
    return target;
  }

  /** What goes with a document that is deleted, and what needs it and so stands in the way. */
  async dependents(document: StoredDocument): Promise<Dependents> {
    const { trail, hooks } = this.#options;
    const { cascade, obstacles } = await trail.dependents(document.id);
    const users = (await hooks[document.type]?.usedBy?.(document)) ?? [];
    return { cascade, obstacles: [...obstacles, ...users] };
  }

  async #attempt(
    caller: Caller,
    snapshot: Snapshot,
    change: DocumentChange,
    attempt: number,
  ): Promise<StoredDocument | undefined> {
    try {
      return firstOf(await writeChanges(this.#options, caller.act(), snapshot, [change]));
    } catch (error) {
      const isStale = error instanceof TrailError && error.code === "stale";
      if (isStale && attempt < ATTEMPTS_MAX) return undefined;
      throw error;
    }
  }

  async #modification(
    caller: Caller,
    definition: DocumentDefinition,
    before: StoredDocument,
    fields: JsonObject,
  ): Promise<DocumentChange> {
    const { id, spaceId } = before;
    const body = definition.complete(
      { ...before.body, ...fields },
      {
        id,
        now: this.#options.clock().toISOString(),
        before: before.body,
      },
    );
    const { edit } = permissionsOf(definition, body);
    caller.require(edit, permissionScope(definition, id, spaceId, body));
    await this.#options.hooks[definition.prefix]?.check?.({ caller, spaceId, before, body });
    return { kind: "modify", type: definition, before, body };
  }

  #creations(
    definition: DocumentDefinition,
    spaceId: string | null,
    body: JsonObject,
    takeId: (prefix: string) => string,
  ): Creation[] {
    const now = this.#options.clock().toISOString();
    const id = takeId(definition.prefix);
    const complete = definition.complete(body, { id, now, before: undefined });
    const own: Creation = { kind: "create", type: definition, id, spaceId, body: complete };
    const owner = { type: definition.prefix, id, spaceId, body: complete };
    const companions = definition.companions.map((companion): Creation => {
      const type = this.#options.definitions.get(companion.prefix);
      const companionId = companion.id?.(id) ?? takeId(type.prefix);
      return companionCreation(owner, companion, type, companionId, now);
    });
    return [own, ...companions];
  }

  /**
   * The document that an act is about, if the caller may do it: 403 if they may only see it, else 404
   * as for one that is not there.
   */
  async target(
    caller: Caller,
    definition: DocumentDefinition,
    verb: "edit" | "delete",
    spaceId: string | null,
    reference: string,
  ): Promise<StoredDocument> {
    caller.requireSomewhere(anyOf(definition, verb), [spaceId, null]);
    const found = await this.#find(definition, spaceId, reference);
    if (found === undefined) throw notFound(reference);
    const permission = permissionsOf(definition, found.body)[verb];
    if (this.#mayBe(caller, permission, found)) return found;
    // Whoever may not even see it learns nothing of it.
    if (!this.maySee(caller, found)) throw notFound(reference);
    caller.require(permission, this.#scopeOf(definition, found));
    return found;
  }

  #alwaysVisible(caller: Caller, definition: DocumentDefinition): readonly string[] | undefined {
    return this.#options.hooks[definition.prefix]?.alwaysVisibleIds?.(caller);
  }

  /** Whether a caller may see a document, of whatever type. */
  maySee(caller: Caller, document: StoredDocument): boolean {
    const definition = this.#options.definitions.get(document.type);
    if (this.#alwaysVisible(caller, definition)?.includes(document.id)) return true;
    return this.#mayBe(caller, permissionsOf(definition, document.body).view, document);
  }

  #mayBe(caller: Caller, permission: Permission | null, document: StoredDocument): boolean {
    const definition = this.#options.definitions.get(document.type);
    return caller.may(permission, this.#scopeOf(definition, document));
  }

  #scopeOf(definition: DocumentDefinition, document: StoredDocument) {
    return permissionScope(definition, document.id, document.spaceId, document.body);
  }

  async #find(
    definition: DocumentDefinition,
    spaceId: string | null,
    reference: string,
  ): Promise<StoredDocument | undefined> {
    const { trail, hooks } = this.#options;
    const isHere = ({ type, spaceId: home }: StoredDocument) => {
      return type === definition.prefix && (home === null || home === spaceId);
    };
    const byId = (await trail.documents([reference])).find(isHere);
    const found =
      byId ??
      (await trail.findByUniqueValue(definition, spaceId, { Name: reference, Slug: reference })) ??
      (await hooks[definition.prefix]?.find?.(spaceId, reference));
    return found !== undefined && isHere(found) ? found : undefined;
  }
}

/** The permissions of which one is needed to do something to documents of a type. */
function anyOf(definition: DocumentDefinition, verb: keyof RoutePermissions) {
  return allPermissionsOf(definition).map((permissions) => permissions[verb]);
}

function versionIn(definition: DocumentDefinition, sent: unknown): number | undefined {
  if (!definition.versioned) return undefined;
  const entries = Object.entries(sent as JsonObject);
  const [, version] = entries.find(([name]) => name.toLowerCase() === "version") ?? [];
  if (version === undefined || version === null) return undefined;
  if (typeof version === "number" && Number.isSafeInteger(version)) return version;
  throw invalid("Version must be a whole number.");
}

function firstOf<Item>(items: readonly Item[]): Item {
  const [first] = items;
  if (first === undefined) throw new TrailError("definition", "A commit held no document.");
  return first;
}
