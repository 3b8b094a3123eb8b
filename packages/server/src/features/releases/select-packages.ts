import {
  chosenVersion,
  feeds,
  isBuiltInFeed,
  type PackageChoice,
  type PackageReference,
  parsePackageChoice,
} from "@indelible/domain";
import { invalid } from "@indelible/kernel";
import type { JsonObject, StoredDocument, Trail } from "@indelible/trail";
import type { BuiltInRepository } from "../packages/built-in-repository.ts";
import { filterVersions } from "../packages/version-filter.ts";
import { channelFilter } from "./channel-filter.ts";
import type { ReleaseCommand } from "./release-command.ts";

/** What choosing versions needs to look at. */
export interface PackageTools {
  readonly trail: Trail;
  readonly repository: BuiltInRepository;
}

/** A name that only a deployment can tell, because it is made of variables. */
const BOUND_LATE = "#{";

/**
 * The version of each package that a release takes: the one that the command chooses or else the
 * newest in the built-in feed, each if the channel's rules admit it. Packages and feeds that variables
 * name are left to the deployment. Fails with 400 where there is no version to take.
 */
export async function selectPackages(
  tools: PackageTools,
  command: ReleaseCommand,
  channel: StoredDocument,
  references: readonly PackageReference[],
): Promise<JsonObject[]> {
  const choices = choicesOf(command);
  const selected = references.map(async (reference): Promise<JsonObject[]> => {
    const chosen = chosenVersion(choices, reference);
    const isLate = [reference.packageId, reference.feedId].some((id) => id.includes(BOUND_LATE));
    if (chosen === undefined && isLate) return [];
    if (chosen !== undefined) checkChosen(command, channel, reference, chosen);
    const Version = chosen ?? (await newestVersion(tools, command, channel, reference));
    const { actionName, stepName, name } = reference;
    return [{ ActionName: actionName, StepName: stepName, PackageReferenceName: name, Version }];
  });
  await Promise.allSettled(selected);
  // One after the other: of several without a version, the first in the process is named.
  const versions: JsonObject[] = [];
  for (const one of selected) versions.push(...(await one));
  return versions;
}

function choicesOf({ Packages, PackageVersion }: ReleaseCommand): PackageChoice[] {
  const choices = Packages.map((text) => {
    const choice = parsePackageChoice(text);
    if (choice !== undefined) return choice;
    throw invalid(
      `Packages must hold texts such as StepName:Version or StepName:PackageName:Version, not '${text}'.`,
    );
  });
  return PackageVersion ? [...choices, { names: [], version: PackageVersion }] : choices;
}

function checkChosen(
  { IgnoreChannelRules }: ReleaseCommand,
  channel: StoredDocument,
  reference: PackageReference,
  version: string,
): void {
  const { range, tag } = channelFilter(channel.body, reference);
  const admitted = filterVersions([version], (one) => one, { range, tag });
  if (IgnoreChannelRules || admitted.length > 0) return;
  throw invalid(
    `The channel '${channel.title}' does not admit version ${version} of ${nameOf(reference)}: choose another, or set IgnoreChannelRules.`,
  );
}

async function newestVersion(
  { trail, repository }: PackageTools,
  { PackagePrerelease }: ReleaseCommand,
  channel: StoredDocument,
  reference: PackageReference,
): Promise<string> {
  const spaceId = String(channel.spaceId);
  if (!isBuiltInFeed(await feedOf(trail, spaceId, reference.feedId))) {
    throw invalid(
      `Only the built-in feed can be asked for the newest version of ${nameOf(reference)}: choose one in Packages.`,
    );
  }
  const filter = channelFilter(channel.body, reference, PackagePrerelease);
  const newest = await repository.latestVersion(spaceId, reference.packageId, filter);
  if (newest !== undefined) return newest;
  throw invalid(
    `There is no version of ${nameOf(reference)} that the channel '${channel.title}' admits.`,
  );
}

async function feedOf(trail: Trail, spaceId: string, reference: string): Promise<JsonObject> {
  const [byId] = await trail.documents([reference]);
  const named = { Name: reference, Slug: reference };
  const found = byId ?? (await trail.findByUniqueValue(feeds, spaceId, named));
  return found?.type === feeds.prefix ? found.body : {};
}

function nameOf({ packageId, stepName }: PackageReference): string {
  return `package '${packageId}' of step '${stepName}'`;
}
