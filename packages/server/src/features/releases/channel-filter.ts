import type { PackageReference } from "@indelible/domain";
import type { JsonObject } from "@indelible/trail";
import type { VersionFilter } from "../packages/version-filter.ts";

/** A rule of a channel, and the packages that it is for. API reference, section 6. */
interface ChannelRule {
  readonly VersionRange?: string;
  readonly Tag?: string;
  readonly ActionPackages?: readonly {
    readonly DeploymentAction?: string | null;
    readonly PackageReference?: string | null;
  }[];
}

/**
 * Which versions of a package a channel admits; all, unless a rule of it says otherwise. `prerelease`
 * asks for the pre-releases that begin so, whatever tag the rule names.
 */
export function channelFilter(
  channel: JsonObject,
  { actionName, name }: PackageReference,
  prerelease?: string | null,
): VersionFilter {
  const rules = (channel.Rules ?? []) as readonly ChannelRule[];
  const rule = rules.find(({ ActionPackages = [] }) =>
    ActionPackages.some(({ DeploymentAction, PackageReference }) => {
      return DeploymentAction === actionName && (PackageReference ?? "") === name;
    }),
  );
  const tag = prerelease ? `^${escaped(prerelease)}` : rule?.Tag;
  return { range: rule?.VersionRange || undefined, tag: tag || undefined };
}

/** As a part of a regular expression that stands for nothing but itself. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|-]/g, "\\$&");
}
