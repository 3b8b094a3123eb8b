/**
 * Compares the packages that `npm sbom` lists with the advisories in a file of this repository:
 * `node scripts/check-advisories.mjs [--list <file>] [--sbom <file>]`. It needs no network. Exit
 * code 1: a package has an advisory; 2: an input cannot be read.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readAdvisories, readComponents, vulnerable } from "./advisories/advisories.mjs";
import { SetupError } from "./prepare/setup-error.mjs";

const SBOM_BYTES_MAX = 64 * 1024 * 1024;
const ROOT = fileURLToPath(new URL("..", import.meta.url));

const HELP = `Usage: node scripts/check-advisories.mjs [options]

Compares the packages of this repository with a list of known advisories, without a network.

Options:
  --list <file>  the advisories (default: scripts/advisories/advisories.json)
  --sbom <file>  a CycloneDX file (default: the output of npm sbom)
  --help         prints this help
  --version      prints the version
`;

const OPTIONS = /** @type {const} */ ({
  list: { type: "string", default: `${ROOT}scripts/advisories/advisories.json` },
  sbom: { type: "string" },
  help: { type: "boolean" },
  version: { type: "boolean" },
});

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

/** @returns {number} the exit code */
function main() {
  const { help, version, list, sbom } = parseArgs({ options: OPTIONS }).values;
  if (help === true) return print(HELP);
  if (version === true) return print(`${JSON.parse(read(`${ROOT}package.json`)).version}\n`);
  const { checked, advisories } = readAdvisories(read(list));
  const components = readComponents(sbom === undefined ? npmSbom() : read(sbom));
  const found = vulnerable(components, advisories);
  for (const { name, version: used, advisory } of found) {
    print(`${name} ${used} is in the range ${advisory.range} of ${advisory.id}: ${advisory.url}\n`);
  }
  const counted = `${components.length} packages, ${advisories.length} advisories (list ${stateOf(checked)})`;
  print(`${counted}: ${found.length === 0 ? "none applies" : `${found.length} found`}.\n`);
  return found.length === 0 ? 0 : 1;
}

/** @param {string | null} checked */
function stateOf(checked) {
  return checked === null ? "never compared with a database of advisories" : `of ${checked}`;
}

/** @param {string} text */
function print(text) {
  process.stdout.write(text);
  return 0;
}

/** @param {string} path */
function read(path) {
  return readFileSync(path, "utf8");
}

/** The packages that a server needs, with those that are built into the portal. */
function npmSbom() {
  const args = ["sbom", "--sbom-format=cyclonedx", "--omit=dev", "--package-lock-only"];
  const result = spawnSync("npm", args, { cwd: ROOT, encoding: "utf8", maxBuffer: SBOM_BYTES_MAX });
  if (result.status === 0) return result.stdout;
  throw new SetupError(
    `\`npm ${args.join(" ")}\` failed: ${result.error?.message ?? result.stderr}`,
  );
}
