import { importsOf, packageEntries, resolveImport } from "../imports.ts";
import type { Project } from "../project.ts";
import { type Finding, findingAt, type Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";

/** The entries that the portal may load, by package. */
const pureEntries: [string, string][] = [
  ["ledger", "."],
  ["trail", "./pure"],
  ["domain", "."],
];

export const rule: Rule = {
  name: "code that the browser may load does not use Node.js",
  remedy: "Pass it in as an argument, or move it behind an entry that only servers use.",
  check: nodeImports,
  bad: [
    {
      "packages/ledger/src/index.ts": 'export * from "./a.ts";',
      "packages/ledger/src/a.ts": 'import { createHash } from "node:crypto";',
    },
    {
      "packages/trail/package.json": '{"exports":{"./pure":{"source":"./src/pure.ts"}}}',
      "packages/trail/src/pure.ts": 'import { Client } from "pg";',
    },
  ],
  good: [
    {
      "packages/ledger/src/index.ts": 'import type { Hash } from "./a.ts";',
      "packages/ledger/src/a.ts": 'import { createHash } from "node:crypto";',
    },
    { "packages/trail/src/index.ts": 'import { createHash } from "node:crypto";' },
  ],
};

const serverOnly = /^(node:|pg$|@electric-sql\/pglite)/;

function nodeImports(project: Project): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<SourceFile>();
  const visit = (file: SourceFile | undefined): void => {
    if (file === undefined || !file.isCode || seen.has(file)) return;
    seen.add(file);
    for (const { specifier, offset, isTypeOnly } of importsOf(file)) {
      if (isTypeOnly) continue;
      if (serverOnly.test(specifier))
        findings.push(findingAt(file, offset, `needs "${specifier}"`));
      visit(resolveImport(project, file, specifier));
    }
  };
  for (const [name, subpath] of pureEntries) {
    const entry = packageEntries(project, name).get(subpath);
    if (entry !== undefined) visit(project.file(entry));
  }
  return findings;
}
