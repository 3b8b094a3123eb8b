import { type BuildInformation, buildInformation, type Package } from "@indelible/domain";
import type { Definitions } from "@indelible/kernel";
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

function versionKey({ body }: StoredDocument<Package | BuildInformation>): string {
  return JSON.stringify([body.PackageId, body.Version]).toLowerCase();
}
