import { parsePackageVersion } from "../packages/index.ts";
import { substitute, type Variable, VariableTable } from "../variables/index.ts";

/** The values that the template of a project's next version can use. */
export interface VersionContext {
  /** The version of the project's last release; undefined before the first. */
  readonly last: string | undefined;
  /** The version of the last release of each channel, by the channel's name. */
  readonly lastByChannel: ReadonlyMap<string, string | undefined>;
  /** The name of the channel that the release is for. */
  readonly channel: string;
  /** The project's own variables, without secrets. */
  readonly variables: Iterable<Variable>;
  readonly now: Date;
}

/** The result of a template: a version or, with an `i` or `c` in it, a version mask. */
export interface NextVersion {
  readonly version: string;
  /** The tags that could not be replaced, as written. */
  readonly missing: readonly string[];
}

/** The template of a project without one. */
export const VERSION_TEMPLATE =
  "#{Octopus.Version.LastMajor}.#{Octopus.Version.LastMinor}.#{Octopus.Version.NextPatch}";

/** .NET calls the third number `Build`. */
const PARTS = [
  ["Major", 0],
  ["Minor", 1],
  ["Patch", 2],
  ["Build", 2],
  ["Revision", 3],
] as const;

const DAY_MILLISECONDS = 86_400_000;

/**
 * The next version by a project's template, in which white space is ignored. Variables:
 * docs/formats/versions.md. SubstitutionError beyond a limit.
 */
export function nextVersion(template: string, context: VersionContext): NextVersion {
  const { text, missing } = substitute(template, tableOf(context), { now: context.now });
  return { version: text.replace(/\s+/g, ""), missing };
}

function tableOf({ last, lastByChannel, channel, variables, now }: VersionContext): VariableTable {
  const values = [
    ...versionValues("Octopus.Version", last),
    ...[...lastByChannel].flatMap(([name, version]) => {
      return versionValues(`Octopus.Version.Channel[${name}]`, version);
    }),
    ...versionValues("Octopus.Version.Channel", lastByChannel.get(channel)),
    ["Octopus.Release.Channel.Name", channel] as const,
    ...timeValues(now),
  ];
  const given = values.map(([name, value]): Variable => {
    return { name, value, isSensitive: false, type: "String" };
  });
  return new VariableTable([...variables, ...given]);
}

function versionValues(prefix: string, version: string | undefined): (readonly [string, string])[] {
  const { numbers, prerelease } = parsePackageVersion(version ?? "") ?? {
    numbers: [],
    prerelease: "",
  };
  const counted = PARTS.flatMap(([part, place]) => {
    const last = BigInt(numbers[place] ?? "0");
    return [
      [`${prefix}.Last${part}`, String(last)] as const,
      [`${prefix}.Next${part}`, String(last + 1n)] as const,
    ];
  });
  const suffixes = ["LastSuffix", "NextSuffix"].map(
    (name) => [`${prefix}.${name}`, prerelease] as const,
  );
  return [...counted, ...suffixes];
}

/** In UTC. */
function timeValues(now: Date): (readonly [string, string])[] {
  const year = now.getUTCFullYear();
  const dayOfYear = Math.floor((now.getTime() - Date.UTC(year, 0)) / DAY_MILLISECONDS) + 1;
  return [
    ["Octopus.Date.Year", String(year)],
    ["Octopus.Date.Month", String(now.getUTCMonth() + 1)],
    ["Octopus.Date.Day", String(now.getUTCDate())],
    ["Octopus.Date.DayOfYear", String(dayOfYear)],
    ["Octopus.Time.Hour", String(now.getUTCHours())],
    ["Octopus.Time.Minute", String(now.getUTCMinutes())],
    ["Octopus.Time.Second", String(now.getUTCSeconds())],
  ];
}
