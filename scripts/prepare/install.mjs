import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runNpm } from "./run.mjs";

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [optional]
 * @property {boolean} [link] to a package of this repository
 * @property {string} [resolved] of a link: the directory
 *
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 */

/**
 * Runs `npm ci` if the installed packages differ from package-lock.json. Install scripts are
 * disabled: none is necessary, and lockfiles do not cover what they do.
 *
 * npm lists the installed packages in node_modules/.package-lock.json, so a manual install is
 * recognised too.
 *
 * @param {string} root the repository
 */
export function installPackages(root) {
  const wanted = readLockfile(join(root, "package-lock.json"));
  const installed = readLockfile(join(root, "node_modules", ".package-lock.json"));
  if (isInstalled(wanted, installed)) return;
  console.log("Installing the packages ...");
  runNpm(root, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
}

/**
 * True when every package of the lockfile is installed at its version. Optional packages are left
 * out: which of them npm installs depends on the platform.
 *
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json, empty when nothing is installed
 * @returns {boolean}
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted.packages ?? {})
    .filter(([path, entry]) => path.startsWith("node_modules/") && entry.optional !== true)
    .every(([path, entry]) => isSame(entry, installed.packages?.[path]));
}

/**
 * @param {LockedPackage} wanted
 * @param {LockedPackage | undefined} installed
 */
function isSame(wanted, installed) {
  if (installed === undefined) return false;
  if (wanted.link === true) return installed.resolved === wanted.resolved;
  return installed.version === wanted.version;
}

/**
 * @param {string} path
 * @returns {Lockfile}
 */
function readLockfile(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
}
