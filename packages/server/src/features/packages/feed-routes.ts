import { type Feed, feeds, isBuiltInFeed, type Package, packages } from "@indelible/domain";
import type { Answer, Caller, Definitions, Route, RouteRequest } from "@indelible/kernel";
import {
  collectionAddress,
  collectionOf,
  invalid,
  notFound,
  readFlag,
  readList,
  readPage,
} from "@indelible/kernel";
import type { Database, StoredDocument, Trail } from "@indelible/trail";
import { documentAddress } from "../../documents/address.ts";
import type { DocumentService } from "../../documents/document-service.ts";
import type { BuiltInRepository } from "./built-in-repository.ts";
import { listVersions } from "./list-versions.ts";
import { presentPackages } from "./present-package.ts";
import type { VersionFilter } from "./version-filter.ts";

/** Dependencies of the routes of feeds. */
export interface FeedRoutesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly definitions: Definitions;
  readonly service: DocumentService;
  readonly repository: BuiltInRepository;
}

/** Items of a page of packages by default (API reference, section 6). */
const TAKE_DEFAULT = 20;
/** Packages that one request may list by id. */
const PACKAGE_IDS_MAX = 100;

const FILTERS = ["includePreRelease", "versionRange", "preReleaseTag"];
const SEARCH = ["term", "skip", "take"];
const VERSIONS = ["packageId", "filter", ...FILTERS, "includeReleaseNotes", "skip", "take"];
const LIST = ["packageId", "packageIds", "partialMatch", "includeMultipleVersions", ...FILTERS];

type HandleFeed = (feed: StoredDocument<Feed>, request: RouteRequest) => Promise<Answer>;

/** The routes of the packages of a feed, for built-in feeds only. API reference, section 6. */
export function feedRoutes(options: FeedRoutesOptions): Route[] {
  const ofFeed = (below: string, summary: string, query: string[], handle: HandleFeed): Route => ({
    method: "GET",
    path: `/feeds/:id/packages${below}`,
    access: "signed-in",
    summary,
    query,
    handle: async (request, caller) => handle(await builtIn(options, request, caller), request),
  });
  return [
    {
      method: "GET",
      path: "/feeds/stats",
      access: "signed-in",
      summary: "Counts the packages of the built-in feed",
      handle: (request, caller) => count(options, request, caller),
    },
    ofFeed("/search", "Lists the packages of a feed with their newest versions", SEARCH, (...of) =>
      searchPackages(options, ...of),
    ),
    ofFeed("/versions", "Lists the versions of a package, newest first", VERSIONS, (...of) =>
      searchVersions(options, ...of),
    ),
    ofFeed(
      "/notes",
      "Gets the release notes of a package; always empty, since they are not read from packages",
      [],
      (_, of) => notes(options, of),
    ),
    ofFeed("", "Lists packages, as an array: of each the newest version or all", LIST, (_, of) =>
      listPackages(options, of),
    ),
  ];
}

async function builtIn(
  { service }: FeedRoutesOptions,
  { params: { id = "" }, spaceId }: RouteRequest,
  caller: Caller,
): Promise<StoredDocument<Feed>> {
  const feed = await service.get(caller, feeds, spaceId, id);
  if (isBuiltInFeed(feed.body)) return feed;
  throw invalid(
    `Feed '${feed.title}' cannot be read: this server only reads packages of its built-in feed.`,
  );
}

async function count(
  options: FeedRoutesOptions,
  { spaceId, path }: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  caller.requireSomewhere([packages.permissions.view], [spaceId]);
  const { total } = await listVersions(options, { type: packages, spaceId, skip: 0, take: 0 });
  return { body: { TotalPackages: total, Links: { Self: path } } };
}

async function searchPackages(
  options: FeedRoutesOptions,
  feed: StoredDocument<Feed>,
  request: RouteRequest,
): Promise<Answer> {
  const page = readPage(request.query, TAKE_DEFAULT);
  const partialPackageId = request.query.get("term") || undefined;
  const query = { type: packages, spaceId: request.spaceId, partialPackageId, latest: true };
  const { documents, total } = await listVersions(options, { ...query, ...page });
  const items = documents.map(({ body }) => description(feed, body));
  const address = collectionAddress(request, SEARCH);
  return { body: collectionOf("PackageDescription", items, total, page, address) };
}

