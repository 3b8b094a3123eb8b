import { createHash } from "node:crypto";
import { mkdirSync, realpathSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataFolderError } from "./data-folder-error.ts";

/** A data folder that this process has locked, until it ends or releases the folder. */
export interface HeldFolder {
  readonly path: string;
  release(): void;
}

/**
 * Locks a data folder, which is created if missing. The lock is a socket whose name is derived from
 * the folder: the system releases it whenever the process ends, so it is never stale.
 * DataFolderError `in-use` when another process on this machine has locked the folder.
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
    const advice = "stop that one or choose another folder";
    const message = `DATA_DIR ${path} is in use by another server; ${advice}.`;
    throw new DataFolderError("in-use", message, { cause });
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
