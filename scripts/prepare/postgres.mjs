import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { installDebianPackage, isExecutable, onPath } from "./executables.mjs";
import { SetupError } from "./setup-error.mjs";

/** The oldest PostgreSQL that Indelible supports. */
const oldestMajor = 15;

const debianRoot = "/usr/lib/postgresql";

const homebrewRoots = ["/opt/homebrew/opt", "/usr/local/opt"];

const advice =
  `The tests need the programs of PostgreSQL ${oldestMajor} or newer: install the server, ` +
  "or set POSTGRES_BIN to the directory with postgres and initdb.";

/**
 * Finds the programs of a PostgreSQL that is new enough: in POSTGRES_BIN, else on PATH, else in the
 * directories of Debian and Homebrew, the newest first.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} the directory with `postgres` and `initdb`
 * @throws {SetupError} when POSTGRES_BIN names a directory without them
 */
export function findPostgres(env = process.env) {
  if (env.POSTGRES_BIN !== undefined && env.POSTGRES_BIN !== "") {
    return requirePrograms(env.POSTGRES_BIN);
  }
  const installed = [
    ...onPath("postgres", env.PATH).filter(isExecutable).map(homeOf),
    ...newestFirst(debianRoot, (name) => /^\d+$/.test(name)),
    ...homebrewRoots.flatMap((root) => newestFirst(root, (name) => /^postgresql@\d+$/.test(name))),
  ];
  return installed.find(isUsable);
}

/**
 * Finds a PostgreSQL, or installs Debian's.
 *
 * @returns {string} the directory with `postgres` and `initdb`
 * @throws {SetupError} saying what to install
 */
export function requirePostgres() {
  const found = findPostgres();
  if (found !== undefined) return found;
  installDebianPackage("postgresql", advice);
  const installed = findPostgres();
  if (installed === undefined) throw new SetupError(advice);
  return installed;
}

/**
 * Reads the output of `postgres --version`.
 *
 * @param {string} answer such as "postgres (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)"
 * @returns {number} the major version, 0 when there is none
 */
export function parseMajorVersion(answer) {
  return Number(/\(PostgreSQL\) (\d+)/.exec(answer)?.[1] ?? 0);
}

/**
 * The directory of the real program: a symbolic link on PATH does not have initdb in the same
 * directory.
 *
 * @param {string} program
 */
function homeOf(program) {
  return dirname(realpathSync(program));
}

/**
 * @param {string} root
 * @param {(name: string) => boolean} isVersion
 */
function newestFirst(root, isVersion) {
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter(isVersion)
    .sort((a, b) => Number(b.replace(/\D/g, "")) - Number(a.replace(/\D/g, "")))
    .map((name) => join(root, name, "bin"));
}

/** @param {string} directory */
function isUsable(directory) {
  const postgres = join(directory, "postgres");
  if (!isExecutable(postgres) || !isExecutable(join(directory, "initdb"))) return false;
  const { stdout } = spawnSync(postgres, ["--version"], { encoding: "utf8" });
  return parseMajorVersion(stdout ?? "") >= oldestMajor;
}

/** @param {string} directory */
function requirePrograms(directory) {
  if (isUsable(directory)) return directory;
  throw new SetupError(
    `POSTGRES_BIN is "${directory}", which does not contain postgres and initdb ` +
      `of version ${oldestMajor} or newer.`,
  );
}
