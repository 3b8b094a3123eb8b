import { LARGE_DOCUMENT_LIMIT } from "@indelible/trail/pure";
import { versionSortKey } from "../packages/index.ts";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { address, anything, list, name, object, optionalText, readOnly, text } from "./fields.ts";

const schema = object({
  PackageId: name(),
  Version: name(),
  BuildEnvironment: optionalText(),
  BuildNumber: optionalText(),
  BuildUrl: address("no-password"),
  Branch: optionalText(),
  VcsType: optionalText(),
  VcsRoot: address("no-password"),
  VcsCommitNumber: optionalText(),
  VcsCommitUrl: readOnly(optionalText()),
  Commits: list(object({ Id: text(), Comment: text(), LinkUrl: address("no-password") })),
  WorkItems: readOnly(list(anything())),
  IssueTrackerName: readOnly(optionalText()),
  IncompleteDataWarning: readOnly(optionalText()),
  Created: readOnly(text()),
});

/** The body of build information. */
export type BuildInformation = BodyOf<typeof schema>;

/**
 * The build that created a version of a package, as reported by the build server. API reference,
 * section 6.
 */
export const buildInformation = defineDocument<BuildInformation>({
  prefix: "BuildInformation",
  label: "Build Information",
  limit: LARGE_DOCUMENT_LIMIT,
  plural: "Build Information",
  route: "build-information",
  permissions: {
    view: "FeedView",
    create: "BuildInformationPush",
    edit: "BuildInformationAdminister",
    delete: "BuildInformationAdminister",
  },
  verbs: ["get", "delete"],
  schema,
  unique: [{ fields: ["PackageId", "Version"], within: "space" }],
  filters: { packageId: "PackageId" },
  title: (body) => `${body.PackageId} ${body.Version}`,
  sortKey: (body) => versionSortKey(body.Version),
  complete: (body, { now, before }) => ({ ...body, Created: before?.Created ?? now }),
  example: () => ({
    PackageId: "Shop.Web",
    Version: "1.2.0",
    BuildNumber: "288",
    VcsCommitNumber: "314cf2c3ee916c92a384c2796a6abe332d678e4f",
  }),
});
