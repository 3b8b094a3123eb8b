/**
 * Prepares the repository: `node scripts/prepare.mjs --for=start|build|bench|test`.
 *
 * npm calls it before `npm start` and `npm test`, so that a fresh clone needs no other command. It
 * is plain JavaScript without dependencies because it may run before anything is installed. It
 * prints nothing if there is nothing to do.
 */
import { fileURLToPath } from "node:url";
import { build, compileStep, portalStep, programsStep } from "./prepare/build.mjs";
import { requireChromium } from "./prepare/chromium.mjs";
import { installPackages } from "./prepare/install.mjs";
import { checkNodeVersion } from "./prepare/node-version.mjs";
import { requirePostgres } from "./prepare/postgres.mjs";
import { SetupError } from "./prepare/setup-error.mjs";
import { requireSshd } from "./prepare/sshd.mjs";
import { showUsage } from "./usage.mjs";

showUsage(`Usage: node scripts/prepare.mjs --for=start|build|bench|test

Installs the packages and builds what is stale for this purpose; build is the default.
Prints nothing if there is nothing to do.`);

const everything = [compileStep, programsStep, portalStep];

/** What each purpose builds, and the programs it needs in addition to Node.js and the packages. */
const purposes = new Map([
  ["start", { steps: [programsStep, portalStep], needs: [] }],
  ["build", { steps: everything, needs: [] }],
  ["bench", { steps: [compileStep], needs: [requirePostgres] }],
  ["test", { steps: everything, needs: [requirePostgres, requireChromium, requireSshd] }],
]);

/** @param {string[]} args */
function parsePurpose(args) {
  const name = args.find((arg) => arg.startsWith("--for="))?.slice("--for=".length) ?? "build";
  const purpose = purposes.get(name);
  if (purpose !== undefined) return purpose;
  throw new SetupError(`--for must be start, build, bench or test, not "${name}".`);
}

try {
  const root = fileURLToPath(new URL("..", import.meta.url));
  checkNodeVersion(process.versions.node);
  const { steps, needs } = parsePurpose(process.argv.slice(2));
  installPackages(root);
  build(root, steps);
  for (const require of needs) require();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
