import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { idsOf, name, object, optionalText, slug, text } from "./fields.ts";
import { withSlug } from "./slug.ts";

const schema = object({
  Name: name(),
  Slug: slug(),
  Description: text(),
  EnvironmentIds: idsOf("Environments", { onDelete: "keep", relates: false }),
  RetentionPolicyId: optionalText(),
});

/** The body of a project group. */
export type ProjectGroup = BodyOf<typeof schema>;

/** A group of projects. API reference, section 6. */
export const projectGroups = defineDocument<ProjectGroup>({
  prefix: "ProjectGroups",
  label: "Project Group",
  route: "projectgroups",
  permissions: {
    view: "ProjectGroupView",
    create: "ProjectGroupCreate",
    edit: "ProjectGroupEdit",
    delete: "ProjectGroupDelete",
  },
  schema,
  unique: [
    { fields: ["Name"], within: "space" },
    { fields: ["Slug"], within: "space" },
  ],
  complete: withSlug,
  example: () => ({ Name: "Storefront", Description: "What customers see" }),
});
