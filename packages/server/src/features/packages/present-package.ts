import { buildInformation } from "@indelible/domain";
import type { Definitions } from "@indelible/kernel";
import type { JsonObject, StoredDocument, Trail } from "@indelible/trail";
import { presentDocument } from "../../documents/present.ts";

/** What showing packages needs. */
export interface PresentPackageTools {
  readonly trail: Trail;
  readonly definitions: Definitions;
}

/** Packages of a space as the API shows them: with what is known of their builds. API reference, section 6. */
export async function presentPackages(
  { trail, definitions }: PresentPackageTools,
  spaceId: string,
  documents: readonly StoredDocument[],
): Promise<JsonObject[]> {
  const bodies = documents.map(({ body }) => body);
  const builds = await trail.findByUniqueValues(buildInformation, spaceId, bodies);
  const byVersion = new Map(builds.map((build) => [versionKey(build), build]));
  return documents.map((document) => {
    const build = byVersion.get(versionKey(document));
    const shown = build === undefined ? null : presentDocument(definitions, build);
    return { ...presentDocument(definitions, document), PackageVersionBuildInformation: shown };
  });
}

function versionKey({ body }: StoredDocument): string {
  return JSON.stringify([body.PackageId, body.Version]).toLowerCase();
}
