import { applyMask, channels, isVersionMask, projects, releases } from "@indelible/domain";
import { freezeVariables, type SnapshotTools, takeSnapshots } from "@indelible/engine";
import { fieldsAsJson, invalid, TAKE_MAX } from "@indelible/kernel";
import type { JsonObject, Trail } from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { searchedBy } from "../../documents/searched-by.ts";

/**
 * Rules of releases: each belongs to a channel of its own project, the default one unless told, and
 * keeps the project's process and variables as they are when it is made.
 */
export function releaseHooks(tools: SnapshotTools): DocumentHooks {
  return {
    defaults: async (fields) =>
      fillVersion(tools.trail, await fillChannel(tools.trail, fieldsAsJson(fields))),
    check: (write) => checkChannel(tools.trail, write),
    beforeCreate: (body) => freeze(tools, body),
    listFilters: searchedBy("searchByVersion"),
  };
}

async function freeze(tools: SnapshotTools, body: JsonObject): Promise<JsonObject> {
  const project = await tools.trail.documentOf(projects, String(body.ProjectId));
  // One that does not exist is refused with the other references.
  if (project === undefined) return body;
  const [process] = await takeSnapshots(tools, [project.body.DeploymentProcessId ?? ""]);
  const variables = await freezeVariables(tools, project);
  return { ...body, ProjectDeploymentProcessSnapshotId: process ?? null, ...variables };
}

async function fillChannel(trail: Trail, body: JsonObject): Promise<JsonObject> {
  if (body.ChannelId !== undefined || typeof body.ProjectId !== "string") return body;
  const { documents } = await trail.list({
    type: channels,
    containing: [[{ ProjectId: body.ProjectId, IsDefault: true }]],
    skip: 0,
    take: 1,
  });
  const [channel] = documents;
  return channel === undefined ? body : { ...body, ChannelId: channel.id };
}

/** A mask becomes the version that it stands for among the releases of the project. */
async function fillVersion(trail: Trail, body: JsonObject): Promise<JsonObject> {
  const { ProjectId, Version } = body;
  if (typeof Version !== "string" || !isVersionMask(Version)) return body;
  const containing = [[{ ProjectId: String(ProjectId) }]];
  const query = { type: releases, containing, newestFirst: true, skip: 0, take: TAKE_MAX };
  const { documents } = await trail.list(query);
  return {
    ...body,
    Version: applyMask(
      Version,
      documents.map(({ title }) => title),
    ),
  };
}

async function checkChannel(trail: Trail, { before, body }: DocumentWrite): Promise<void> {
  const { ChannelId, ProjectId } = body;
  if (ChannelId === before?.body.ChannelId && ProjectId === before?.body.ProjectId) return;
  const [channel] = await trail.documents([String(ChannelId)]);
  // One that does not exist is refused with the other references.
  if (channel === undefined || channel.body.ProjectId === ProjectId) return;
  throw invalid(`ChannelId '${ChannelId}' is not a channel of ProjectId '${ProjectId}'.`);
}
