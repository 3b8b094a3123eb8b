import { compareVersions, parsePackageVersion } from "../packages/index.ts";

/** A parsed mask: parts are digits, `i` (increment) or `c` (current). */
interface VersionMask {
  /** `v` or `V` or empty. */
  readonly prefix: string;
  readonly numbers: readonly string[];
  /** The parts after the dash, which are separated by dots. */
  readonly identifiers: readonly string[];
}

const MASK = /^(v?)((?:\d+|[ic])(?:\.(?:\d+|[ic])){0,3})(?:-([0-9a-z-]+(?:\.[0-9a-z-]+)*))?$/i;

/** Whether a text is a version mask, such as `2.1.c.i` or `1.0.0-beta.i`. */
export function isVersionMask(text: string): boolean {
  return parseMask(text) !== undefined;
}

/**
 * The next version by a mask, from the newest of the given versions that start like the mask: `i`
 * is its number plus one, `c` its number. Both are 0 if there is no such version, and after an `i`.
 * A text that is not a mask is returned unchanged.
 */
export function applyMask(text: string, versions: readonly string[]): string {
  const mask = parseMask(text);
  if (mask === undefined) return text;
  const latest = latestFor(mask, versions);
  const now = latest === undefined ? undefined : partsOf(latest);
  const numbers = numbersFor(mask, now?.numbers).join(".");
  const identifiers = identifiersFor(mask, now?.prerelease.split(".")).join(".");
  return `${mask.prefix}${numbers}${identifiers === "" ? "" : `-${identifiers}`}`;
}

function numbersFor(mask: VersionMask, now: readonly string[] | undefined): string[] {
  const length = Math.max(mask.numbers.length, now?.length ?? 0);
  return Array.from({ length }, (_, place) => {
    const startsOver = now === undefined || mask.numbers[place - 1] === "i";
    return filled(mask.numbers[place] ?? "0", startsOver ? undefined : (now[place] ?? "0"));
  });
}

function identifiersFor(mask: VersionMask, now: readonly string[] | undefined): string[] {
  const last = mask.identifiers.length - 1;
  return mask.identifiers.map((identifier, place) => {
    return place === last ? filled(identifier, now && numberOf(now[place])) : identifier;
  });
}

function parseMask(text: string): VersionMask | undefined {
  const [, prefix = "", numbers, prerelease] = MASK.exec(text) ?? [];
  if (numbers === undefined) return undefined;
  const mask = {
    prefix,
    numbers: numbers.toLowerCase().split("."),
    identifiers: prerelease === undefined ? [] : prerelease.split("."),
  };
  // `1.0.0-c` is a plain version: a single identifier is a mask only together with masked numbers.
  const counts = mask.identifiers.length > 1 && isMasked(mask.identifiers.at(-1));
  return mask.numbers.some(isMasked) || counts ? mask : undefined;
}

function isMasked(part: string | undefined): boolean {
  return part === "i" || part === "c";
}

function latestFor(mask: VersionMask, versions: readonly string[]): string | undefined {
  const open = mask.numbers.findIndex(isMasked);
  const fixed = open === -1 ? mask.numbers : mask.numbers.slice(0, open);
  const matching = versions.filter((version) => {
    const { numbers } = partsOf(version);
    return fixed.every((number, place) => BigInt(number) === BigInt(numbers[place] ?? "0"));
  });
  const named = mask.identifiers.slice(0, -1).join(".");
  const closest = matching.filter((version) => partsOf(version).prerelease.startsWith(`${named}.`));
  return [...(closest.length > 0 && named !== "" ? closest : matching)].sort(byVersion).at(-1);
}

function byVersion(a: string, b: string): number {
  return compareVersions(withoutPrefix(a), withoutPrefix(b));
}

/** A text that is not a version counts as 0. */
function partsOf(version: string) {
  return parsePackageVersion(withoutPrefix(version)) ?? { numbers: [], prerelease: "" };
}

function withoutPrefix(version: string): string {
  return version.replace(/^v/i, "");
}

function numberOf(identifier: string | undefined): string {
  return identifier !== undefined && /^\d+$/.test(identifier) ? identifier : "0";
}

function filled(part: string, now: string | undefined): string {
  if (!isMasked(part)) return part;
  if (now === undefined) return "0";
  return part === "c" ? now : String(BigInt(now) + 1n);
}
