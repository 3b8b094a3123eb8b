import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "../config.ts";

/** A data folder that this process holds alone until it ends or releases it. */
export interface HeldFolder {
  readonly path: string;
  release(): void;
}

/**
 * Takes a data folder, making it when missing. The lock is a socket whose name follows from the
 * folder: the system frees it when the process ends, however it ends, so that none is ever stale.
 * Fails when another server on this machine holds the folder.
 */
export async function holdDataFolder(folder: string): Promise<HeldFolder> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = realpathSync(folder);
  const lock = createServer();
  try {
    await listening(lock, lockAddress(path));
  } catch (cause) {
    const inUse = (cause as NodeJS.ErrnoException).code === "EADDRINUSE";
    if (!inUse) throw cause;
    throw new ConfigError(
      `DATA_DIR ${path} is in use by another server; stop that one or choose another folder.`,
    );
  }
  lock.unref();
  return { path, release: () => lock.close() };
}

function listening(lock: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    lock.once("error", reject);
    lock.listen(address, () => resolve());
  });
}

function lockAddress(path: string): string {
  const name = `indelible-${createHash("sha256").update(path).digest("hex").slice(0, 32)}`;
  if (process.platform === "linux") return `\0${name}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.lock`);
}

const KEY_BYTES = 32;

/**
 * A key of 32 bytes kept in a file of a data folder, readable by its owner only; made when there is
 * none. `master.key` seals secrets, `ledger.key` is the seed of the key that signs checkpoints.
 */
export function keptKey(
  folder: string,
  file: "master.key" | "ledger.key",
  random: (bytes: number) => Uint8Array,
): Uint8Array {
  const path = join(folder, file);
  try {
    const fresh = Buffer.from(random(KEY_BYTES)).toString("base64");
    writeFileSync(path, `${fresh}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const key = Buffer.from(readFileSync(path, "utf8").trim(), "base64");
  if (key.length === KEY_BYTES) return key;
  throw new ConfigError(`${path} does not hold ${KEY_BYTES} bytes in Base64.`);
}
