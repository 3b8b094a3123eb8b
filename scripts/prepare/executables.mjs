import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * True when the path is a file that this process may run.
 *
 * @param {string} path
 * @returns {boolean}
 */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * The possible paths of a program in a PATH variable, in its order.
 *
 * @param {string} name
 * @param {string} [path] such as "/usr/local/bin:/usr/bin"
 * @returns {string[]} absolute paths; whether they exist is not checked
 */
export function onPath(name, path = process.env.PATH ?? "") {
  return path
    .split(delimiter)
    .filter((directory) => directory !== "")
    .map((directory) => join(directory, name));
}

/**
 * Installs a Debian package, if this is a Debian system and the process is allowed to.
 *
 * @param {string} name of the Debian package
 * @param {string} sentence the error message if it cannot be installed
 * @throws {SetupError} with that sentence, or naming the command that failed
 */
export function installDebianPackage(name, sentence) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync("/etc/debian_version")) throw new SetupError(sentence);
  console.log(`Installing Debian's ${name} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  run("/", "apt-get", ["update", "-q"], env);
  run("/", "apt-get", ["install", "-q", "-y", "--no-install-recommends", name], env);
}
