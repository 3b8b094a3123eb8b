import { adoptNewMasterKey, keptKey, readKey } from "@indelible/data-folder";
import { type Database, type KeyRing, openKeyRing, TrailError } from "@indelible/trail";

/** The keys of an installation, and the master key that opens them. */
export interface OpenKeys {
  readonly masterKey: Uint8Array;
  readonly ring: KeyRing;
}

/** Where the master key is read from. */
export interface KeySource {
  /**
   * The configured key; undefined for the one in the data folder, which is generated when missing.
   */
  readonly masterKey: Uint8Array | undefined;
  readonly folder: string;
  readonly random: (bytes: number) => Uint8Array;
}

/**
 * Opens the keys of an installation. Completes a rotation of the master key that was interrupted
 * after its commit. Fails with TrailError `secret` for the master key of another installation.
 */
export async function openKeys(database: Database, source: KeySource): Promise<OpenKeys> {
  const { folder, random } = source;
  const masterKey = source.masterKey ?? keptKey(folder, "master.key", random);
  const replacement =
    source.masterKey === undefined ? readKey(folder, "master.key.new") : undefined;
  try {
    return { masterKey, ring: await openKeyRing(database, masterKey, random) };
  } catch (error) {
    const isWrong = error instanceof TrailError && error.code === "secret";
    if (!isWrong || replacement === undefined) throw error;
    const ring = await openKeyRing(database, replacement, random);
    adoptNewMasterKey(folder);
    return { masterKey: replacement, ring };
  }
}
