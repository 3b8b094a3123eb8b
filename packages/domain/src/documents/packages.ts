import { versionSortKey } from "../packages/index.ts";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { idOf, integer, name, object, readOnly, text } from "./fields.ts";

const schema = object({
  FeedId: readOnly(idOf("Feeds")),
  PackageId: readOnly(name()),
  Version: readOnly(name()),
  FileExtension: readOnly(text()),
  PackageSizeBytes: readOnly(integer()),
  Hash: readOnly(text()),
  Sha256: readOnly(text()),
  Published: readOnly(text()),
});

/** The body of a package. */
export type Package = BodyOf<typeof schema>;

/**
 * A version of a package that was pushed to a built-in feed; its content is stored separately. API
 * reference, section 6, and docs/formats/packages.md.
 */
export const packages = defineDocument<Package>({
  prefix: "Packages",
  label: "Package",
  route: "packages",
  permissions: {
    view: "FeedView",
    create: "BuiltInFeedPush",
    edit: "BuiltInFeedAdminister",
    delete: "BuiltInFeedAdminister",
  },
  verbs: ["delete"],
  schema,
  unique: [{ fields: ["PackageId", "Version"], within: "space" }],
  filters: { nuGetPackageId: "PackageId" },
  links: { Raw: "/raw" },
  title: (body) => `${body.PackageId} ${body.Version}`,
  verb: (before, after) => {
    if (after === undefined) return undefined;
    return before === undefined ? "was pushed" : "was replaced";
  },
  sortKey: (body) => versionSortKey(body.Version),
  // Octopus Deploy reads more fields from the content of a package, which this server does not do.
  derive: ({ PackageId, FeedId }) => ({
    NuGetPackageId: PackageId ?? null,
    NuGetFeedId: FeedId ?? null,
    Title: PackageId ?? null,
    Summary: null,
    Description: null,
    ReleaseNotes: null,
  }),
  example: () => ({ PackageId: "Shop.Web", Version: "1.2.0" }),
});
