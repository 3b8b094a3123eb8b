import { type Package, packages, parsePackageName } from "@indelible/domain";
import type { StoredDocument, Trail } from "@indelible/trail";
import type { DocumentHooks } from "../../documents/document-hooks.ts";

/** The prefix that clients of Octopus Deploy put before a package's id and version in URLs. */
const REFERENCE_PREFIX = /^packages-/i;

/** Rules of packages: URLs may name one by its id and version, `packages-Shop.Web.1.2.0`. */
export function packageHooks(trail: Trail): DocumentHooks<Package> {
  return { find: (spaceId, reference) => findByName(trail, spaceId, reference) };
}

async function findByName(
  trail: Trail,
  spaceId: string | null,
  reference: string,
): Promise<StoredDocument<Package> | undefined> {
  const named = parsePackageName(reference.replace(REFERENCE_PREFIX, ""));
  if (named === undefined) return undefined;
  const body = { PackageId: named.packageId, Version: named.version };
  return trail.findByUniqueValue(packages, spaceId, body);
}
