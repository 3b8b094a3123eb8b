import { adoptNewMasterKey, keptKey, readKey } from "@indelible/data-folder";
import { type Database, type KeyRing, openKeyRing, TrailError } from "@indelible/trail";

/** The keys of an installation, and the master key that opens them. */
export interface OpenKeys {
  readonly masterKey: Uint8Array;
  readonly ring: KeyRing;
}

/** Where a master key comes from. */
export interface KeySource {
  /** The one given; undefined for the one in the data folder, which is made when there is none. */
  readonly masterKey: Uint8Array | undefined;
  readonly folder: string;
  readonly random: (bytes: number) => Uint8Array;
}

/**
 * Opens the keys of an installation. A change of the master key that was cut short once it had
 * happened is brought to its end. Fails with TrailError `secret` for the master key of another one.
 */
export async function openKeys(database: Database, source: KeySource): Promise<OpenKeys> {
  const { folder, random } = source;
  const masterKey = source.masterKey ?? keptKey(folder, "master.key", random);
  const coming = source.masterKey === undefined ? readKey(folder, "master.key.new") : undefined;
  try {
    return { masterKey, ring: await openKeyRing(database, masterKey, random) };
  } catch (error) {
    const isWrong = error instanceof TrailError && error.code === "secret";
    if (!isWrong || coming === undefined) throw error;
    const ring = await openKeyRing(database, coming, random);
    adoptNewMasterKey(folder);
    return { masterKey: coming, ring };
  }
}
