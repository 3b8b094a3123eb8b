import {
  projects,
  type SetVariable,
  type VariableSet,
  variablePermissionLacking,
} from "@indelible/domain";
import { type Caller, type Fields, forbidden } from "@indelible/kernel";
import { equals, prefixOf, type StoredDocument, secretUpdate } from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { withHidden } from "./with-hidden.ts";

/** The part of a variable set that determines who may see and change its variables. */
type SetPlace = Pick<StoredDocument<VariableSet>, "spaceId" | "body">;

/**
 * Hooks of variable sets: each variable is shown and changed by the permissions over its scope.
 * Variables that a caller may not see stay when they save the others.
 */
export const variableSetHooks: DocumentHooks<VariableSet> = {
  narrowedFor: (document, caller) => {
    const Variables = document.body.Variables.filter((one) => maySee(caller, document, one));
    return { ...document, body: { ...document.body, Variables } };
  },
  mergedWith: (before, fields, caller) => merged(before, fields, caller),
  check: checkChanges,
};

function merged(
  before: StoredDocument<VariableSet>,
  fields: Fields<VariableSet>,
  caller: Caller,
): Fields<VariableSet> {
  if (fields.Variables === undefined) return fields;
  const stored = {
    all: before.body.Variables,
    isHidden: (one: SetVariable) => !maySee(caller, before, one),
    isFixed: (one: SetVariable) => lacking(caller, before, one, "Edit") !== undefined,
  };
  return { ...fields, Variables: withHidden(stored, fields.Variables) };
}

/**
 * Variables that the caller may not change have to stay as they are, in their order, because the
 * first of two equally specific ones is used. All new values require the permission over their scope.
 */
function checkChanges({ caller, before, body }: DocumentWrite<VariableSet>): void {
  if (before === undefined) return;
  const old = new Map(before.body.Variables.map((one) => [one.Id, one]));
  const fixed = before.body.Variables.filter((one) => lacking(caller, before, one, "Edit"));
  const fixedIds = new Set(fixed.map(({ Id }) => Id));
  const kept = body.Variables.filter(({ Id }) => fixedIds.has(Id));
  for (const [index, one] of fixed.entries()) {
    if (!isSame(one, kept[index])) requireEdit(caller, before, one);
  }
  for (const copy of kept.slice(fixed.length)) requireEdit(caller, before, copy);
  for (const one of body.Variables) {
    if (!isSame(old.get(one.Id), one)) requireEdit(caller, before, one);
  }
}

/** Whether a stored variable is sent unchanged; a secret that is sent as null is unchanged. */
function isSame(stored: SetVariable | undefined, sent: SetVariable | undefined): boolean {
  if (stored === undefined || sent === undefined) return false;
  const plain = (variable: SetVariable) => ({ ...variable, Value: null });
  if (!equals(plain(stored), plain(sent))) return false;
  const isKept = sent.IsSensitive && secretUpdate(sent.Value) === "keep";
  return isKept || equals(stored.Value, sent.Value);
}

function requireEdit(caller: Caller, place: SetPlace, variable: SetVariable): void {
  const permission = lacking(caller, place, variable, "Edit");
  if (permission !== undefined) throw forbidden(permission);
}

function maySee(caller: Caller, place: SetPlace, variable: SetVariable): boolean {
  return lacking(caller, place, variable, "View") === undefined;
}

function lacking(
  { permissions }: Caller,
  { spaceId, body }: SetPlace,
  { Scope }: SetVariable,
  verb: "View" | "Edit",
) {
  const isOfProject = prefixOf(body.OwnerId) === projects.prefix;
  return variablePermissionLacking(permissions, verb, {
    spaceId,
    projectId: isOfProject ? body.OwnerId : null,
    environments: Scope.Environment ?? [],
  });
}
