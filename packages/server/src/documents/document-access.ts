import {
  allPermissionsOf,
  type DocumentDefinition,
  type Permission,
  permissionsOf,
  type RoutePermissions,
} from "@indelible/domain";
import type { Caller, Definitions } from "@indelible/kernel";
import { notFound, permissionScope } from "@indelible/kernel";
import type {
  DocumentQuery,
  JsonObject,
  ReadRequest,
  Snapshot,
  StoredDocument,
} from "@indelible/trail";
import { isOfType } from "@indelible/trail";
import { type FindTools, findByName, isWithin } from "./find-document.ts";
import { reachOf } from "./reach.ts";

/** Dependencies of `DocumentAccess`. */
export interface AccessTools extends FindTools {
  readonly definitions: Definitions;
}

/** A document to change, and the snapshot that it was read with. */
export interface Target<Body extends JsonObject = JsonObject> {
  readonly before: StoredDocument<Body>;
  readonly snapshot: Snapshot;
}

/** Checks what a caller may see and do. */
export class DocumentAccess {
  readonly #tools: AccessTools;

  constructor(tools: AccessTools) {
    this.#tools = tools;
  }

  /**
   * Reads a document to change, together with what the commit needs. Fails with `forbidden` if the
   * caller may only see it, and with `not-found` if they may not see it or it does not exist.
   */
  async target<Body extends JsonObject>(
    caller: Caller,
    definition: DocumentDefinition<Body>,
    verb: "edit" | "delete",
    spaceId: string | null,
    reference: string,
    reads: Omit<ReadRequest, "ids">,
  ): Promise<Target<Body>> {
    caller.requireSomewhere(anyOf(definition, verb), [spaceId, null]);
    const target = await this.#read(definition, spaceId, reference, reads);
    if (target === undefined) throw notFound(reference);
    const { before } = target;
    const permission = permissionsOf(definition, before.body)[verb];
    if (this.#mayBe(caller, permission, before)) return target;
    // Must not reveal that the document exists.
    if (!this.maySee(caller, before)) throw notFound(reference);
    caller.require(permission, this.#scopeOf(definition, before));
    return target;
  }

  /** A query without what the caller may not see; fails with `forbidden` if that is everything. */
  visible<Body extends JsonObject>(
    caller: Caller,
    definition: DocumentDefinition<Body>,
    query: Omit<DocumentQuery<Body>, "reach">,
  ): DocumentQuery<Body> {
    const { view } = definition.permissions;
    const visible = this.alwaysVisible(caller, definition);
    if (visible !== undefined && !caller.may(view, { spaceId: null })) {
      return { ...query, ids: query.ids?.filter((id) => visible.includes(id)) ?? visible };
    }
    caller.requireSomewhere(anyOf(definition, "view"), [...(query.spaceIds ?? []), null]);
    return { ...query, reach: reachOf(caller, definition) };
  }

  async #read<Body extends JsonObject>(
    definition: DocumentDefinition<Body>,
    spaceId: string | null,
    reference: string,
    reads: Omit<ReadRequest, "ids">,
  ): Promise<Target<Body> | undefined> {
    const { trail } = this.#tools;
    const byId = await trail.read({ ...reads, ids: [reference] });
    const before = byId.documents.get(reference);
    if (before !== undefined && isOfType(definition, before) && isWithin(spaceId, before)) {
      return { before, snapshot: byId };
    }
    const named = await findByName(this.#tools, definition, spaceId, reference);
    return named && this.#read(definition, spaceId, named.id, reads);
  }

  /**
   * Ids of documents that the caller may see without permission; undefined if the type has no such
   * rule.
   */
  alwaysVisible(caller: Caller, definition: DocumentDefinition): readonly string[] | undefined {
    return this.#tools.hooks[definition.prefix]?.alwaysVisibleIds?.(caller);
  }

  /** Whether a caller may see a document of any type. */
  maySee(caller: Caller, document: StoredDocument): boolean {
    const definition = this.#tools.definitions.get(document.type);
    if (this.alwaysVisible(caller, definition)?.includes(document.id)) return true;
    return this.#mayBe(caller, permissionsOf(definition, document.body).view, document);
  }

  #mayBe(caller: Caller, permission: Permission | null, document: StoredDocument): boolean {
    const definition = this.#tools.definitions.get(document.type);
    return caller.may(permission, this.#scopeOf(definition, document));
  }

  #scopeOf(definition: DocumentDefinition, document: StoredDocument) {
    return permissionScope(definition, document.id, document.spaceId, document.body);
  }
}

/** The permissions for a verb on documents of a type; each document needs one of them. */
export function anyOf(definition: DocumentDefinition, verb: keyof RoutePermissions) {
  return allPermissionsOf(definition).map((permissions) => permissions[verb]);
}
