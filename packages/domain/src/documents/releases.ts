import type { BodyOf } from "./body-of.ts";
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
import { renewal, selectedPackages, variableSnapshots } from "./snapshot-fields.ts";

const schema = object({
  ProjectId: idOf("Projects", { follows: true, onDelete: "cascade" }),
  ChannelId: idOf("Channels"),
  Version: name(NAME_LENGTH_MAX),
  ReleaseNotes: optionalText(),
  IgnoreChannelRules: flag(),
  Assembled: readOnly(text()),
  ProjectDeploymentProcessSnapshotId: readOnly(optionalText()),
  ...variableSnapshots,
  SelectedPackages: selectedPackages,
  SelectedGitResources: list(anything()),
  BuildInformation: list(anything()),
  CustomFields: anything(),
});

/** The body of a release. */
export type Release = BodyOf<typeof schema>;

/** A version of a project that can be deployed. API reference, section 6. */
export const releases = defineDocument<Release>({
  prefix: "Releases",
  label: "Release",
  route: "releases",
  permissions: {
    view: "ReleaseView",
    create: "ReleaseCreate",
    edit: "ReleaseEdit",
    delete: "ReleaseDelete",
  },
  schema,
  unique: [{ fields: ["Version"], within: { field: "ProjectId" } }],
  nested: [
    { under: "Projects", as: "releases", by: "ProjectId", isWhole: true },
    { under: "Channels", as: "releases", by: "ChannelId" },
  ],
  filters: { projects: "ProjectId", channels: "ChannelId" },
  parameters: ["searchByVersion"],
  newestFirst: true,
  title: (body) => body.Version,
  sortKey: (body) => body.Assembled,
  subject: (id, body) => [
    "Release ",
    { documentId: id, text: body.Version },
    " of ",
    { documentId: body.ProjectId },
  ],
  verb: renewal,
  complete: (body, { now, before }) => ({ ...body, Assembled: before?.Assembled ?? now }),
  example: (idOf) => ({
    ProjectId: idOf("Projects"),
    ChannelId: idOf("Channels"),
    Version: "1.0.0",
  }),
});
