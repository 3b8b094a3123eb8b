import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import {
  anything,
  choice,
  flag,
  idOf,
  list,
  name,
  object,
  optionalIdOf,
  slug,
  text,
} from "./fields.ts";
import { withSlug } from "./slug.ts";

const rule = object({
  Id: text(),
  Tag: text(),
  VersionRange: text(),
  ActionPackages: list(anything()),
});

const schema = object({
  ProjectId: idOf("Projects", { follows: true, onDelete: "cascade" }),
  Name: name(),
  Slug: slug(),
  Description: text(),
  LifecycleId: optionalIdOf("Lifecycles"),
  IsDefault: flag(),
  Type: choice("Lifecycle", "EphemeralEnvironment"),
  TenantTags: list(name()),
  Rules: list(rule),
  GitReferenceRules: list(name()),
  GitResourceRules: list(anything()),
});

/** The body of a channel. */
export type Channel = BodyOf<typeof schema>;

/** A series of releases of a project, such as hotfixes. API reference, section 6. */
export const channels = defineDocument<Channel>({
  prefix: "Channels",
  label: "Channel",
  route: "channels",
  permissions: {
    view: "ProcessView",
    create: "ProcessEdit",
    edit: "ProcessEdit",
    delete: "ProcessEdit",
  },
  schema,
  identified: ["/Rules/*"],
  unique: [
    { fields: ["Name"], within: { field: "ProjectId" } },
    { fields: ["Slug"], within: { field: "ProjectId" } },
  ],
  nested: [{ under: "Projects", as: "channels", by: "ProjectId" }],
  filters: { projectId: "ProjectId", projects: "ProjectId" },
  subject: (id, body) => [
    "Channel ",
    { documentId: id, text: body.Name },
    " of ",
    { documentId: body.ProjectId },
  ],
  complete: withSlug,
  example: (idOf) => ({ Name: "Hotfix", ProjectId: idOf("Projects") }),
});
