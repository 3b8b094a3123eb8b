import { equals } from "@indelible/trail/pure";
import type { TObject } from "typebox";
import type { BodyOf } from "./body-of.ts";
import { list, name, object, optionalText, readOnly, text } from "./fields.ts";

/** The versions of packages of a release or a runbook snapshot. API reference, section 6. */
export const selectedPackages = list(
  object({
    ActionName: text(),
    StepName: optionalText(),
    PackageReferenceName: text(),
    Version: text(),
  }),
);

/** The snapshots of variables of a release or a runbook snapshot. */
export const variableSnapshots = {
  ProjectVariableSetSnapshotId: readOnly(optionalText()),
  LibraryVariableSetSnapshotIds: readOnly(list(name())),
};

type VariableSnapshots = BodyOf<TObject<typeof variableSnapshots>>;

/** The verb for a change to other snapshots of variables; undefined for any other change. */
export function renewal(
  before: VariableSnapshots | undefined,
  after: VariableSnapshots | undefined,
): string | undefined {
  if (before === undefined || after === undefined) return undefined;
  const isSame =
    before.ProjectVariableSetSnapshotId === after.ProjectVariableSetSnapshotId &&
    equals(before.LibraryVariableSetSnapshotIds, after.LibraryVariableSetSnapshotIds);
  return isSame ? undefined : "was given the variables of now";
}
