import {
  type Channel,
  chosenVersion,
  type Feed,
  feeds,
  isBuiltInFeed,
  type PackageChoice,
  type PackageReference,
  parsePackageChoice,
  type Release,
} from "@indelible/domain";
import { invalid } from "@indelible/kernel";
import type { StoredDocument, Trail } from "@indelible/trail";
import type { BuiltInRepository } from "../packages/built-in-repository.ts";
import { filterVersions } from "../packages/version-filter.ts";
import { channelFilter } from "./channel-filter.ts";
import type { ReleaseCommand } from "./release-command.ts";

/** Dependencies of choosing the versions of packages. */
export interface PackageTools {
  readonly trail: Trail;
  readonly repository: BuiltInRepository;
}

/** The version of one package of a release. */
type SelectedPackage = Release["SelectedPackages"][number];

/** Marks an id that contains variables, which only a deployment can replace. */
const VARIABLE = "#{";

/**
 * The versions of the packages of a release: those that the command chooses, otherwise the newest in
 * the built-in feed that the rules of the channel allow. Packages whose id or feed contains variables
 * are left out, unless one is chosen. Fails with 400 when a package has no such version, or when the
 * rules forbid the chosen one.
 */
export async function selectPackages(
  tools: PackageTools,
  command: ReleaseCommand,
  channel: StoredDocument<Channel>,
  references: readonly PackageReference[],
): Promise<SelectedPackage[]> {
  const choices = choicesOf(command);
  const selected = references.map(async (reference): Promise<SelectedPackage[]> => {
    const chosen = chosenVersion(choices, reference);
    const hasVariables = [reference.packageId, reference.feedId].some((id) =>
      id.includes(VARIABLE),
    );
    if (chosen === undefined && hasVariables) return [];
    if (chosen !== undefined) checkChosen(command, channel, reference, chosen);
    const Version = chosen ?? (await newestVersion(tools, command, channel, reference));
    const { actionName, stepName, name } = reference;
    return [{ ActionName: actionName, StepName: stepName, PackageReferenceName: name, Version }];
  });
  await Promise.allSettled(selected);
  // When several fail, the error is that of the first in the process.
  const versions: SelectedPackage[] = [];
  for (const one of selected) versions.push(...(await one));
  return versions;
}

function choicesOf({ Packages, PackageVersion }: ReleaseCommand): PackageChoice[] {
  const choices = Packages.map((text) => {
    const choice = parsePackageChoice(text);
    if (choice !== undefined) return choice;
    throw invalid(
      `Packages must have the form StepName:Version or StepName:PackageName:Version, not '${text}'.`,
    );
  });
  return PackageVersion ? [...choices, { names: [], version: PackageVersion }] : choices;
}

function checkChosen(
  { IgnoreChannelRules }: ReleaseCommand,
  channel: StoredDocument<Channel>,
  reference: PackageReference,
  version: string,
): void {
  const { range, tag } = channelFilter(channel.body, reference);
  const allowed = filterVersions([version], (one) => one, { range, tag });
  if (IgnoreChannelRules || allowed.length > 0) return;
  throw invalid(
    `The channel '${channel.title}' does not allow version ${version} of ${nameOf(reference)}: choose another, or set IgnoreChannelRules.`,
  );
}

async function newestVersion(
  { trail, repository }: PackageTools,
  { PackagePrerelease }: ReleaseCommand,
  channel: StoredDocument<Channel>,
  reference: PackageReference,
): Promise<string> {
  const spaceId = String(channel.spaceId);
  const feed = await feedOf(trail, spaceId, reference.feedId);
  if (feed === undefined || !isBuiltInFeed(feed.body)) {
    throw invalid(
      `The newest version of ${nameOf(reference)} is known only for the built-in feed: choose a version in Packages.`,
    );
  }
  const filter = channelFilter(channel.body, reference, PackagePrerelease);
  const newest = await repository.latestVersion(spaceId, reference.packageId, filter);
  if (newest !== undefined) return newest;
  throw invalid(
    `There is no version of ${nameOf(reference)} that the channel '${channel.title}' allows.`,
  );
}

/** The feed with an id, name or slug. */
async function feedOf(
  trail: Trail,
  spaceId: string,
  reference: string,
): Promise<StoredDocument<Feed> | undefined> {
  const byId = await trail.documentOf(feeds, reference);
  const named = { Name: reference, Slug: reference };
  return byId ?? trail.findByUniqueValue(feeds, spaceId, named);
}

function nameOf({ packageId, stepName }: PackageReference): string {
  return `package '${packageId}' of step '${stepName}'`;
}
