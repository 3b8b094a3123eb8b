/**
 * Makes the repository ready to run: `node scripts/prepare.mjs --for=start|bench|test`.
 *
 * npm calls it before `npm start` and `npm test`, so that a fresh clone needs no other command. It
 * is plain JavaScript without dependencies because it may run before anything is installed. It
 * prints nothing when nothing is to do.
 */
import { fileURLToPath } from "node:url";
import { build } from "./prepare/build.mjs";
import { requireChromium } from "./prepare/chromium.mjs";
import { installPackages } from "./prepare/install.mjs";
import { checkNodeVersion } from "./prepare/node-version.mjs";
import { requirePostgres } from "./prepare/postgres.mjs";
import { SetupError } from "./prepare/setup-error.mjs";
import { requireSshd } from "./prepare/sshd.mjs";

/** What each purpose needs from the machine besides Node.js and the packages. */
const needs = {
  start: [],
  bench: [requirePostgres],
  test: [requirePostgres, requireChromium, requireSshd],
};

/**
 * @param {string[]} args
 * @returns {keyof typeof needs}
 */
function parsePurpose(args) {
  const purpose = args.find((arg) => arg.startsWith("--for="))?.slice("--for=".length) ?? "start";
  if (purpose === "start" || purpose === "bench" || purpose === "test") return purpose;
  throw new SetupError(`--for takes start, bench or test, not "${purpose}".`);
}

try {
  const root = fileURLToPath(new URL("..", import.meta.url));
  checkNodeVersion(process.versions.node);
  const purpose = parsePurpose(process.argv.slice(2));
  installPackages(root);
  build(root);
  for (const require of needs[purpose]) require();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
