import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DataFolderError } from "./data-folder-error.ts";

/** `master.key` seals secrets, `ledger.key` is the seed of the key that signs checkpoints. */
export type KeyFile = "master.key" | "ledger.key";

const KEY_BYTES = 32;

/**
 * A key of 32 bytes kept in a file of a data folder, readable by its owner only; made when there is
 * none. DataFolderError `key` when the file holds something else.
 */
export function keptKey(
  folder: string,
  file: KeyFile,
  random: (bytes: number) => Uint8Array,
): Uint8Array {
  try {
    const fresh = Buffer.from(random(KEY_BYTES)).toString("base64");
    writeFileSync(join(folder, file), `${fresh}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error;
  }
  return keyIn(folder, file);
}

/** The key in a file of a data folder; undefined when there is no such file. Errors as above. */
export function readKey(folder: string, file: KeyFile): Uint8Array | undefined {
  try {
    return keyIn(folder, file);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function keyIn(folder: string, file: KeyFile): Uint8Array {
  const path = join(folder, file);
  const key = Buffer.from(readFileSync(path, "utf8").trim(), "base64");
  if (key.length === KEY_BYTES) return key;
  throw new DataFolderError("key", `${path} does not hold ${KEY_BYTES} bytes in Base64.`);
}

function systemCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
