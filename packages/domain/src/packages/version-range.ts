import { compareVersions, parsePackageVersion } from "./package-version.ts";

/** The versions between two bounds; a missing bound is no limit. */
export interface VersionRange {
  readonly from: VersionBound | undefined;
  readonly to: VersionBound | undefined;
}

/** An end of a range. */
export interface VersionBound {
  readonly version: string;
  readonly isIncluded: boolean;
}

const RANGE = /^([[(])([^,]*?)(?:(,)([^,]*?))?([\])])$/;

/**
 * Parses a range in the notation of NuGet: `[1.0,2.0)` for all from 1.0 to before 2.0, `[1.0]` for
 * only that version, `1.0` for it and all later ones; either side may be left out. Undefined for
 * anything else.
 */
export function parseVersionRange(text: string): VersionRange | undefined {
  const trimmed = text.trim();
  const [, open, first = "", comma, second = "", close] = RANGE.exec(trimmed) ?? [];
  if (open === undefined) return rangeFrom(trimmed);
  const [low, high] = [first.trim(), (comma === undefined ? first : second).trim()];
  if (![low, high].every((side) => side === "" || isVersion(side))) return undefined;
  const isIncluded = { low: open === "[", high: close === "]" };
  const isPoint = comma === undefined;
  if (isPoint && (low === "" || !isIncluded.low || !isIncluded.high)) return undefined;
  return { from: boundAt(low, isIncluded.low), to: boundAt(high, isIncluded.high) };
}

/** Whether a version is in a range. */
export function isInRange({ from, to }: VersionRange, version: string): boolean {
  return isWithin(from, version, 1) && isWithin(to, version, -1);
}

function rangeFrom(version: string): VersionRange | undefined {
  return isVersion(version) ? { from: boundAt(version, true), to: undefined } : undefined;
}

function boundAt(version: string, isIncluded: boolean): VersionBound | undefined {
  return version === "" ? undefined : { version, isIncluded };
}

function isWithin(bound: VersionBound | undefined, version: string, side: 1 | -1): boolean {
  if (bound === undefined) return true;
  const distance = compareVersions(version, bound.version) * side;
  return distance > 0 || (distance === 0 && bound.isIncluded);
}

function isVersion(text: string): boolean {
  return parsePackageVersion(text) !== undefined;
}
