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
  /** 32 bytes, other than those of `masterKey`. */
  readonly newMasterKey: Uint8Array;
  readonly random: (bytes: number) => Uint8Array;
  /** Tables besides the trail's own in which documents are kept. */
  readonly tables?: readonly SealedTable[];
  /**
   * Records the change, by a commit on the connection. The sealer is the one in force; `generation`
   * the one that comes.
   */
  readonly record: (connection: Database, sealer: Sealer, generation: number) => Promise<void>;
}

/** What a change of the master key came to. */
export interface Rotated extends Resealed {
  /** The generation that new values are sealed under from now on. */
  readonly generation: number;
}

/**
 * Puts a new master key in place of an installation's: makes a further key to seal under, seals all
 * secrets anew, encrypts the keys under the new master key and has the change recorded, all in one
 * transaction. Servers that run meanwhile can write nothing until they are started with the new one.
 * Fails with `secret` when `masterKey` is not the one in force, with `input` when it would stay.
 */
export async function rotateMasterKey(database: Database, rotation: Rotation): Promise<Rotated> {
  const { masterKey, newMasterKey, random, types } = rotation;
  if (Buffer.from(masterKey).equals(newMasterKey)) {
    throw new TrailError("input", "The new master key is the one that is in force already.");
  }
  const tables = [SEALED_DOCUMENTS, ...(rotation.tables ?? [])];
  return database.transaction(async (connection) => {
    for (const { lock } of tables) await connection.query(lock, []);
    const ring = await lockKeyRing(connection, masterKey);
    if (ring === undefined) throw new TrailError("secret", "This installation has no keys yet.");
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
