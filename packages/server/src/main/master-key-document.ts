import { MASTER_KEY_ID, type MasterKey, masterKeys } from "@indelible/domain";
import { systemAct } from "@indelible/kernel";
import type { Act, Snapshot, StoredDocument, Trail } from "@indelible/trail";
import { creation, modification, note, TrailError } from "@indelible/trail";

/**
 * Creates the document of the master key, unless there is one. Fails with `duplicate` when another
 * server creates it concurrently.
 */
export async function ensureMasterKeyDocument(trail: Trail, generation: number): Promise<void> {
  const found = await trail.documentOf(masterKeys, MASTER_KEY_ID);
  if (found !== undefined) return;
  const snapshot = await trail.read({ events: 1 });
  const body = { Generation: generation };
  await trail.commit(systemAct("master-key"), snapshot, [
    creation(masterKeys, { id: MASTER_KEY_ID, spaceId: null, body }),
  ]);
}

/**
 * Fails with `secret` when the recorded generation is newer than `generation`: an old key ring was
 * put back into the database.
 */
export async function checkGeneration(trail: Trail, generation: number): Promise<void> {
  const found = await trail.documentOf(masterKeys, MASTER_KEY_ID);
  if (found === undefined || found.body.Generation <= generation) return;
  throw new TrailError(
    "secret",
    "The key ring in the database is older than the last recorded change of the keys: restore the row of trail.key_ring from a newer backup.",
  );
}

/** Records that the master key was replaced by one of a new generation. */
export async function recordRotation(trail: Trail, act: Act, generation: number): Promise<void> {
  const { snapshot, before } = await readDocument(trail);
  const body = { ...before.body, Generation: generation };
  await trail.commit(act, snapshot, [modification(masterKeys, before, body)]);
}

/** Records that the master key was shown, and to whom. */
export async function recordShowing(trail: Trail, act: Act, viewer: string): Promise<void> {
  const { snapshot, before } = await readDocument(trail);
  const verb = `was shown to ${viewer}`;
  await trail.commit(act, snapshot, [
    note(masterKeys, before, { category: "MasterKeyShown", verb }),
  ]);
}

async function readDocument(
  trail: Trail,
): Promise<{ snapshot: Snapshot; before: StoredDocument<MasterKey> }> {
  const snapshot = await trail.read({ ids: [MASTER_KEY_ID], events: 1 });
  return { snapshot, before: snapshot.documentOf(masterKeys, MASTER_KEY_ID) };
}