function description(feed: StoredDocument<Feed>, { PackageId, Version }: Package) {
  const versions = `${documentAddress(feeds, feed)}/packages/versions`;
  const named = `packageId=${encodeURIComponent(PackageId)}`;
  const rest = VERSIONS.filter((parameter) => parameter !== "packageId");
  return {
    Id: PackageId,
    Name: PackageId,
    Description: null,
    LatestVersion: Version,
    Links: { SearchPackageVersionsTemplate: `${versions}?${named}{&${rest.join(",")}}` },
  };
}

async function searchVersions(
  { repository }: FeedRoutesOptions,
  _feed: StoredDocument<Feed>,
  request: RouteRequest,
): Promise<Answer> {
  const { query, spaceId } = request;
  const page = readPage(query, TAKE_DEFAULT);
  const found = await repository.versions(spaceId, required(query, "packageId"), {
    ...filterIn(query),
    partialVersion: query.get("filter") || undefined,
  });
  const items = found.slice(page.skip, page.skip + page.take).map(versionItem);
  const address = collectionAddress(request, VERSIONS);
  return { body: collectionOf("PackageVersion", items, found.length, page, address) };
}

function versionItem(document: StoredDocument<Package>) {
  const { FeedId, PackageId, Version, Published, PackageSizeBytes } = document.body;
  return {
    Id: document.id,
    FeedId,
    PackageId,
    Version,
    Title: PackageId,
    Published,
    SizeBytes: PackageSizeBytes,
    ReleaseNotes: null,
    Links: { Self: documentAddress(packages, document) },
  };
}

async function notes(
  { repository }: FeedRoutesOptions,
  { query, spaceId }: RouteRequest,
): Promise<Answer> {
  const [packageId, version] = [required(query, "packageId"), required(query, "version")];
  const found = await repository.openPackage(spaceId, packageId, version);
  if (found === undefined) throw notFound(`${packageId} ${version}`);
  return { headers: { "content-type": "text/plain; charset=utf-8" }, body: "" };
}

async function listPackages(options: FeedRoutesOptions, request: RouteRequest): Promise<Answer> {
  const { query, spaceId } = request;
  const { take } = readPage(query, TAKE_DEFAULT);
  const allVersions = readFlag(query, "includeMultipleVersions", false);
  const filter = filterIn(query);
  const found: StoredDocument<Package>[] = [];
  for (const id of await requestedPackages(options, request)) {
    const versions = await options.repository.versions(spaceId, id, filter);
    found.push(...(allVersions ? versions : versions.slice(0, 1)));
  }
  return { body: await presentPackages(options, spaceId, found.slice(0, take)) };
}

/** The ids of the packages that a request lists. */
async function requestedPackages(
  options: FeedRoutesOptions,
  { query, spaceId }: RouteRequest,
): Promise<readonly string[]> {
  const listed = readList(query, "packageIds");
  if (listed !== undefined && listed.length > PACKAGE_IDS_MAX) {
    throw invalid(`packageIds must have at most ${PACKAGE_IDS_MAX} values.`);
  }
  if (listed !== undefined) return listed;
  const packageId = required(query, "packageId");
  if (!readFlag(query, "partialMatch", false)) return [packageId];
  const part = { partialPackageId: packageId, latest: true, skip: 0, take: PACKAGE_IDS_MAX };
  const { documents } = await listVersions(options, { type: packages, spaceId, ...part });
  return documents.map(({ body }) => body.PackageId);
}

function filterIn(query: ReadonlyMap<string, string>): VersionFilter {
  return {
    range: query.get("versionrange") || undefined,
    prerelease: readFlag(query, "includePreRelease", true),
    tag: query.get("prereleasetag") || undefined,
  };
}

function required(query: ReadonlyMap<string, string>, name: string): string {
  const given = query.get(name.toLowerCase()) ?? "";
  if (given !== "") return given;
  throw invalid(`${name} is required.`);
}
