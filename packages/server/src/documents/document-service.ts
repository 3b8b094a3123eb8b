import { type DocumentDefinition, permissionsOf } from "@indelible/domain";
import type { Caller, Definitions } from "@indelible/kernel";
import {
  completeBody,
  type Fields,
  fieldsAsJson,
  notFound,
  permissionScope,
  readDocument,
  retryOnConflict,
} from "@indelible/kernel";
import {
  type Act,
  type Dependents,
  type DocumentPage,
  type DocumentQuery,
  type JsonObject,
  type Modification,
  modification,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import { documentAddress } from "./address.ts";
import type { Changed, ChangePlan } from "./change-plan.ts";
import { checkNames } from "./check-names.ts";
import { allCreations, type CreationOptions, newDocument } from "./creations.ts";
import { deleteDocuments, dependentsOf } from "./delete-documents.ts";
import { checkDestinations } from "./destinations.ts";
import { anyOf, DocumentAccess } from "./document-access.ts";
import { type HookRegistry, hooksOf } from "./document-hooks.ts";
import { findDocument } from "./find-document.ts";
import { withFreeSlugs, withKeptSlug } from "./free-slug.ts";
import { checkNamed, checkNaming, type NamingTools } from "./naming.ts";
import { ofType } from "./of-type.ts";
import { presentTo } from "./present-to.ts";
import { type PresentedPage, presentedPage } from "./presented-page.ts";
import { versionConflict, versionSent } from "./version-conflict.ts";
import { idsWanted, mentionsOf, writeChanges } from "./write-changes.ts";

/** Dependencies of the document service. */
export interface DocumentServiceOptions {
  readonly trail: Trail;
  readonly definitions: Definitions;
  readonly clock: () => Date;
  /** By prefix of the type. */
  readonly hooks: HookRegistry;
}

/**
 * Reads, creates, changes and deletes documents of all types, with permission checks and hooks.
 * Writes are commits of the trail.
 */
export class DocumentService {
  readonly #options: DocumentServiceOptions;
  readonly #access: DocumentAccess;
  readonly #tools: NamingTools;

  constructor(options: DocumentServiceOptions) {
    this.#options = options;
    this.#access = new DocumentAccess(options);
    this.#tools = { ...options, access: this.#access };
  }

  /**
   * Finds a document by id, slug or name. Fails with `not-found` if there is none that the caller
   * may see.
   */
  async get<Body extends JsonObject>(
    caller: Caller,
    definition: DocumentDefinition<Body>,
    spaceId: string | null,
    reference: string,
  ): Promise<StoredDocument<Body>> {
    const found = await findDocument(this.#options, definition, spaceId, reference);
    if (found !== undefined && this.maySee(caller, found)) return found;
    if (this.#access.alwaysVisible(caller, definition) === undefined) {
      caller.requireSomewhere(anyOf(definition, "view"), [spaceId, null]);
    }
    throw notFound(reference);
  }

  /** A document as the API shows it to the caller. */
  present(caller: Caller, document: StoredDocument): Promise<JsonObject> {
    return presentTo(this.#options, caller, document);
  }

  /** The URL path of a document. */
  address(document: StoredDocument): string {
    return documentAddress(this.#options.definitions.get(document.type), document);
  }

  /** Lists a page of the documents that the caller may see; the total counts only these. */
  async list<Body extends JsonObject>(
    caller: Caller,
    definition: DocumentDefinition<Body>,
    query: Omit<DocumentQuery<Body>, "reach">,
  ): Promise<DocumentPage<Body>> {
    return this.#options.trail.list(this.#access.visible(caller, definition, query));
  }

  /** The same page, to be read in portions and presented to the caller. */
  async listPresented<Body extends JsonObject>(
    caller: Caller,
    definition: DocumentDefinition<Body>,
    query: Omit<DocumentQuery<Body>, "reach">,
  ): Promise<PresentedPage> {
    const page = await this.#options.trail.portions(
      this.#access.visible(caller, definition, query),
    );
    return presentedPage(page, (document) => this.present(caller, document));
  }

  /** Creates a document and its companions: `createAll` of one. */
  async create<Body extends JsonObject>(
    caller: Caller,
    definition: DocumentDefinition<Body>,
    spaceId: string | null,
    sent: unknown,
    options: CreationOptions = {},
  ): Promise<StoredDocument<Body>> {
    const [created] = await this.createAll(caller, definition, spaceId, [sent], options);
    return ofType(definition, created);
  }

  /**
   * Creates several documents of a type, and their companions, in one commit: when one is refused,
   * none is created. They are checked one by one and returned in the order of `sent`. Fails with
   * the first refusal, or like `Trail.commit`.
   */
  async createAll<Body extends JsonObject>(
    caller: Caller,
    definition: DocumentDefinition<Body>,
    spaceId: string | null,
    sent: readonly unknown[],
    options: CreationOptions = {},
  ): Promise<readonly StoredDocument<Body>[]> {
    caller.requireSomewhere([definition.permissions.create], [spaceId]);
    // What follows from a creation may change documents that others change concurrently.
    return retryOnConflict(async () => {
      const bodies: Body[] = [];
      for (const one of sent) {
        bodies.push(await this.#newBody(caller, definition, spaceId, one, bodies));
      }
      return this.#writeNew(caller.act(), definition, spaceId, bodies, options);
    });
  }

  /** Creates a document from a complete body, without a permission check. */
  async createAs<Body extends JsonObject>(
    act: Act,
    definition: DocumentDefinition<Body>,
    spaceId: string | null,
    body: Body,
  ): Promise<StoredDocument<Body>> {
    const [created] = await this.#writeNew(act, definition, spaceId, [body], {});
    return ofType(definition, created);
  }

  async #newBody<Body extends JsonObject>(
    caller: Caller,
    definition: DocumentDefinition<Body>,
    spaceId: string | null,
    sent: unknown,
    siblings: readonly Body[],
  ): Promise<Body> {
    const hooks = hooksOf(this.#options.hooks, definition);
    const fields = readDocument(definition, sent);
    const naming = { caller, definition, spaceId };
    await checkNaming(this.#tools, naming, undefined, fieldsAsJson(fields));
    const filled = (await hooks.defaults?.(fields, caller, spaceId, siblings)) ?? fields;
    const complete = completeBody(definition, filled);
    caller.require(
      definition.permissions.create,
      permissionScope(definition, "", spaceId, complete),
    );
    const body = hooks.writtenBy?.(complete, caller) ?? complete;
    checkNames(definition, body, undefined);
    await checkNamed(this.#tools, naming, (await hooks.names?.(body)) ?? []);
    await hooks.check?.({ caller, spaceId, before: undefined, body });
    return body;
  }

  async #writeNew<Body extends JsonObject>(
    act: Act,
    definition: DocumentDefinition<Body>,
    spaceId: string | null,
    bodies: readonly Body[],
    options: CreationOptions,
  ): Promise<readonly StoredDocument<Body>[]> {
    const { trail, hooks } = this.#options;
    const { beforeCreate } = hooksOf(hooks, definition);
    const settled = await Promise.all(
      bodies.map(async (body) => (await beforeCreate?.(body)) ?? body),
    );
    return withFreeSlugs(trail, definition, spaceId, settled, (free) =>
      this.#writeSettled(act, definition, spaceId, free, options),
    );
  }

  async #writeSettled<Body extends JsonObject>(
    act: Act,
    definition: DocumentDefinition<Body>,
    spaceId: string | null,
    bodies: readonly Body[],
    { extraChanges, attachments, relatedIds = [] }: CreationOptions,
  ): Promise<readonly StoredDocument<Body>[]> {
    const { trail } = this.#options;
    const creations = (takeId: (prefix: string) => string) =>
      allCreations(
        bodies.map((body) => newDocument(this.#options, definition, spaceId, body, takeId)),
      );
    const drafts = creations(() => "");
    const snapshot = await trail.read({
      mentions: drafts.flatMap(({ type, body }) => mentionsOf(type, body)),
      newIds: idsWanted(drafts),
      events: drafts.length,
    });
    const made = creations((prefix) => snapshot.takeId(prefix));
    const own = made.slice(0, bodies.length);
    const extra = await Promise.all(own.map((creation) => extraChanges?.(creation) ?? []));
    const related = made.map((creation) => ({ ...creation, relatedIds }));
    const more = { extra: extra.flat(), attachments };
    const written = await writeChanges(this.#options, act, snapshot, related, more);
    return written.slice(0, bodies.length).map((document) => ofType(definition, document));
  }

  /**
   * Changes the fields of a document that were sent. Fails with `conflict`, with the changes since
   * then, when the document has another version than `expectedVersion`.
   */
  async modify<Body extends JsonObject>(
    caller: Caller,
    definition: DocumentDefinition<Body>,
    spaceId: string | null,
    reference: string,
    sent: unknown,
    expectedVersion: number | undefined,
  ): Promise<StoredDocument<Body>> {
    const fields = readDocument(definition, sent);
    const { documents } = await this.change(caller, definition, spaceId, reference, {
      reads: { mentions: mentionsOf(definition, fieldsAsJson(fields)) },
      changes: async (before) => {
        const expected = expectedVersion ?? versionSent(definition, sent);
        if (expected !== undefined && expected !== before.version) {
          throw await versionConflict(this.#options.trail, caller, before, expected);
        }
        const change = await this.#sentChange(caller, definition, before, fields);
        const isCompleted = hooksOf(this.#options.hooks, definition).writtenBy !== undefined;
        const reads = { mentions: mentionsOf(definition, change.body) };
        return isCompleted ? { changes: [change], reads } : { changes: [change] };
      },
    });
    return ofType(definition, documents[0]);
  }

  /**
   * Changes fields that only the server sets, if the caller may edit the document: `fieldsFor`
   * returns their new values. Records nothing when no value changes.
   */
  async amend<Body extends JsonObject>(
    caller: Caller,
    definition: DocumentDefinition<Body>,
    spaceId: string | null,
    reference: string,
    fieldsFor: (document: StoredDocument<Body>) => Promise<Fields<Body>>,
  ): Promise<StoredDocument<Body>> {
    const { documents } = await this.change(caller, definition, spaceId, reference, {
      changes: async (before) => {
        const fields = await fieldsFor(before);
        const mentions = mentionsOf(definition, fieldsAsJson(fields));
        const changes = [await this.#modification(caller, definition, before, fields)];
        return mentions.length === 0 ? { changes } : { changes, reads: { mentions } };
      },
    });
    return ofType(definition, documents[0]);
  }

  /**
   * Changes a document, if the caller may edit it. The document is read once: the permission check,
   * the plan and the commit use the same version. After a conflict with a concurrent change, all of
   * it is repeated.
   */
  change<Body extends JsonObject>(
    caller: Caller,
    definition: DocumentDefinition<Body>,
    spaceId: string | null,
    reference: string,
    plan: ChangePlan<Body>,
  ): Promise<Changed<Body>> {
    return retryOnConflict(async () => {
      const reads = { events: 1, ...plan.reads };
      const target = await this.#access.target(
        caller,
        definition,
        "edit",
        spaceId,
        reference,
        reads,
      );
      const { before, snapshot } = target;
      const planned = await plan.changes(before, snapshot);
      const more = planned.reads && (await this.#options.trail.read(planned.reads));
      const known = more === undefined ? snapshot : snapshot.with(more);
      const { changes } = planned;
      return {
        before,
        documents: await writeChanges(this.#options, caller.act(), known, changes),
      };
    });
  }

  /** Deletes a document and what depends on it: `deleteAll` of one. */
  async delete(
    caller: Caller,
    definition: DocumentDefinition,
    spaceId: string | null,
    reference: string,
  ): Promise<void> {
    await this.deleteAll(caller, definition, spaceId, [reference]);
  }

  /**
   * Deletes several documents of a type, and what depends on them, in one commit with one event
   * each: when one is refused, none is deleted. After a conflict, all is read and checked again.
   */
  deleteAll<Body extends JsonObject>(
    caller: Caller,
    definition: DocumentDefinition<Body>,
    spaceId: string | null,
    references: readonly string[],
  ): Promise<void> {
    return deleteDocuments(this.#tools, caller, definition, spaceId, references);
  }

  /**
   * Fails like a write of a document with these fields if they name documents that the caller may
   * not see, or of other spaces.
   */
  checkNaming(
    caller: Caller,
    definition: DocumentDefinition,
    spaceId: string | null,
    fields: JsonObject,
  ): Promise<void> {
    return checkNaming(this.#tools, { caller, definition, spaceId }, undefined, fields);
  }

  /** Whether a caller may see a document of any type. */
  maySee(caller: Caller, document: StoredDocument): boolean {
    return this.#access.maySee(caller, document);
  }

  /** The documents that are deleted with a document, and those that prevent its deletion. */
  dependents(document: StoredDocument): Promise<Dependents> {
    return dependentsOf(this.#options, document);
  }

  /** The change to what a caller sent, after the checks of what it names. */
  async #sentChange<Body extends JsonObject>(
    caller: Caller,
    definition: DocumentDefinition<Body>,
    before: StoredDocument<Body>,
    sent: Fields<Body>,
  ): Promise<Modification<Body>> {
    const { mergedWith, names } = hooksOf(this.#options.hooks, definition);
    const fields = (await mergedWith?.(before, sent, caller)) ?? sent;
    const naming = { caller, definition, spaceId: before.spaceId };
    await checkNaming(this.#tools, naming, before.body, fieldsAsJson(fields));
    const change = await this.#modification(caller, definition, before, fields);
    checkDestinations(definition, before.body, change.body);
    await checkNamed(this.#tools, naming, (await names?.(change.body)) ?? []);
    return change;
  }

  async #modification<Body extends JsonObject>(
    caller: Caller,
    definition: DocumentDefinition<Body>,
    before: StoredDocument<Body>,
    fields: Fields<Body>,
  ): Promise<Modification<Body>> {
    const { id, spaceId } = before;
    const hooks = hooksOf(this.#options.hooks, definition);
    const now = this.#options.clock().toISOString();
    const changed = await withKeptSlug(this.#options.trail, definition, before, fields);
    const complete = definition.complete(changed, { id, now, before: before.body });
    const body = hooks.writtenBy?.(complete, caller) ?? complete;
    const { edit } = permissionsOf(definition, body);
    caller.require(edit, permissionScope(definition, id, spaceId, body));
    checkNames(definition, body, before.body);
    await hooks.check?.({ caller, spaceId, before, body });
    return modification(definition, before, body);
  }
}
