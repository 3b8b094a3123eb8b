import type { Channel, PackageReference } from "@indelible/domain";
import { isObject, type Json } from "@indelible/trail";
import type { VersionFilter } from "../packages/version-filter.ts";

/**
 * Which versions of a package a channel allows: those of its rule for the package, or all when it has
 * none. `prerelease` selects the pre-releases that start with it, and replaces the tag of the rule.
 */
export function channelFilter(
  { Rules }: Pick<Channel, "Rules">,
  reference: PackageReference,
  prerelease?: string | null,
): VersionFilter {
  const rule = Rules.find(({ ActionPackages }) =>
    ActionPackages.some((item) => isFor(item, reference)),
  );
  const tag = prerelease ? `^${escaped(prerelease)}` : rule?.Tag;
  return { range: rule?.VersionRange || undefined, tag: tag || undefined };
}

/** Whether an item of `ActionPackages` names a package. API reference, section 6. */
function isFor(item: Json, { actionName, name }: PackageReference): boolean {
  if (!isObject(item)) return false;
  return item.DeploymentAction === actionName && (item.PackageReference ?? "") === name;
}

/** A text as a part of a regular expression that matches only itself. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|-]/g, "\\$&");
}
