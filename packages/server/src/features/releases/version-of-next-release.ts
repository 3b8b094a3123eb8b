import {
  channels,
  nextVersion,
  resolveVariables,
  type ScopedVariable,
  SubstitutionError,
  type Variable,
  VERSION_TEMPLATE,
} from "@indelible/domain";
import { invalid, TAKE_MAX } from "@indelible/kernel";
import type { JsonObject, StoredDocument, Trail } from "@indelible/trail";
import { newestRelease } from "./find-release.ts";

/** A release that is about to be made. */
export interface ReleasePlan {
  readonly project: StoredDocument;
  readonly channel: StoredDocument;
  /** As the release will have them. */
  readonly selectedPackages: readonly JsonObject[];
}

/** How a project numbers its releases. API reference, section 6. */
interface VersioningStrategy {
  readonly Template?: string;
  readonly DonorPackage?: {
    readonly DeploymentAction?: string | null;
    readonly PackageReference?: string | null;
  } | null;
}

/**
 * The version of a project's next release as its versioning strategy has it: that of a package, or
 * what its template comes to, which may be a mask. Fails with 400 where that gives none.
 */
export async function versionOfNextRelease(
  trail: Trail,
  plan: ReleasePlan,
  now: Date,
): Promise<string> {
  const { project, selectedPackages } = plan;
  const { Template, DonorPackage } = (project.body.VersioningStrategy ?? {}) as VersioningStrategy;
  if (Template || !DonorPackage) {
    return versionByTemplate(trail, plan, Template || VERSION_TEMPLATE, now);
  }
  const donor = selectedPackages.find(({ ActionName, PackageReferenceName }) => {
    const { DeploymentAction, PackageReference } = DonorPackage;
    return ActionName === DeploymentAction && PackageReferenceName === (PackageReference ?? "");
  });
  if (donor !== undefined) return String(donor.Version);
  throw invalid(
    `Project '${project.title}' numbers releases by a package that its process does not have; give ReleaseVersion.`,
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

async function lastVersion(trail: Trail, part: JsonObject): Promise<string | undefined> {
  return (await newestRelease(trail, part))?.title;
}

async function lastVersions(trail: Trail, projectId: string) {
  const containing = [[{ ProjectId: projectId }]];
  const { documents } = await trail.list({ type: channels, containing, skip: 0, take: TAKE_MAX });
  const versions = documents.map(async ({ id, title }) => {
    return [title, await lastVersion(trail, { ChannelId: id })] as const;
  });
  return new Map(await Promise.all(versions));
}

/** The project's own variables that hold for a channel, or for everything; secrets are left out. */
async function plainVariables(
  trail: Trail,
  { body }: StoredDocument,
  channel: StoredDocument,
): Promise<Variable[]> {
  const [set] = await trail.documents([String(body.VariableSetId)]);
  const variables = (set?.body.Variables ?? []) as unknown as ScopedVariable[];
  const plain = variables.filter(({ IsSensitive }) => !IsSensitive);
  return [...resolveVariables([plain], { Channel: [channel.id] })];
}
