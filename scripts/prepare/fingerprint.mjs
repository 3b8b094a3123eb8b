import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Directories with results, never inputs. */
const results = new Set(["dist", "node_modules"]);

/**
 * Digests the names and contents of files, so that an edit, a rename or a removal is detected, but
 * a changed modification time is not.
 *
 * @param {string} root paths are relative to it
 * @param {string[]} paths files and directories; tests are left out, a missing path counts as empty
 * @returns {string} SHA-256 in hexadecimal
 */
export function fingerprint(root, paths) {
  const hash = createHash("sha256");
  const files = paths.flatMap((path) => filesUnder(root, path)).filter((path) => !isTest(path));
  for (const file of files.sort()) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(root, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return [];
  return found.isDirectory() ? filesIn(root, path) : [path];
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (results.has(entry.name)) return [];
    return entry.isDirectory() ? filesIn(root, path) : [path];
  });
}

/** @param {string} path */
function isTest(path) {
  return /\.test\.[cm]?[jt]sx?$/.test(path);
}

/**
 * The fingerprint of the last successful run of a step, stored in node_modules so that a new
 * install removes it.
 *
 * @param {string} root
 * @param {string} step
 * @returns {string | undefined}
 */
export function readStamp(root, step) {
  const path = stampPath(root, step);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/**
 * Stores the fingerprint of a step that succeeded.
 *
 * @param {string} root
 * @param {string} step
 * @param {string} value
 */
export function writeStamp(root, step, value) {
  const path = stampPath(root, step);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, value);
}

/**
 * @param {string} root
 * @param {string} step
 */
function stampPath(root, step) {
  return join(root, "node_modules", ".indelible", `${step}.stamp`);
}
