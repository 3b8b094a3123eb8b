import { createHash } from "node:crypto";
import { accessSync, chmodSync, constants, mkdirSync, realpathSync, statSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataFolderError } from "./data-folder-error.ts";

/** The bit of a folder, such as /tmp, in which users may not delete each other's files. */
const STICKY = 0o1000;

/** A data folder that this process has locked, until it ends or releases the folder. */
export interface HeldFolder {
  readonly path: string;
  release(): void;
}

/**
 * Locks a data folder, which is created if missing. The lock is a socket whose name is derived from
 * the folder: the system releases it whenever the process ends, so it is never stale.
 * Only the user of this process can use it afterwards, since it contains keys. DataFolderError
 * `in-use` when another process on this machine has locked the folder, `unusable` when it cannot be
 * created, restricted or written.
 */
export async function holdDataFolder(folder: string): Promise<HeldFolder> {
  const path = privateFolder(folder);
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

/** Creates a folder if it is missing, and lets only its owner use it; returns its real path. */
export function privateFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if ((statSync(folder).mode & STICKY) !== 0) throw unusable(folder, "all users share it");
    chmodSync(folder, 0o700);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(folder);
  } catch (cause) {
    if (cause instanceof DataFolderError) throw cause;
    throw unusable(folder, (cause as NodeJS.ErrnoException).code ?? String(cause), cause);
  }
}

function unusable(folder: string, why: string, cause?: unknown): DataFolderError {
  const advice = "choose a folder that the user of the server owns and may write to";
  const message = `DATA_DIR ${folder} cannot be used (${why}): ${advice}.`;
  return new DataFolderError("unusable", message, { cause });
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
