import type { DocumentDefinition } from "@indelible/domain";
import type { Definitions, RouteRequest } from "@indelible/kernel";
import { invalid } from "@indelible/kernel";
import type { Database, Trail } from "@indelible/trail";
import type { HookRegistry } from "./document-hooks.ts";
import type { DocumentService } from "./document-service.ts";
import { sentMember } from "./sent-member.ts";

/** Dependencies of the routes of documents. */
export interface DocumentRoutesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly definitions: Definitions;
  readonly service: DocumentService;
  /** By prefix of the type. */
  readonly hooks: HookRegistry;
}

/** The space in which to look for a document; null for types without a space. */
export function spaceOf(definition: DocumentDefinition, request: RouteRequest): string | null {
  return definition.level === "system" ? null : request.spaceId;
}

/**
 * The space of a new document. For types of either level, the URL or `SpaceId` in the body decides;
 * fails with `invalid` when they differ.
 */
export function spaceForNew(definition: DocumentDefinition, request: RouteRequest): string | null {
  if (definition.level !== "either") return spaceOf(definition, request);
  const sent = sentMember(request.body, "SpaceId");
  if (sent !== undefined && sent !== null && sent !== request.spaceId) {
    throw invalid(
      "SpaceId must match the URL: send the request to /api/{SpaceId}/ for another space.",
    );
  }
  return request.namesSpace || sent === request.spaceId ? request.spaceId : null;
}

/** The id, slug or name in the URL, at `:id`. */
export function idIn(request: RouteRequest): string {
  return request.params.id ?? "";
}

/** The version in `If-Match`, as returned by `ETag`; fails with `invalid` for other values. */
export function versionExpected(request: RouteRequest): number | undefined {
  const given = request.headers["if-match"];
  if (given === undefined || given === "*") return undefined;
  const [, digits] = /^"?(\d{1,15})"?$/.exec(given) ?? [];
  if (digits === undefined)
    throw invalid("If-Match must be an entity tag that this server returned as ETag.");
  return Number(digits);
}
