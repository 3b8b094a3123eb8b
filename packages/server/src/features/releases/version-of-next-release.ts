import {
  type Channel,
  channels,
  nextVersion,
  type Project,
  type Release,
  resolveVariables,
  SubstitutionError,
  type Variable,
  VERSION_TEMPLATE,
  variableSets,
} from "@indelible/domain";
import { invalid, TAKE_MAX } from "@indelible/kernel";
import { isObject, type Json, type StoredDocument, type Trail } from "@indelible/trail";
import { newestRelease } from "./find-release.ts";

/** A release that is about to be created. */
export interface ReleasePlan {
  readonly project: StoredDocument<Project>;
  readonly channel: StoredDocument<Channel>;
  readonly selectedPackages: Release["SelectedPackages"];
}

/**
 * The version of the next release of a project by its versioning strategy: the version of a package,
 * or the result of its template, which may be a mask. Fails with 400 when there is no such package, or
 * when the template cannot be filled in.
 */
export async function versionOfNextRelease(
  trail: Trail,
  plan: ReleasePlan,
  now: Date,
): Promise<string> {
  const { project, selectedPackages } = plan;
  const { Template = "", DonorPackage = null } = project.body.VersioningStrategy ?? {};
  if (Template || !DonorPackage) {
    return versionByTemplate(trail, plan, Template || VERSION_TEMPLATE, now);
  }
  const donor = selectedPackages.find((selected) => isDonor(DonorPackage, selected));
  if (donor !== undefined) return donor.Version;
  throw invalid(
    `Project '${project.title}' takes its versions from a package that its process does not have; give ReleaseVersion.`,
  );
}

/** Whether a package is the one that a versioning strategy names. API reference, section 6. */
function isDonor(
  donor: Json,
  { ActionName, PackageReferenceName }: Release["SelectedPackages"][number],
): boolean {
  if (!isObject(donor)) return false;
  return (
    ActionName === donor.DeploymentAction && PackageReferenceName === (donor.PackageReference ?? "")
  );
}

async function versionByTemplate(
  trail: Trail,
  { project, channel }: ReleasePlan,
  template: string,
  now: Date,
): Promise<string> {
  const [last, lastByChannel, variables] = await Promise.all([
    lastVersion(trail, { ProjectId: project.id }),
    lastVersions(trail, project.id),
    plainVariables(trail, project, channel),
  ]);
  const context = { last, lastByChannel, channel: channel.title, variables, now };
  const { version, missing } = expanded(template, context);
  if (missing.length === 0 && version !== "") return version;
  throw invalid(
    `The version template of project '${project.title}' cannot be filled in: there is no ${missing.join(", ") || "text in it"}.`,
  );
}

function expanded(...[template, context]: Parameters<typeof nextVersion>) {
  try {
    return nextVersion(template, context);
  } catch (error) {
    if (error instanceof SubstitutionError) throw invalid(error.message);
    throw error;
  }
}

async function lastVersion(
  trail: Trail,
  fields: { readonly ProjectId: string } | { readonly ChannelId: string },
): Promise<string | undefined> {
  return (await newestRelease(trail, fields))?.title;
}

async function lastVersions(trail: Trail, projectId: string) {
  const containing = [[{ ProjectId: projectId }]];
  const { documents } = await trail.list({ type: channels, containing, skip: 0, take: TAKE_MAX });
  const versions = documents.map(async ({ id, title }) => {
    return [title, await lastVersion(trail, { ChannelId: id })] as const;
  });
  return new Map(await Promise.all(versions));
}

/** The project's own variables that apply to a channel, without secrets. */
async function plainVariables(
  trail: Trail,
  { body }: StoredDocument<Project>,
  channel: StoredDocument<Channel>,
): Promise<Variable[]> {
  const set = await trail.documentOf(variableSets, body.VariableSetId ?? "");
  const plain = (set?.body.Variables ?? []).filter(({ IsSensitive }) => !IsSensitive);
  return [...resolveVariables([plain], { Channel: [channel.id] })];
}
