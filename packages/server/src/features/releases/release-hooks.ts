import {
  applyMask,
  channels,
  isVersionMask,
  projects,
  type Release,
  releases,
} from "@indelible/domain";
import { freezeVariables, type SnapshotTools, takeSnapshots } from "@indelible/engine";
import { type Fields, invalid, TAKE_MAX } from "@indelible/kernel";
import type { Trail } from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { searchedBy } from "../../documents/searched-by.ts";

/**
 * Hooks of releases: each belongs to a channel of its project, by default the default channel, and
 * keeps snapshots of the project's process and variables from when it was created.
 */
export function releaseHooks(tools: SnapshotTools): DocumentHooks<Release> {
  return {
    defaults: async (fields) => withVersion(tools.trail, await withChannel(tools.trail, fields)),
    check: (write) => checkChannel(tools.trail, write),
    beforeCreate: (release) => withSnapshots(tools, release),
    listFilters: searchedBy("searchByVersion"),
  };
}

async function withSnapshots(tools: SnapshotTools, release: Release): Promise<Release> {
  const project = await tools.trail.documentOf(projects, release.ProjectId);
  // A missing project is refused with the other references.
  if (project === undefined) return release;
  const [process = null] = await takeSnapshots(tools, [project.body.DeploymentProcessId ?? ""]);
  const variables = await freezeVariables(tools, project);
  return { ...release, ProjectDeploymentProcessSnapshotId: process, ...variables };
}

async function withChannel(trail: Trail, fields: Fields<Release>): Promise<Fields<Release>> {
  const { ChannelId, ProjectId } = fields;
  if (ChannelId !== undefined || ProjectId === undefined) return fields;
  const { documents } = await trail.list({
    type: channels,
    containing: [[{ ProjectId, IsDefault: true }]],
    skip: 0,
    take: 1,
  });
  const [channel] = documents;
  return channel === undefined ? fields : { ...fields, ChannelId: channel.id };
}

/** Replaces a version mask by the next version among the releases of the project. */
async function withVersion(trail: Trail, fields: Fields<Release>): Promise<Fields<Release>> {
  const { ProjectId = "", Version } = fields;
  if (Version === undefined || !isVersionMask(Version)) return fields;
  const containing = [[{ ProjectId }]];
  const query = { type: releases, containing, newestFirst: true, skip: 0, take: TAKE_MAX };
  const { documents } = await trail.list(query);
  const versions = documents.map(({ title }) => title);
  return { ...fields, Version: applyMask(Version, versions) };
}

async function checkChannel(trail: Trail, { before, body }: DocumentWrite<Release>): Promise<void> {
  const { ChannelId, ProjectId } = body;
  if (ChannelId === before?.body.ChannelId && ProjectId === before?.body.ProjectId) return;
  const channel = await trail.documentOf(channels, ChannelId);
  // A missing channel is refused with the other references.
  if (channel === undefined || channel.body.ProjectId === ProjectId) return;
  throw invalid(`ChannelId '${ChannelId}' is not a channel of ProjectId '${ProjectId}'.`);
}
