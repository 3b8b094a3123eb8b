import {
  type Channel,
  channels,
  deploymentProcesses,
  type Project,
  packageReferences,
  projects,
  type Release,
  releases,
} from "@indelible/domain";
import type { Caller, Fields } from "@indelible/kernel";
import { invalid, TAKE_MAX } from "@indelible/kernel";
import { type StoredDocument, TrailError } from "@indelible/trail";
import type { CreationOptions } from "../../documents/creations.ts";
import type { DocumentService } from "../../documents/document-service.ts";
import { releaseOf } from "./find-release.ts";
import { type ReleaseCommand, readReleaseCommand } from "./release-command.ts";
import { type PackageTools, selectPackages } from "./select-packages.ts";
import { versionOfNextRelease } from "./version-of-next-release.ts";

/** Dependencies of creating a release by a command. */
export interface ReleaseTools extends PackageTools {
  readonly service: DocumentService;
  readonly clock: () => Date;
}

/**
 * Creates a release as a command of a client describes it; its project determines what the command
 * leaves out of channel, packages and version. With `IgnoreIfAlreadyExists` it returns the existing
 * release of that version, if there is one, and commits none of `options`.
 */
export async function createRelease(
  tools: ReleaseTools,
  caller: Caller,
  spaceId: string,
  sent: unknown,
  options: CreationOptions = {},
): Promise<StoredDocument<Release>> {
  caller.requireSomewhere([releases.permissions.create], [spaceId]);
  const command = readReleaseCommand(sent);
  if (command.GitRef) throw invalid("GitRef must not be set: no project is kept in Git.");
  const project = await tools.service.get(caller, projects, spaceId, command.ProjectName);
  const fields = await fieldsOf(tools, caller, command, project);
  try {
    return await tools.service.create(caller, releases, spaceId, fields, options);
  } catch (error) {
    const isTaken = error instanceof TrailError && error.code === "duplicate";
    if (!isTaken || !command.IgnoreIfAlreadyExists) throw error;
    const existing = await releaseOf(tools.trail, project, fields.Version);
    if (existing === undefined) throw error;
    return existing;
  }
}

async function fieldsOf(
  tools: ReleaseTools,
  caller: Caller,
  command: ReleaseCommand,
  project: StoredDocument<Project>,
): Promise<Fields<Release> & Pick<Release, "Version">> {
  const channel = await channelOf(tools, caller, project, command.ChannelName);
  const processId = project.body.DeploymentProcessId ?? "";
  const process = await tools.trail.documentOf(deploymentProcesses, processId);
  const references = packageReferences(process?.body ?? {}, channel.id);
  const selectedPackages = await selectPackages(tools, command, channel, references);
  const plan = { project, channel, selectedPackages };
  const version =
    command.ReleaseVersion || (await versionOfNextRelease(tools.trail, plan, tools.clock()));
  return {
    ProjectId: project.id,
    // The default channel is not named by the caller, but by the project.
    ...(command.ChannelName ? { ChannelId: channel.id } : {}),
    Version: version.trim(),
    ReleaseNotes: command.ReleaseNotes,
    IgnoreChannelRules: command.IgnoreChannelRules,
    SelectedPackages: selectedPackages,
    CustomFields: command.CustomFields,
  };
}

/** A channel that the caller may see by id, name or slug; the default one when none is named. */
async function channelOf(
  { trail, service }: ReleaseTools,
  caller: Caller,
  project: StoredDocument<Project>,
  reference: string | null,
): Promise<StoredDocument<Channel>> {
  const containing = [[{ ProjectId: project.id }]];
  const { documents } = await trail.list({ type: channels, containing, skip: 0, take: TAKE_MAX });
  const wanted = reference?.toLowerCase();
  const found = documents.find((channel) => {
    const { id, body } = channel;
    if (!wanted) return body.IsDefault;
    const isNamed = [id, body.Name, body.Slug].some((name) => name.toLowerCase() === wanted);
    return isNamed && service.maySee(caller, channel);
  });
  if (found !== undefined) return found;
  throw invalid(
    wanted
      ? `ChannelName: project '${project.title}' has no channel '${reference}'.`
      : `Project '${project.title}' has no default channel; give ChannelName.`,
  );
}
