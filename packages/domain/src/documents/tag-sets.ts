import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { integer, list, name, object, optionalText, slug, text } from "./fields.ts";
import { withSlug } from "./slug.ts";

const schema = object({
  Name: name(),
  Slug: slug(),
  Description: text(),
  SortOrder: integer(),
  Tags: list(
    object({
      Id: optionalText(),
      Name: name(),
      CanonicalTagName: optionalText(),
      Description: text(),
      Color: text(),
      SortOrder: integer(),
    }),
  ),
});

/** The body of a tag set. */
export type TagSet = BodyOf<typeof schema>;

/** Tags that group tenants. API reference, section 6. */
export const tagSets = defineDocument<TagSet>({
  prefix: "TagSets",
  label: "Tag Set",
  route: "tagsets",
  permissions: {
    view: "TenantView",
    create: "TagSetCreate",
    edit: "TagSetEdit",
    delete: "TagSetDelete",
  },
  schema,
  identified: ["/Tags/*"],
  unique: [
    { fields: ["Name"], within: "space" },
    { fields: ["Slug"], within: "space" },
  ],
  complete: withSlug,
  example: () => ({ Name: "Region", Tags: [{ Name: "North", Color: "#336699" }] }),
});
