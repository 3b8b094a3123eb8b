import { isInRange, parsePackageVersion, parseVersionRange } from "@indelible/domain";
import { invalid } from "@indelible/kernel";
import { matchesOf } from "./tag-pattern.ts";

/** A filter of the versions of a package; by default all pass. */
export interface VersionFilter {
  /** A range in NuGet notation: `[1.0,2.0)`. */
  readonly range?: string | undefined;
  /** Whether pre-releases pass; true by default. */
  readonly prerelease?: boolean | undefined;
  /**
   * A regular expression for the pre-release tag, `beta.1` of `1.0-beta.1`; `^$` excludes
   * pre-releases.
   */
  readonly tag?: string | undefined;
}

/**
 * The items whose versions pass, in their order. Fails with `invalid` for an invalid range or tag.
 */
export function filterVersions<Item>(
  items: readonly Item[],
  versionOf: (item: Item) => string,
  { range, prerelease = true, tag }: VersionFilter,
): Item[] {
  const within = range === undefined ? undefined : readRange(range);
  const parts = items.map((item) => parsePackageVersion(versionOf(item)));
  const tags = parts.map((version) => tagOf(version));
  const matches = tag === undefined ? undefined : matchesOf("preReleaseTag", tag, tags);
  return items.filter((item, index) => {
    if (within !== undefined && !isInRange(within, versionOf(item))) return false;
    if (!prerelease && parts[index]?.prerelease !== "") return false;
    return matches?.[index] ?? true;
  });
}

function readRange(text: string) {
  const range = parseVersionRange(text);
  if (range !== undefined) return range;
  throw invalid(`versionRange must be a range such as [1.0,2.0), not '${text.slice(0, 50)}'.`);
}

/** The pre-release tag, and metadata with its plus sign. */
function tagOf(version: ReturnType<typeof parsePackageVersion>): string {
  if (version === undefined) return "";
  return version.prerelease + (version.metadata === "" ? "" : `+${version.metadata}`);
}
