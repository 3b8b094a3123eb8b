import { type Channel, channels } from "@indelible/domain";
import { invalid, Refusal, TAKE_MAX } from "@indelible/kernel";
import {
  type DocumentChange,
  modification,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";

/**
 * Hooks of channels: each project has one default channel. A channel that becomes the default takes
 * the flag from the one that has it, in the same commit; the flag cannot be removed in another way.
 */
export function channelHooks(trail: Trail): DocumentHooks<Channel> {
  return {
    check: refuseNoDefault,
    checkDelete: refuseDefault,
    cascadeChanges: (change) => takeFlag(trail, change),
  };
}

function refuseNoDefault({ before, body }: DocumentWrite<Channel>): void {
  if (before?.body.IsDefault !== true) return;
  if (body.ProjectId !== before.body.ProjectId) {
    throw invalid("ProjectId of the default channel cannot be changed.");
  }
  if (!body.IsDefault) {
    throw invalid("IsDefault of the default channel cannot be false: set it on another channel.");
  }
}

function refuseDefault({ body, title }: StoredDocument<Channel>): void {
  if (!body.IsDefault) return;
  throw new Refusal(
    "conflict",
    `The default channel '${title}' cannot be deleted: make another channel the default first.`,
  );
}

/**
 * The changes that take the flag from the other channels of the project. Two concurrent ones change
 * the same channel, so that one of them is tried again.
 */
async function takeFlag(trail: Trail, change: DocumentChange<Channel>): Promise<DocumentChange[]> {
  if (!("body" in change) || !change.body.IsDefault) return [];
  const id = change.kind === "create" ? change.id : change.before.id;
  const { documents } = await trail.list({
    type: channels,
    containing: [[{ ProjectId: change.body.ProjectId, IsDefault: true }]],
    skip: 0,
    take: TAKE_MAX,
  });
  return documents
    .filter((channel) => channel.id !== id)
    .map((channel) => modification(channels, channel, { ...channel.body, IsDefault: false }));
}
