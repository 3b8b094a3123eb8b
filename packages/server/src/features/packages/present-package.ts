import { type BuildInformation, buildInformation, type Package } from "@indelible/domain";
import type { Definitions, Portions } from "@indelible/kernel";
import type { JsonObject, StoredDocument, Trail } from "@indelible/trail";
import { presentDocument } from "../../documents/present.ts";

/** Dependencies of `presentPackages`. */
export interface PresentPackageTools {
  readonly trail: Trail;
  readonly definitions: Definitions;
}

/**
 * Packages of a space as the API shows them, with their build information. API reference, section
 * 6.
 */
export async function presentPackages(
  { trail, definitions }: PresentPackageTools,
  spaceId: string,
  documents: readonly StoredDocument<Package>[],
): Promise<JsonObject[]> {
  const named = documents.map(({ body: { PackageId, Version } }) => ({ PackageId, Version }));
  const builds = await trail.findByUniqueValues(buildInformation, spaceId, named);
  const byVersion = new Map(builds.map((build) => [versionKey(build), build]));
  return documents.map((document) => {
    const build = byVersion.get(versionKey(document));
    const shown = build === undefined ? null : presentDocument(definitions, build);
    return { ...presentDocument(definitions, document), PackageVersionBuildInformation: shown };
  });
}

/** Packages that are presented together: the build information of each can have megabytes. */
const PRESENTED_MAX = 10;

/** Packages of a space as the API shows them, in portions. */
export async function* presentPortions(
  tools: PresentPackageTools,
  spaceId: string,
  portions: Portions<StoredDocument<Package>>,
): AsyncGenerator<readonly JsonObject[]> {
  for await (const documents of portions) {
    for (let first = 0; first < documents.length; first += PRESENTED_MAX) {
      const part = documents.slice(first, first + PRESENTED_MAX);
      yield await presentPackages(tools, spaceId, part);
    }
  }
}

function versionKey({ body }: StoredDocument<Package | BuildInformation>): string {
  return JSON.stringify([body.PackageId, body.Version]).toLowerCase();
}
