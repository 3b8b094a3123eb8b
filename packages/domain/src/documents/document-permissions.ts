import { type JsonObject, prefixOf } from "@indelible/trail/pure";
import type { Permission } from "../access/permissions.ts";
import type { DocumentDefinition, RoutePermissions } from "./define-document.ts";

/** The permissions that a document requires: those of its type, or of the type of its owner. */
export function permissionsOf(definition: DocumentDefinition, body: JsonObject): RoutePermissions {
  const { permissions, ownerPermissions } = definition;
  if (ownerPermissions === undefined) return permissions;
  const under: Readonly<Record<string, RoutePermissions>> = ownerPermissions.under;
  return under[prefixOf(String(body[ownerPermissions.by]))] ?? permissions;
}

/** All sets of permissions that documents of a type may require, the type's own first. */
export function allPermissionsOf(definition: DocumentDefinition): readonly RoutePermissions[] {
  return [definition.permissions, ...Object.values(definition.ownerPermissions?.under ?? {})];
}

/** A permission to view documents of a type, except those with owners of some types. */
export interface ViewPermission {
  readonly view: Permission | null;
  readonly except: readonly string[];
}

/** The permissions to view documents of a type; exactly one applies to each document. */
export function viewPermissionsOf(definition: DocumentDefinition): readonly ViewPermission[] {
  const { permissions, ownerPermissions, references } = definition;
  if (ownerPermissions === undefined) return [{ view: permissions.view, except: [] }];
  const { by, under } = ownerPermissions;
  const owners = references.find(({ at }) => at === `/${by}`)?.to ?? [];
  const ofOwners = Object.entries(under).map(([owner, { view }]) => {
    return { view, except: owners.filter((other) => other !== owner) };
  });
  return [{ view: permissions.view, except: Object.keys(under) }, ...ofOwners];
}
