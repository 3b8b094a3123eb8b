import { channels, packageReferences, projects, releases } from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import { invalid, TAKE_MAX } from "@indelible/kernel";
import { type JsonObject, type StoredDocument, type Trail, TrailError } from "@indelible/trail";
import type { CreationOptions } from "../../documents/creations.ts";
import type { DocumentService } from "../../documents/document-service.ts";
import { releaseOf } from "./find-release.ts";
import { type ReleaseCommand, readReleaseCommand } from "./release-command.ts";
import { type PackageTools, selectPackages } from "./select-packages.ts";
import { versionOfNextRelease } from "./version-of-next-release.ts";

/** What making a release by a command stands on. */
export interface ReleaseTools extends PackageTools {
  readonly service: DocumentService;
  readonly clock: () => Date;
}

/**
 * Makes a release as a command of a client says, the rest as the project says: its channel, packages
 * and version. With `IgnoreIfAlreadyExists` the release of that version is answered where there is one;
 * what is to land with a new one does not land then.
 */
export async function createRelease(
  tools: ReleaseTools,
  caller: Caller,
  spaceId: string,
  sent: unknown,
  landing: CreationOptions = {},
): Promise<StoredDocument> {
  caller.requireSomewhere([releases.permissions.create], [spaceId]);
  const command = readReleaseCommand(sent);
  if (command.GitRef) throw invalid("GitRef must not be set: no project is kept in Git.");
  const project = await tools.service.get(caller, projects, spaceId, command.ProjectName);
  const body = await bodyOf(tools, command, project);
  try {
    return await tools.service.create(caller, releases, spaceId, body, landing);
  } catch (error) {
    const exists = error instanceof TrailError && error.code === "duplicate";
    const found = exists ? await releaseOf(tools.trail, project, String(body.Version)) : undefined;
    if (command.IgnoreIfAlreadyExists && found !== undefined) return found;
    throw error;
  }
}

async function bodyOf(
  tools: ReleaseTools,
  command: ReleaseCommand,
  project: StoredDocument,
): Promise<JsonObject> {
  const channel = await channelOf(tools.trail, project, command.ChannelName);
  const [process] = await tools.trail.documents([String(project.body.DeploymentProcessId)]);
  const references = packageReferences(process?.body ?? {}, channel.id);
  const selectedPackages = await selectPackages(tools, command, channel, references);
  const plan = { project, channel, selectedPackages };
  const version =
    command.ReleaseVersion || (await versionOfNextRelease(tools.trail, plan, tools.clock()));
  return {
    ProjectId: project.id,
    ChannelId: channel.id,
    Version: version,
    ReleaseNotes: command.ReleaseNotes,
    IgnoreChannelRules: command.IgnoreChannelRules,
    SelectedPackages: selectedPackages,
    CustomFields: command.CustomFields as JsonObject,
  };
}

/** The channel of a project by id, name or slug; the default one where none is named. */
async function channelOf(
  trail: Trail,
  project: StoredDocument,
  reference: string | null,
): Promise<StoredDocument> {
  const containing = [[{ ProjectId: project.id }]];
  const { documents } = await trail.list({ type: channels, containing, skip: 0, take: TAKE_MAX });
  const wanted = reference?.toLowerCase();
  const found = documents.find(({ id, body }) => {
    if (!wanted) return body.IsDefault === true;
    return [id, body.Name, body.Slug].some((name) => String(name).toLowerCase() === wanted);
  });
  if (found !== undefined) return found;
  throw invalid(
    wanted
      ? `ChannelName: project '${project.title}' has no channel '${reference}'.`
      : `Project '${project.title}' has no default channel; give ChannelName.`,
  );
}
