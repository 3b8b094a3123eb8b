import { channels } from "@indelible/domain";
import type { JsonObject, Trail } from "@indelible/trail";
import { badRequest } from "../http/http-problem.ts";
import type { DocumentRules, DocumentWrite } from "./document-rules.ts";

/** Rules of releases: each belongs to a channel of its own project, the default one unless told. */
export function releaseRules(trail: Trail): DocumentRules {
  return {
    fill: (body) => fillChannel(trail, body),
    check: (write) => checkChannel(trail, write),
  };
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

async function checkChannel(trail: Trail, { before, body }: DocumentWrite): Promise<void> {
  const { ChannelId, ProjectId } = body;
  if (ChannelId === before?.body.ChannelId && ProjectId === before?.body.ProjectId) return;
  const [channel] = await trail.documents([String(ChannelId)]);
  // One that does not exist is refused with the other references.
  if (channel === undefined || channel.body.ProjectId === ProjectId) return;
  throw badRequest(`ChannelId '${ChannelId}' is not a channel of ProjectId '${ProjectId}'.`);
}
