import { type JsonObject, prefixOf } from "@indelible/trail/pure";
import type { Permission } from "../access/permissions.ts";
import type { DocumentDefinition, RoutePermissions } from "./define-document.ts";

/** The permissions that a document asks for: those of its type, or of the type of its owner. */
export function permissionsOf(definition: DocumentDefinition, body: JsonObject): RoutePermissions {
  const { permissions, ownerPermissions } = definition;
  if (ownerPermissions === undefined) return permissions;
  const under: Readonly<Record<string, RoutePermissions>> = ownerPermissions.under;
  return under[prefixOf(String(body[ownerPermissions.by]))] ?? permissions;
}

/** Every set of permissions that documents of a type may ask for, the type's own first. */
export function allPermissionsOf(definition: DocumentDefinition): readonly RoutePermissions[] {
  return [definition.permissions, ...Object.values(definition.ownerPermissions?.under ?? {})];
}

/** A permission to view documents of a type, and the types of owner whose documents it leaves out. */
export interface ViewPermission {
  readonly view: Permission | null;
  readonly except: readonly string[];
}

/** The permissions by which documents of a type are viewed; each document is reached by one. */
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
