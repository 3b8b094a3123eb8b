import type { Finding, Rule, Sample } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";

interface LockedPackage {
  version?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
}

/**
 * Packages whose install script only builds an optional part; prepare.mjs installs without running
 * it. ssh2: a native cipher instead of that of Node.js.
 */
const worksWithoutScript = new Set(["node_modules/ssh2"]);

const complete: LockedPackage = { version: "1.0.0", integrity: "sha512-" };

export const rule: Rule = {
  name: "the lockfile installs on every platform, with integrity checks and without scripts",
  remedy:
    "Choose versions that are complete, remove package-lock.json and node_modules, npm install.",
  check: (project) => {
    const lockfile = project.file("package-lock.json");
    return lockfile === undefined ? [] : faults(lockfile);
  },
  bad: [
    locked({ "node_modules/a": { version: "1.0.0" } }),
    locked({ "node_modules/a": { integrity: "b", optional: true } }),
    locked({ "node_modules/a": { ...complete, optionalDependencies: { "a-mac": "1" } } }),
    locked({ "node_modules/a": { ...complete, hasInstallScript: true } }),
  ],
  good: [
    locked({
      "packages/trail": { version: "0.1.0" },
      "node_modules/@indelible/trail": { link: true },
      "node_modules/a": { ...complete, optionalDependencies: { "a-mac": "1" } },
      "node_modules/a/node_modules/a-mac": { ...complete, optional: true },
      "node_modules/ssh2": { ...complete, hasInstallScript: true },
    }),
  ],
};

function locked(packages: Record<string, LockedPackage>): Sample {
  return { "package-lock.json": JSON.stringify({ packages }) };
}

function faults(lockfile: SourceFile): Finding[] {
  const { packages }: { packages: Record<string, LockedPackage> } = JSON.parse(lockfile.text);
  return Object.entries(packages)
    .filter(([path, entry]) => path.includes("node_modules/") && entry.link !== true)
    .flatMap(([path, entry]) => {
      const line = lockfile.lineAt(lockfile.text.indexOf(`"${path}"`));
      const problems = [...faultsOf(path, entry), ...missingOptional(packages, path, entry)];
      return problems.map((problem) => ({ path: lockfile.path, line, problem }));
    });
}

function faultsOf(path: string, entry: LockedPackage): string[] {
  const faults: string[] = [];
  if (entry.version === undefined) faults.push("has no version");
  if (entry.integrity === undefined) faults.push("has no integrity");
  const needsScript = entry.hasInstallScript && !entry.optional && !worksWithoutScript.has(path);
  if (needsScript) faults.push("runs a script when installed");
  return faults;
}

/**
 * npm omits packages that the registry could not provide, and then `npm ci` refuses the lockfile.
 */
function missingOptional(
  packages: Record<string, LockedPackage>,
  path: string,
  { optionalDependencies = {} }: LockedPackage,
): string[] {
  return Object.keys(optionalDependencies)
    .filter((name) => !(`${path}/node_modules/${name}` in packages))
    .filter((name) => !(`node_modules/${name}` in packages))
    .map((name) => `lacks its optional ${name}`);
}
