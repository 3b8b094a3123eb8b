/** A version of a package, taken apart. */
export interface PackageVersion {
  /** One to four numbers, as written; leading zeros may stand. */
  readonly numbers: readonly string[];
  /** What stands after the dash, `rc.1`; empty for a release. */
  readonly prerelease: string;
  /** What stands after the plus sign; it plays no part in the order. */
  readonly metadata: string;
}

/** Characters of a version. */
export const VERSION_LENGTH_MAX = 200;

/** Numbers in a version: four as NuGet has them, which SemVer's three are padded to. */
const NUMBERS = 4;

const VERSION =
  /^(\d+(?:\.\d+){0,3})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

/**
 * Takes a version apart: SemVer 2.0, or one to four numbers as NuGet has them. Undefined for
 * anything else, and for more than 200 characters.
 */
export function parsePackageVersion(text: string): PackageVersion | undefined {
  if (text.length > VERSION_LENGTH_MAX) return undefined;
  const [, numbers, prerelease = "", metadata = ""] = VERSION.exec(text) ?? [];
  return numbers === undefined ? undefined : { numbers: numbers.split("."), prerelease, metadata };
}

/**
 * A text by which versions are ordered: that of an older version is less, by code units as by bytes.
 * SemVer 2.0, section 11, with a fourth number and without regard to case; missing numbers count as
 * zero. What is no version comes before all that are.
 */
export function versionSortKey(text: string): string {
  const version = parsePackageVersion(text);
  if (version === undefined) return ` ${text.toLowerCase()}`;
  const numbers = Array.from({ length: NUMBERS }, (_, i) => numberKey(version.numbers[i] ?? "0"));
  return `${numbers.join("")}${prereleaseKey(version.prerelease.toLowerCase())}`;
}

/** Less than zero when `a` is older than `b`, zero when neither is. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [versionSortKey(a), versionSortKey(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** More digits make a greater number: their count, as a character, comes first. */
function numberKey(digits: string): string {
  const significant = digits.replace(/^0+(?=\d)/, "");
  return String.fromCharCode("0".charCodeAt(0) + significant.length) + significant;
}

/** A pre-release comes before its release, numbers before words, and fewer identifiers before more. */
function prereleaseKey(prerelease: string): string {
  if (prerelease === "") return "~";
  const identifiers = prerelease.split(".").map((identifier) => {
    return /^\d+$/.test(identifier) ? `0${numberKey(identifier)}` : `1${identifier}`;
  });
  return `-${identifiers.map((identifier) => `${identifier}!`).join("")}`;
}
