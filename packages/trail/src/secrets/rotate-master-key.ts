import type { Database } from "../database/database.ts";
import type { DocumentType } from "../document/document-type.ts";
import { TrailError } from "../errors.ts";
import { generationOf, nextKeyRing, wrapKeyRing } from "./key-ring.ts";
import { type Resealed, resealTable, SEALED_DOCUMENTS, type SealedTable } from "./reseal.ts";
import { keyRingSealer, type Sealer } from "./sealer.ts";
import { lockKeyRing, replaceKeyRing } from "./stored-key-ring.ts";

/** A change of the master key. */
export interface Rotation {
  readonly types: readonly DocumentType[];
  readonly masterKey: Uint8Array;
  /** 32 bytes, different from `masterKey`. */
  readonly newMasterKey: Uint8Array;
  readonly random: (bytes: number) => Uint8Array;
  /** Other tables that contain documents, in addition to the trail's own. */
  readonly tables?: readonly SealedTable[];
  /**
   * Records the change with a commit on the connection. `sealer` is the current one, `generation`
   * the new one.
   */
  readonly record: (connection: Database, sealer: Sealer, generation: number) => Promise<void>;
}

/** The result of a change of the master key. */
export interface Rotated extends Resealed {
  /** The generation that seals new values from now on. */
  readonly generation: number;
}

/**
 * Replaces the master key of an installation, in one transaction: adds a key generation, seals all
 * secrets again under it, encrypts the keys under the new master key, and records the change.
 * Running servers cannot write until they are restarted with the new master key. Fails with
 * `secret` when `masterKey` is not the current one, with `input` when the new one is the same.
 */
export async function rotateMasterKey(database: Database, rotation: Rotation): Promise<Rotated> {
  const { masterKey, newMasterKey, random, types } = rotation;
  if (Buffer.from(masterKey).equals(newMasterKey)) {
    throw new TrailError("input", "The new master key is the current one: give another.");
  }
  const tables = [SEALED_DOCUMENTS, ...(rotation.tables ?? [])];
  return database.transaction(async (connection) => {
    for (const { lock } of tables) await connection.query(lock, []);
    const ring = await lockKeyRing(connection, masterKey);
    if (ring === undefined)
      throw new TrailError("secret", "This installation has no keys yet: start a server first.");
    const next = nextKeyRing(ring, random);
    const generation = generationOf(next);
    await rotation.record(connection, keyRingSealer(ring, random), generation);
    const sealer = keyRingSealer(next, random);
    let [sealed, unopened] = [0, 0];
    for (const table of tables) {
      const done = await resealTable(connection, table, types, sealer);
      [sealed, unopened] = [sealed + done.sealed, unopened + done.unopened];
    }
    await replaceKeyRing(connection, next, wrapKeyRing(next, newMasterKey, random));
    return { generation, sealed, unopened };
  });
}
