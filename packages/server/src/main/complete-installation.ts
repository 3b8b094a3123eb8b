import { type DocumentDefinition, feeds, machinePolicies, spaces } from "@indelible/domain";
import { systemAct, TAKE_MAX } from "@indelible/kernel";
import { type JsonObject, type StoredDocument, type Trail, TrailError } from "@indelible/trail";
import { companionCreation } from "../documents/companions.ts";
import { putMasterKeyOnRecord } from "./master-key-document.ts";

/** What comes with every space and did not in some earlier version, and by what it is known. */
const LATER_COMPANIONS = [
  { type: machinePolicies, mark: { IsDefault: true } },
  { type: feeds, mark: { FeedType: "BuiltIn" } },
];

/**
 * Gives an installation of an earlier version what every one has since: a document of its master key,
 * of the `generation` in force, and in every space a default machine policy and a built-in feed. Each
 * is an act of the system, on record as any other.
 */
export async function completeInstallation(
  trail: Trail,
  clock: () => Date,
  generation: number,
): Promise<void> {
  await unlessMade(() => putMasterKeyOnRecord(trail, generation));
  for (const { type, mark } of LATER_COMPANIONS) {
    for (const space of await spacesWithout(trail, type, mark)) {
      await unlessMade(() => addCompanion(trail, clock, space, type));
    }
  }
}

async function spacesWithout(
  trail: Trail,
  type: DocumentDefinition,
  mark: JsonObject,
): Promise<StoredDocument[]> {
  const all = await trail.list({ type: spaces, skip: 0, take: TAKE_MAX });
  const marked = await trail.list({ type, containing: [[mark]], skip: 0, take: TAKE_MAX });
  const complete = new Set(marked.documents.map(({ spaceId }) => spaceId));
  return all.documents.filter(({ id }) => !complete.has(id));
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

/** Another server that starts at the same time may have made it. */
async function unlessMade(make: () => Promise<void>): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!(error instanceof TrailError) || error.code !== "duplicate") throw error;
  }
}
