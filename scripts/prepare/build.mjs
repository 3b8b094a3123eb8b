import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fingerprint, readStamp, writeStamp } from "./fingerprint.mjs";
import { run, runNpm } from "./run.mjs";

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} doing text that is printed while it runs
 * @property {string[]} inputs files and directories that determine the result
 * @property {string[]} outputs what must exist afterwards
 * @property {() => void} run
 */

/** Settings that every compilation depends on. */
const common = ["package-lock.json", "tsconfig.base.json", "tsconfig.json"];

/**
 * Runs the steps whose results are stale.
 *
 * @param {string} root the repository
 * @param {readonly ((root: string) => Step | undefined)[]} steps
 */
export function build(root, steps) {
  for (const stepOf of steps) {
    const step = stepOf(root);
    if (step !== undefined) runWhenStale(root, step);
  }
}

/**
 * @param {string} root
 * @param {Step} step
 */
function runWhenStale(root, step) {
  const current = fingerprint(root, step.inputs);
  const isComplete = step.outputs.every((path) => existsSync(join(root, path)));
  if (isComplete && readStamp(root, step.name) === current) return;
  console.log(`${step.doing} ...`);
  step.run();
  writeStamp(root, step.name, current);
}

/**
 * Compiles the packages named in tsconfig.json: for imports, and for the types.
 *
 * @param {string} root
 * @returns {Step}
 */
export function compileStep(root) {
  const packages = compiledPackages(root);
  return {
    name: "compile",
    doing: "Compiling the packages",
    inputs: [...common, ...packages],
    outputs: packages.map((path) => `${path}/dist`),
    run: () => run(root, process.execPath, ["node_modules/typescript/bin/tsc", "-b"]),
  };
}

/**
 * Builds the programs in rolldown.config.ts.
 *
 * @param {string} root
 * @returns {Step | undefined} undefined where there is no such file
 */
export function programsStep(root) {
  const config = "rolldown.config.ts";
  if (!existsSync(join(root, config))) return undefined;
  return {
    name: "programs",
    doing: "Building the programs",
    inputs: [...common, config, ...compiledPackages(root)],
    outputs: ["server", "demo", "cli"].map((name) => `packages/${name}/dist/programs`),
    run: () => run(root, process.execPath, ["node_modules/rolldown/bin/cli.mjs", "-c", config]),
  };
}

/**
 * @param {string} root
 * @returns {string[]} paths
 */
function compiledPackages(root) {
  /** @type {{ references: { path: string }[] }} */
  const { references } = readJson(join(root, "tsconfig.json"));
  return references.map(({ path }) => path);
}

/**
 * Builds the portal with its own build script.
 *
 * @param {string} root
 * @returns {Step | undefined} undefined while there is no portal with a build script
 */
export function portalStep(root) {
  const portal = "packages/portal";
  const manifest = join(root, portal, "package.json");
  if (!existsSync(manifest) || readJson(manifest).scripts?.build === undefined) return undefined;
  return {
    name: "portal",
    doing: "Building the portal",
    inputs: [...common, portal, ...workspaceDependencies(root, portal)],
    outputs: [`${portal}/dist`],
    run: () => runNpm(root, ["run", "build", "--workspace", "@indelible/portal"]),
  };
}

/**
 * The packages of this repository that a package depends on, directly or through another.
 *
 * @param {string} root
 * @param {string} path such as "packages/portal"
 * @returns {string[]} paths
 */
function workspaceDependencies(root, path) {
  const { dependencies = {} } = readJson(join(root, path, "package.json"));
  const direct = Object.keys(dependencies)
    .filter((name) => name.startsWith("@indelible/"))
    .map((name) => `packages/${basename(name)}`);
  const indirect = direct.flatMap((dependency) => workspaceDependencies(root, dependency));
  return [...new Set([...direct, ...indirect])];
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
