import { type LibraryVariableSet, variablePermissionLacking } from "@indelible/domain";
import { forbidden } from "@indelible/kernel";
import { equals } from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";

/**
 * Hooks of library variable sets. The default values of templates apply in all projects that include
 * the set, as its variables do: to change them requires the same permissions.
 */
export const librarySetHooks: DocumentHooks<LibraryVariableSet> = { check: checkTemplates };

function checkTemplates({
  caller,
  spaceId,
  before,
  body,
}: DocumentWrite<LibraryVariableSet>): void {
  if (before === undefined || equals(before.body.Templates, body.Templates)) return;
  const place = { spaceId, projectId: null, environments: [] };
  const permission = variablePermissionLacking(caller.permissions, "Edit", place);
  if (permission !== undefined) throw forbidden(permission);
}
