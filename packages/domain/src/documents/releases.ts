import { equals, type JsonObject } from "@indelible/trail/pure";
import { defineDocument } from "./define-document.ts";
import {
  anything,
  flag,
  idOf,
  list,
  NAME_LENGTH_MAX,
  name,
  object,
  optionalText,
  readOnly,
  text,
} from "./fields.ts";

const VARIABLE_SNAPSHOTS = ["ProjectVariableSetSnapshotId", "LibraryVariableSetSnapshotIds"];

/** Whether a change gave a release other variables than those it was made with. */
function renewsVariables(before: JsonObject, after: JsonObject): boolean {
  const same = (field: string) => equals(before[field] ?? null, after[field] ?? null);
  return !VARIABLE_SNAPSHOTS.every(same);
}

/** A version of a project that can be deployed. API reference, section 6. */
export const releases = defineDocument({
  prefix: "Releases",
  label: "Release",
  route: "releases",
  permissions: {
    view: "ReleaseView",
    create: "ReleaseCreate",
    edit: "ReleaseEdit",
    delete: "ReleaseDelete",
  },
  schema: object({
    ProjectId: idOf("Projects", { follows: true, onDelete: "cascade" }),
    ChannelId: idOf("Channels"),
    Version: name(NAME_LENGTH_MAX),
    ReleaseNotes: optionalText(),
    IgnoreChannelRules: flag(),
    Assembled: readOnly(text()),
    ProjectDeploymentProcessSnapshotId: readOnly(optionalText()),
    ProjectVariableSetSnapshotId: readOnly(optionalText()),
    LibraryVariableSetSnapshotIds: readOnly(list(name())),
    SelectedPackages: list(
      object({
        ActionName: text(),
        StepName: optionalText(),
        PackageReferenceName: text(),
        Version: text(),
      }),
    ),
    SelectedGitResources: list(anything()),
    BuildInformation: list(anything()),
    CustomFields: anything(),
  }),
  unique: [{ fields: ["Version"], within: { field: "ProjectId" } }],
  nested: [
    { under: "Projects", as: "releases", by: "ProjectId" },
    { under: "Channels", as: "releases", by: "ChannelId" },
  ],
  filters: { projects: "ProjectId", channels: "ChannelId" },
  newestFirst: true,
  title: (body) => String(body.Version),
  sortKey: (body) => String(body.Assembled),
  subject: (id, body) => [
    "Release ",
    { documentId: id, text: String(body.Version) },
    " of ",
    { documentId: String(body.ProjectId) },
  ],
  verb: (before, after) => {
    if (before === undefined || after === undefined) return undefined;
    return renewsVariables(before, after) ? "was given the variables of now" : undefined;
  },
  complete: (body, { now, before }) => ({ ...body, Assembled: before?.Assembled ?? now }),
  example: (idOf) => ({
    ProjectId: idOf("Projects"),
    ChannelId: idOf("Channels"),
    Version: "1.0.0",
  }),
});
