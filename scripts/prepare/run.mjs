import { spawnSync } from "node:child_process";
import { SetupError } from "./setup-error.mjs";

/**
 * Runs a program to its end. Its output is printed only if it fails.
 *
 * @param {string} root the working directory
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @throws {SetupError} when the program cannot be started or ends with a status other than 0
 */
export function run(root, program, args, env = process.env) {
  const result = spawnSync(program, args, { cwd: root, env, encoding: "utf8" });
  if (result.error === undefined && result.status === 0) return;
  process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
  const reason =
    result.error?.message ?? `ended with ${result.signal ?? `status ${result.status}`}`;
  throw new SetupError(`\`${[program, ...args].join(" ")}\` failed: ${reason}.`);
}

/**
 * Runs npm: if npm started this process, the same npm, so that no second installation of npm is
 * used.
 *
 * @param {string} root the working directory
 * @param {string[]} args
 * @throws {SetupError} as {@link run}
 */
export function runNpm(root, args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith("npm-cli.js")) run(root, process.execPath, [cli, ...args]);
  else run(root, "npm", args);
}
