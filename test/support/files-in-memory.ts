import { readFileSync, statfsSync } from "node:fs";

const FOLDER = "/dev/shm";
/** What a whole run needs at most, several times over. */
const BYTES_MIN = 4 * 1024 ** 3;

/**
 * Vitest's global set-up: temporary files are kept in memory, where the system offers a folder for
 * it and nobody named another. Some hundred databases are made and removed, of hundreds of files each.
 */
export function setup(): void {
  if (process.env.TMPDIR === undefined && isInMemory() && bytesFree() >= BYTES_MIN) {
    process.env.TMPDIR = FOLDER;
  }
}

/** Whether the folder is in memory, and what lies there may be run. */
function isInMemory(): boolean {
  if (process.platform !== "linux") return false;
  const mounts = readFileSync("/proc/self/mounts", "utf8").split("\n");
  const [, , type, options = ""] =
    mounts.map((line) => line.split(" ")).findLast(([, folder]) => folder === FOLDER) ?? [];
  return type === "tmpfs" && !options.split(",").includes("noexec");
}

function bytesFree(): number {
  const { bavail, bsize } = statfsSync(FOLDER);
  return bavail * bsize;
}
