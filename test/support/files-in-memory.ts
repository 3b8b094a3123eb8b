import { readFileSync, statfsSync } from "node:fs";

const FOLDER = "/dev/shm";
/** Several times the maximum that a whole run needs. */
const BYTES_MIN = 4 * 1024 ** 3;

/**
 * Vitest's global set-up: temporary files are kept in memory, if the system has a folder for it and
 * no other is set. Hundreds of databases are created and removed, each with hundreds of files.
 */
export function setup(): void {
  if (process.env.TMPDIR === undefined && isInMemory() && bytesFree() >= BYTES_MIN) {
    process.env.TMPDIR = FOLDER;
  }
}

/** Whether the folder is in memory, and programs in it can be executed. */
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
