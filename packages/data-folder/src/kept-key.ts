import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DataFolderError } from "./data-folder-error.ts";
import { syncFolder } from "./durable-file.ts";

/**
 * `master.key` seals secrets, `ledger.key` is the seed of the key that signs checkpoints, and
 * `node.key` identifies a server among others. A `.new` key is about to replace another one, and
 * `ledger.key.old` is the one before, which also signs. `ledger.public` is the public key of a signer.
 */
export type KeyFile =
  | "master.key"
  | "master.key.new"
  | "ledger.key"
  | "ledger.key.new"
  | "ledger.key.old"
  | "ledger.public"
  | "node.key";

const KEY_BYTES = 32;

/**
 * The key of 32 bytes in a file of a data folder, readable by its owner only; created if the file
 * is missing. DataFolderError `key` when the file contains something else.
 */
export function keptKey(
  folder: string,
  file: KeyFile,
  random: (bytes: number) => Uint8Array,
): Uint8Array {
  try {
    writeKey(folder, file, random(KEY_BYTES), "wx");
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error;
  }
  return keyIn(folder, file);
}

/**
 * Stores a new master key durably next to the current one, until `adoptNewMasterKey` replaces that:
 * after a crash between the two, both keys are in the folder.
 */
export function keepNewMasterKey(folder: string, key: Uint8Array): void {
  writeKey(folder, "master.key.new", key, "w");
}

/** Replaces the master key with the one that `keepNewMasterKey` stored. */
export function adoptNewMasterKey(folder: string): void {
  renameSync(join(folder, "master.key.new"), join(folder, "master.key"));
}

/**
 * Replaces the ledger's key with the one in `ledger.key.new`, and keeps the old one as `ledger.key.old`.
 * Nothing happens if there is no new key: an interrupted replacement can be repeated.
 */
export async function adoptNewLedgerKey(folder: string): Promise<void> {
  if (readKey(folder, "ledger.key.new") === undefined) return;
  const old = readKey(folder, "ledger.key");
  if (old !== undefined) writeKey(folder, "ledger.key.old", old, "w");
  renameSync(join(folder, "ledger.key.new"), join(folder, "ledger.key"));
  await syncFolder(folder);
}

/** Stores the public key of a signer, for starts at which the signer cannot be reached. */
export function keepPublicKey(folder: string, key: Uint8Array): void {
  writeKey(folder, "ledger.public", key, "w");
}

/**
 * The key in a file of a data folder; undefined if there is no such file. Errors as for `keptKey`.
 */
export function readKey(folder: string, file: KeyFile): Uint8Array | undefined {
  try {
    return keyIn(folder, file);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * The key in a file that an operator named, wherever it is. DataFolderError `key` when there is none
 * or the file holds something else.
 */
export function readKeyFile(path: string): Uint8Array {
  try {
    return keyAt(path);
  } catch (cause) {
    if (systemCode(cause) !== "ENOENT") throw cause;
    throw new DataFolderError("key", `There is no key file ${path}.`, { cause });
  }
}

function writeKey(folder: string, file: KeyFile, key: Uint8Array, flag: "w" | "wx"): void {
  const text = `${Buffer.from(key).toString("base64")}\n`;
  writeFileSync(join(folder, file), text, { flag, mode: 0o600, flush: true });
}

function keyIn(folder: string, file: KeyFile): Uint8Array {
  return keyAt(join(folder, file));
}

function keyAt(path: string): Uint8Array {
  const key = Buffer.from(readFileSync(path, "utf8").trim(), "base64");
  if (key.length === KEY_BYTES) return key;
  throw new DataFolderError("key", `${path} does not contain ${KEY_BYTES} bytes in Base64.`);
}

function systemCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
