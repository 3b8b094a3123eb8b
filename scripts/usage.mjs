import { readFileSync } from "node:fs";

/**
 * Prints the usage of a script for `--help`, or the version of the repository for `--version`, and ends
 * the process; does nothing without one of these options.
 *
 * @param {string} usage
 */
export function showUsage(usage) {
  const options = new Set(process.argv.slice(2));
  if (options.has("--help") || options.has("-h")) {
    console.log(usage);
    process.exit(0);
  }
  if (!options.has("--version")) return;
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  console.log(JSON.parse(text).version);
  process.exit(0);
}
