import type { PartOf } from "@indelible/trail/pure";
import { Type } from "typebox";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import {
  address,
  anything,
  choice,
  flag,
  integer,
  list,
  name,
  object,
  optionalText,
  secret,
  slug,
} from "./fields.ts";
import { withSlug } from "./slug.ts";

/** Characters of a feed's name (API reference, section 6). */
const FEED_NAME_LENGTH_MAX = 44;

const FEED_TYPES = [
  "NuGet",
  "Docker",
  "Maven",
  "OctopusProject",
  "GitHub",
  "Helm",
  "OciRegistry",
  "AwsElasticContainerRegistry",
  "BuiltIn",
  "S3",
  "AzureContainerRegistry",
  "GoogleContainerRegistry",
  "ArtifactoryGeneric",
  "Npm",
  "GcsStorage",
  "PyPi",
] as const;

/** The id by which clients refer to the built-in feed of any space. */
export const BUILT_IN_FEED = "feeds-builtin";

/** The space that an installation is created with. */
const FIRST_SPACE = "Spaces-1";

/**
 * The id of a space's built-in feed. In the first space it is `BUILT_IN_FEED` itself, since clients
 * compare ids with it; in other spaces that is the slug of the feed.
 */
export function builtInFeedId(spaceId: string): string {
  return spaceId === FIRST_SPACE ? BUILT_IN_FEED : `${BUILT_IN_FEED}-${spaceId}`;
}

/** The feed that each space is created with, to which packages are pushed. */
export const BUILT_IN_FEED_BODY: PartOf<Feed> = {
  Name: "Built-in feed",
  Slug: BUILT_IN_FEED,
  FeedType: "BuiltIn",
};

/** Whether a feed is a built-in one. */
export function isBuiltInFeed(body: Pick<Feed, "FeedType">): boolean {
  return body.FeedType === "BuiltIn";
}

const schema = object({
  Name: name(FEED_NAME_LENGTH_MAX),
  Slug: slug(),
  FeedType: Type.Enum([...FEED_TYPES]),
  FeedUri: address(),
  Username: optionalText(),
  Password: secret("sealed", "object"),
  AccessKey: optionalText(),
  SecretKey: secret("sealed", "object"),
  ServiceAccountJsonKey: secret("sealed", "object"),
  OidcAuthentication: anything(),
  UseMachineCredentials: flag(),
  UseServiceAccountKey: flag(),
  Region: optionalText(),
  Project: optionalText(),
  ApiVersion: optionalText(),
  RegistryPath: optionalText(),
  Repository: optionalText(),
  LayoutRegex: optionalText(),
  EnhancedMode: flag(),
  DownloadAttempts: integer(5),
  DownloadRetryBackoffSeconds: integer(10),
  PackageAcquisitionLocationOptions: list(choice("Server", "ExecutionTarget", "NotAcquired")),
  DeleteUnreleasedPackagesAfterDays: integer(),
  DeletePackagesAssociatedWithReleases: flag(),
  IsBuiltInRepoSyncEnabled: flag(),
});

/** The body of a feed. */
export type Feed = BodyOf<typeof schema>;

/** A source of packages. API reference, section 6. */
export const feeds = defineDocument<Feed>({
  prefix: "Feeds",
  label: "Feed",
  route: "feeds",
  permissions: { view: "FeedView", create: "FeedEdit", edit: "FeedEdit", delete: "FeedEdit" },
  schema,
  unique: [
    { fields: ["Name"], within: "space" },
    { fields: ["Slug"], within: "space" },
  ],
  filters: { feedType: "FeedType", name: "Name" },
  links: {
    SearchTemplate:
      "/packages{?packageId,partialMatch,includeMultipleVersions,includeNotes,includePreRelease,versionRange,preReleaseTag,take}",
    VersionsTemplate: "/packages{?packageIds}",
    SearchPackagesTemplate: "/packages/search{?term,skip,take}",
    SearchPackageVersionsTemplate:
      "/packages/versions{?packageId,filter,includePreRelease,versionRange,preReleaseTag,includeReleaseNotes,skip,take}",
    NotesTemplate: "/packages/notes{?packageId,version}",
  },
  // Clients expect the built-in feed first.
  sortKey: (body) => (isBuiltInFeed(body) ? "" : body.Name.toLowerCase()),
  destinations: [
    {
      at: ["/FeedUri", "/FeedType", "/RegistryPath", "/Region"],
      secrets: ["/Password", "/SecretKey", "/ServiceAccountJsonKey"],
    },
  ],
  complete: withSlug,
  example: () => ({
    Name: "Team packages",
    FeedType: "NuGet",
    FeedUri: "https://packages.example/v3/index.json",
    Username: "reader",
  }),
});
