import { MASTER_KEY_ID, masterKeys } from "@indelible/domain";
import { systemAct } from "@indelible/kernel";
import type { Act, Trail } from "@indelible/trail";

/** Makes the document of the master key, unless there is one. Fails with `duplicate` in a race. */
export async function putMasterKeyOnRecord(trail: Trail, generation: number): Promise<void> {
  const [found] = await trail.documents([MASTER_KEY_ID]);
  if (found !== undefined) return;
  const snapshot = await trail.read({ events: 1 });
  const body = { Generation: generation };
  await trail.commit(systemAct("master-key"), snapshot, [
    { kind: "create", type: masterKeys, id: MASTER_KEY_ID, spaceId: null, body },
  ]);
}

/** Records that the master key was changed, which makes it one of another generation. */
export async function recordRotation(trail: Trail, act: Act, generation: number): Promise<void> {
  const snapshot = await trail.read({ ids: [MASTER_KEY_ID], events: 1 });
  const before = snapshot.document(MASTER_KEY_ID);
  const body = { ...before.body, Generation: generation };
  await trail.commit(act, snapshot, [{ kind: "modify", type: masterKeys, before, body }]);
}

/** Records that the master key was shown, and to whom. */
export async function recordShowing(trail: Trail, act: Act, viewer: string): Promise<void> {
  const snapshot = await trail.read({ ids: [MASTER_KEY_ID], events: 1 });
  const before = snapshot.document(MASTER_KEY_ID);
  await trail.commit(act, snapshot, [
    {
      kind: "note",
      type: masterKeys,
      before,
      category: "MasterKeyShown",
      verb: `was shown to ${viewer}`,
    },
  ]);
}
