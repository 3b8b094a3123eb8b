import { equals, type JsonObject } from "@indelible/trail/pure";
import { list, name, object, optionalText, readOnly, text } from "./fields.ts";

/** The versions of packages that a release or a runbook snapshot takes. API reference, section 6. */
export const selectedPackages = list(
  object({
    ActionName: text(),
    StepName: optionalText(),
    PackageReferenceName: text(),
    Version: text(),
  }),
);

/** The snapshots of variables that a release or a runbook snapshot names. */
export const variableSnapshots = {
  ProjectVariableSetSnapshotId: readOnly(optionalText()),
  LibraryVariableSetSnapshotIds: readOnly(list(name())),
};

/** What a change that named other snapshots of variables did; undefined for any other change. */
export function renewal(
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): string | undefined {
  if (before === undefined || after === undefined) return undefined;
  const same = (field: string) => equals(before[field] ?? null, after[field] ?? null);
  return Object.keys(variableSnapshots).every(same) ? undefined : "was given the variables of now";
}
