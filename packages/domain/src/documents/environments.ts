import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { anything, choice, flag, integer, list, name, object, slug, text } from "./fields.ts";
import { withSlug } from "./slug.ts";

const SORT_DIGITS = 10;

const schema = object({
  Name: name(),
  Slug: slug(),
  Description: text(),
  Type: choice("Static", "Parent", "Ephemeral"),
  SortOrder: integer(),
  UseGuidedFailure: flag(),
  AllowDynamicInfrastructure: flag(),
  ExtensionSettings: list(anything()),
});

/** The body of an environment. */
export type Environment = BodyOf<typeof schema>;

/**
 * A group of machines that releases are deployed to, such as Production. API reference, section 6.
 */
export const environments = defineDocument<Environment>({
  prefix: "Environments",
  label: "Environment",
  route: "environments",
  permissions: {
    view: "EnvironmentView",
    create: "EnvironmentCreate",
    edit: "EnvironmentEdit",
    delete: "EnvironmentDelete",
  },
  schema,
  unique: [
    { fields: ["Name"], within: "space" },
    { fields: ["Slug"], within: "space" },
  ],
  isScope: true,
  sortKey: (body) => String(body.SortOrder).padStart(SORT_DIGITS, "0") + body.Name.toLowerCase(),
  complete: withSlug,
  example: () => ({ Name: "Staging", Description: "As production, with made-up data" }),
});
