/** A parsed version of a package. */
export interface PackageVersion {
  /** One to four numbers, as written; leading zeros are allowed. */
  readonly numbers: readonly string[];
  /** The part after the dash, `rc.1`; empty for a release. */
  readonly prerelease: string;
  /** The part after the plus sign, which does not affect the order. */
  readonly metadata: string;
}

/** Characters of a version. */
export const VERSION_LENGTH_MAX = 200;

/** Numbers in a version: four as in NuGet; the three of SemVer are padded. */
const NUMBERS = 4;

const VERSION =
  /^(\d+(?:\.\d+){0,3})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

/**
 * Parses a version: SemVer 2.0, or one to four numbers as in NuGet. Undefined for anything else,
 * and for more than 200 characters.
 */
export function parsePackageVersion(text: string): PackageVersion | undefined {
  if (text.length > VERSION_LENGTH_MAX) return undefined;
  const [, numbers, prerelease = "", metadata = ""] = VERSION.exec(text) ?? [];
  return numbers === undefined ? undefined : { numbers: numbers.split("."), prerelease, metadata };
}

/**
 * A text that sorts versions, by code units as by bytes. SemVer 2.0, section 11, with a fourth
 * number and regardless of case; missing numbers count as zero. A text that is not a version sorts
 * before all versions.
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

/** A number with more digits is greater: it is preceded by its length as a character. */
function numberKey(digits: string): string {
  const significant = digits.replace(/^0+(?=\d)/, "");
  return String.fromCharCode("0".charCodeAt(0) + significant.length) + significant;
}

/**
 * A pre-release sorts before its release, numbers before words, and fewer identifiers before more.
 */
function prereleaseKey(prerelease: string): string {
  if (prerelease === "") return "~";
  const identifiers = prerelease.split(".").map((identifier) => {
    return /^\d+$/.test(identifier) ? `0${numberKey(identifier)}` : `1${identifier}`;
  });
  return `-${identifiers.map((identifier) => `${identifier}!`).join("")}`;
}
