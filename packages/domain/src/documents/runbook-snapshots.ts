import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { anything, idOf, list, name, object, optionalText, readOnly, text } from "./fields.ts";
import { withFixedFields } from "./fixed-fields.ts";
import { renewal, selectedPackages, variableSnapshots } from "./snapshot-fields.ts";

const schema = object({
  ProjectId: idOf("Projects", { follows: true, onDelete: "cascade" }),
  RunbookId: idOf("Runbooks", { follows: true, onDelete: "cascade" }),
  Name: name(),
  Notes: optionalText(),
  Assembled: readOnly(text()),
  FrozenRunbookProcessId: readOnly(optionalText()),
  FrozenProjectVariableSetId: readOnly(optionalText()),
  ...variableSnapshots,
  SelectedPackages: selectedPackages,
  SelectedGitResources: list(anything()),
});

/** The body of a runbook snapshot. */
export type RunbookSnapshot = BodyOf<typeof schema>;

/** A fixed version of a runbook that can be run repeatedly. API reference, section 6. */
export const runbookSnapshots = defineDocument<RunbookSnapshot>({
  prefix: "RunbookSnapshots",
  label: "Runbook Snapshot",
  route: "runbookSnapshots",
  permissions: {
    view: "RunbookView",
    create: "RunbookSnapshotCreate",
    edit: "RunbookEdit",
    delete: "RunbookEdit",
  },
  schema,
  unique: [{ fields: ["Name"], within: { field: "ProjectId" } }],
  nested: [
    { under: "Projects", as: "runbookSnapshots", by: "ProjectId", isWhole: true },
    { under: "Runbooks", as: "runbookSnapshots", by: "RunbookId" },
  ],
  parameters: ["searchByName"],
  newestFirst: true,
  sortKey: (body) => body.Assembled,
  subject: (id, body) => [
    "Snapshot ",
    { documentId: id, text: body.Name },
    " of runbook ",
    { documentId: body.RunbookId },
    " of ",
    { documentId: body.ProjectId },
  ],
  verb: renewal,
  complete: (body, { now, before }) => ({
    ...withFixedFields(body, before, "ProjectId", "RunbookId"),
    Assembled: before?.Assembled ?? now,
  }),
  example: (idOf) => ({
    ProjectId: idOf("Projects"),
    RunbookId: idOf("Runbooks"),
    Name: "Snapshot",
  }),
});
