import { installDebianPackage, isExecutable, onPath } from "./executables.mjs";
import { SetupError } from "./setup-error.mjs";

/** The headless one first: it is the same browser, and uses a third less processor time. */
const names = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

const macPaths = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const advice =
  "The browser tests need Chromium: install Chromium or Google Chrome, " +
  "or set CHROMIUM to its program.";

/**
 * Finds a Chromium or Google Chrome: the one in CHROMIUM, else the first on PATH, else in the
 * applications of a Mac.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} the path of its program
 * @throws {SetupError} when CHROMIUM names something that cannot be run
 */
export function findChromium(env = process.env) {
  if (env.CHROMIUM !== undefined && env.CHROMIUM !== "") return requireExecutable(env.CHROMIUM);
  return [...names.flatMap((name) => onPath(name, env.PATH)), ...macPaths].find(isExecutable);
}

/**
 * Finds a Chromium, or installs Debian's headless one.
 *
 * @returns {string} the path of its program
 * @throws {SetupError} saying what to install
 */
export function requireChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  installDebianPackage("chromium-headless-shell", advice);
  const installed = findChromium();
  if (installed === undefined) throw new SetupError(advice);
  return installed;
}

/** @param {string} path */
function requireExecutable(path) {
  if (isExecutable(path)) return path;
  throw new SetupError(`CHROMIUM is "${path}", which is not a program that can be run.`);
}
