import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { flag, list, map, name, object, optionalText, slug, text } from "./fields.ts";
import { withSlug } from "./slug.ts";

const schema = object({
  Name: name(),
  Slug: slug(),
  Description: text(),
  TenantTags: list(name()),
  ProjectEnvironments: map(list(name())),
  ClonedFromTenantId: optionalText(),
  IsDisabled: flag(),
});

/** The body of a tenant. */
export type Tenant = BodyOf<typeof schema>;

/** A customer or site that releases are deployed for. API reference, section 6. */
export const tenants = defineDocument<Tenant>({
  prefix: "Tenants",
  label: "Tenant",
  route: "tenants",
  permissions: {
    view: "TenantView",
    create: "TenantCreate",
    edit: "TenantEdit",
    delete: "TenantDelete",
  },
  schema,
  unique: [
    { fields: ["Name"], within: "space" },
    { fields: ["Slug"], within: "space" },
  ],
  isScope: true,
  tagsIn: "TenantTags",
  naming: [
    { at: "/ProjectEnvironments/*", to: ["Projects"], isKey: true },
    { at: "/ProjectEnvironments/*/*", to: ["Environments"] },
  ],
  filters: { tags: "TenantTags" },
  complete: withSlug,
  example: () => ({ Name: "North region" }),
});
