import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { bindTasks, SEALED_TASKS } from "@indelible/engine";
import { systemAct } from "@indelible/kernel";
import { bindRows, type Database, SEALED_DOCUMENTS, sha256Hex, Trail } from "@indelible/trail";
import { bindCredentials } from "../features/people/bind-credentials.ts";
import { checkGeneration, ensureMasterKeyDocument, recordRotation } from "./master-key-document.ts";
import type { OpenKeys } from "./open-keys.ts";

/** Dependencies of `bindOldRows`. */
export interface BindOptions {
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}

/**
 * Gives the rows of an earlier version their codes (MACs), once for each installation, and records
 * it as a change of the master key's document: docs/adr/rows-bound-by-mac.md. Returns the keys to
 * use from now on. Fails with `secret` when an old key ring was put back into the database.
 */
export async function bindOldRows(
  database: Database,
  keys: OpenKeys,
  { clock, random }: BindOptions,
): Promise<OpenKeys> {
  if (keys.ring.rowsBound) return keys;
  const types = DOCUMENT_DEFINITIONS;
  const ring = await bindRows(database, {
    masterKey: keys.masterKey,
    random,
    locks: [SEALED_DOCUMENTS.lock, SEALED_TASKS.lock],
    bind: async (connection, sealer, generation) => {
      const tools = { database: connection, types, sealer, clock, random, sha256: sha256Hex };
      const trail = new Trail(tools);
      await checkGeneration(trail, sealer.generation);
      await bindCredentials(connection, sealer);
      await bindTasks(connection, sealer);
      await ensureMasterKeyDocument(trail, sealer.generation);
      await recordRotation(
        trail,
        systemAct("bind-rows", "First start of a version that binds rows"),
        generation,
      );
    },
  });
  return { ...keys, ring };
}
