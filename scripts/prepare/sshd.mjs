import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { installDebianPackage, isExecutable, onPath } from "./executables.mjs";
import { SetupError } from "./setup-error.mjs";

/** Its directories on systems where it is not in the PATH of most accounts. */
const folders = "/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin";

const advice =
  "The tests of SSH targets need OpenSSH's server: install it, or set SSHD to its program sshd.";

/**
 * Finds OpenSSH's server: the one in SSHD, else the first on PATH, else in the usual directories.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} the path of its program
 * @throws {SetupError} when SSHD names something that cannot be run
 */
export function findSshd(env = process.env) {
  const { SSHD: named = "" } = env;
  if (named !== "") {
    if (isExecutable(named)) return named;
    throw new SetupError(`SSHD is "${named}", which is not a program that can be run.`);
  }
  return [...onPath("sshd", env.PATH), ...onPath("sshd", folders)].find(isExecutable);
}

/**
 * Finds OpenSSH's server, or installs Debian's without starting it.
 *
 * @returns {string} the path of its program
 * @throws {SetupError} saying what to install
 */
export function requireSshd() {
  const found = findSshd();
  if (found !== undefined) return found;
  keepFromStarting();
  installDebianPackage("openssh-server", advice);
  const installed = findSshd();
  if (installed === undefined) throw new SetupError(advice);
  return installed;
}

/**
 * Debian starts the server when it is installed, which would allow others to sign in to this
 * machine, unless this file exists. The tests start their own server on the loopback address.
 */
function keepFromStarting() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return;
  mkdirSync("/etc/ssh", { recursive: true });
  writeFileSync("/etc/ssh/sshd_not_to_be_run", "");
}
