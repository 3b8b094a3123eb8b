import { packages, parsePackageName } from "@indelible/domain";
import type { StoredDocument, Trail } from "@indelible/trail";
import type { DocumentHooks } from "../../documents/document-hooks.ts";

/** What the field's clients put before a package's id and version to make an address of them. */
const REFERENCE_PREFIX = /^packages-/i;

/** Rules of packages: addresses may name one by what it is, `packages-Shop.Web.1.2.0`. */
export function packageHooks(trail: Trail): DocumentHooks {
  return { find: (spaceId, reference) => findByName(trail, spaceId, reference) };
}

async function findByName(
  trail: Trail,
  spaceId: string | null,
  reference: string,
): Promise<StoredDocument | undefined> {
  const named = parsePackageName(reference.replace(REFERENCE_PREFIX, ""));
  if (named === undefined) return undefined;
  const body = { PackageId: named.packageId, Version: named.version };
  return trail.findByUniqueValue(packages, spaceId, body);
}
