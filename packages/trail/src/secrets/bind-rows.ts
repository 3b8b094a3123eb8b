import type { Database, Statement } from "../database/database.ts";
import { TrailError } from "../errors.ts";
import { generationOf, type KeyRing, nextKeyRing, wrapKeyRing } from "./key-ring.ts";
import { keyRingSealer, type Sealer } from "./sealer.ts";
import { lockKeyRing, replaceKeyRing } from "./stored-key-ring.ts";

/** The one-time step that gives rows of an earlier version their codes (MACs). */
export interface RowBinding {
  readonly masterKey: Uint8Array;
  readonly random: (bytes: number) => Uint8Array;
  /** Block writers of the tables with these rows until the transaction ends. */
  readonly locks: readonly Statement[];
  /**
   * Writes the codes, and records that with a commit, on the connection. `generation` is that of
   * the sealing key that the step adds.
   */
  readonly bind: (connection: Database, sealer: Sealer, generation: number) => Promise<void>;
}

/**
 * Binds the rows of an installation of an earlier version, once: the key ring shows whether it was
 * done. Returns the key ring. In one transaction, which also adds a sealing key: servers of the
 * earlier version cannot write afterwards. Fails with `secret` for another master key.
 */
export async function bindRows(database: Database, binding: RowBinding): Promise<KeyRing> {
  const { masterKey, random, locks, bind } = binding;
  return database.transaction(async (connection) => {
    for (const lock of locks) await connection.query(lock, []);
    const ring = await lockKeyRing(connection, masterKey);
    if (ring === undefined) throw new TrailError("secret", "This installation has no keys yet.");
    // Another server that started at the same time was first.
    if (ring.rowsBound) return ring;
    const next = { ...nextKeyRing(ring, random), rowsBound: true };
    await bind(connection, keyRingSealer(ring, random), generationOf(next));
    await replaceKeyRing(connection, next, wrapKeyRing(next, masterKey, random));
    return next;
  });
}
