import { type Filters, plain } from "./filter.ts";

const VERSION =
  /^v?(?<Major>\d+)(?:\.(?<Minor>\d+))?(?:\.(?<Patch>\d+))?(?:\.(?<Revision>\d+))?(?:-(?<PreRelease>[^+]*))?(?:\+(?<Metadata>.*))?$/i;

/** Filters that extract a part of a version of SemVer or NuGet, with one to four numbers. */
export const versionFilters: Filters = {
  VersionMajor: part("Major", "0"),
  VersionMinor: part("Minor", "0"),
  VersionPatch: part("Patch", "0"),
  VersionRevision: part("Revision", "0"),
  VersionPreRelease: part("PreRelease", ""),
  VersionMetadata: part("Metadata", ""),
};

function part(name: string, missing: string) {
  return plain((input) => {
    const version = VERSION.exec(input.trim());
    return version === null ? undefined : (version.groups?.[name] ?? missing);
  });
}
