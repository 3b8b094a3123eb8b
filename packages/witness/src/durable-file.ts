import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes a file that only its owner can read, durably: to `<path>.new`, which is synced and renamed
 * to `path`, and the folder is synced. A crash at any point leaves the old file or the new one,
 * never a part. The caller ensures that no other process writes the same file. Rejects with the
 * system's error; the file then has the old content or the new one.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  await writeSynced(`${path}.new`, text);
  await rename(`${path}.new`, path);
  await syncFolder(dirname(path));
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder, and journals names itself.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
