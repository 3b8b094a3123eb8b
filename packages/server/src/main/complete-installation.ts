import { type DocumentDefinition, feeds, machinePolicies, spaces } from "@indelible/domain";
import { systemAct, TAKE_MAX } from "@indelible/kernel";
import {
  type JsonObject,
  type PartOf,
  type StoredDocument,
  type Trail,
  TrailError,
} from "@indelible/trail";
import { companionCreation } from "../documents/companions.ts";
import { assignTriggers } from "./assign-triggers.ts";
import { ensureMasterKeyDocument } from "./master-key-document.ts";

/**
 * Creates documents that an installation of an earlier version lacks: that of its master key, of the
 * current `generation`, and in every space a default machine policy and a built-in feed; and
 * determines whose rights its triggers act with. Each is recorded as an act of the system.
 */
export async function completeInstallation(
  trail: Trail,
  clock: () => Date,
  generation: number,
): Promise<void> {
  await unlessDuplicate(() => ensureMasterKeyDocument(trail, generation));
  await addMissing(trail, clock, machinePolicies, { IsDefault: true });
  await addMissing(trail, clock, feeds, { FeedType: "BuiltIn" });
  await assignTriggers(trail);
}

/** Adds a companion to each space that has no document of its type with the fields of `mark`. */
async function addMissing<Body extends JsonObject>(
  trail: Trail,
  clock: () => Date,
  type: DocumentDefinition<Body>,
  mark: PartOf<NoInfer<Body>>,
): Promise<void> {
  const all = await trail.list({ type: spaces, skip: 0, take: TAKE_MAX });
  const marked = await trail.list({ type, containing: [[mark]], skip: 0, take: TAKE_MAX });
  const complete = new Set(marked.documents.map(({ spaceId }) => spaceId));
  for (const space of all.documents.filter(({ id }) => !complete.has(id))) {
    await unlessDuplicate(() => addCompanion(trail, clock, space, type));
  }
}

async function addCompanion(
  trail: Trail,
  clock: () => Date,
  space: StoredDocument,
  type: DocumentDefinition,
): Promise<void> {
  const companion = spaces.companions.find(({ prefix }) => prefix === type.prefix);
  if (companion === undefined) return;
  const snapshot = await trail.read({ newIds: { [type.prefix]: 1 }, events: 1 });
  const id = companion.id?.(space.id) ?? snapshot.takeId(type.prefix);
  const creation = companionCreation(space, companion, type, id, clock().toISOString());
  await trail.commit(systemAct("complete-installation"), snapshot, [creation]);
}

/** Another server that starts at the same time may have created it. */
async function unlessDuplicate(create: () => Promise<void>): Promise<void> {
  try {
    await create();
  } catch (error) {
    if (!(error instanceof TrailError) || error.code !== "duplicate") throw error;
  }
}
