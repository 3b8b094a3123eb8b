import type { DocumentDefinition } from "@indelible/domain";
import type { Definitions, RouteRequest } from "@indelible/kernel";
import { invalid } from "@indelible/kernel";
import type { Database, JsonObject, Trail } from "@indelible/trail";
import type { HookRegistry } from "./document-hooks.ts";
import type { DocumentService } from "./document-service.ts";

/** What the routes of documents stand on. */
export interface DocumentRoutesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly definitions: Definitions;
  readonly service: DocumentService;
  /** By prefix of the type. */
  readonly hooks: HookRegistry;
}

/** Where to look for a document: its space, or nowhere in particular. */
export function spaceOf(definition: DocumentDefinition, request: RouteRequest): string | null {
  return definition.level === "system" ? null : request.spaceId;
}

/** Where a new document goes; a type of either level says so in `SpaceId` or by its address. */
export function spaceForNew(definition: DocumentDefinition, request: RouteRequest): string | null {
  if (definition.level !== "either") return spaceOf(definition, request);
  const entries = Object.entries((request.body ?? {}) as JsonObject);
  const [, sent] = entries.find(([name]) => name.toLowerCase() === "spaceid") ?? [];
  if (sent !== undefined && sent !== null && sent !== request.spaceId) {
    throw invalid(
      "SpaceId must be that of the address: send the request to /api/{SpaceId}/ for another space.",
    );
  }
  return request.namesSpace || sent === request.spaceId ? request.spaceId : null;
}

/** The id, slug or name that an address bears as `:id`. */
export function idIn(request: RouteRequest): string {
  return request.params.id ?? "";
}

/** The version that `If-Match` asks for: an entity tag as `ETag` gave it. */
export function versionWanted(request: RouteRequest): number | undefined {
  const given = request.headers["if-match"];
  if (given === undefined || given === "*") return undefined;
  const [, digits] = /^"?(\d{1,15})"?$/.exec(given) ?? [];
  if (digits === undefined) throw invalid("If-Match must be an entity tag that this server gave.");
  return Number(digits);
}
