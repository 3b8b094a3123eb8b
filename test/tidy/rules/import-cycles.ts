import { importsOf, resolveImport } from "../imports.ts";
import type { Project } from "../project.ts";
import { type Finding, findingAt, type Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";

export const rule: Rule = {
  name: "there are no import cycles",
  remedy: "Move what both sides need into a separate file that imports neither.",
  check: findCycles,
  bad: [
    {
      "packages/ledger/src/a.ts": 'import { b } from "./b.ts";\nexport const a = b;',
      "packages/ledger/src/b.ts": 'export { c as b } from "./c.ts";',
      "packages/ledger/src/c.ts": 'import { a } from "./a.ts";\nexport const c = a;',
    },
    { "test/a.ts": 'import "./a.ts";' },
    {
      "packages/ledger/src/index.ts": 'export * from "./a.ts";',
      "packages/ledger/src/a.ts": 'import { b } from "@indelible/ledger";',
    },
  ],
  good: [
    {
      "packages/ledger/src/a.ts": 'import { b } from "./b.ts";',
      "packages/ledger/src/b.ts": 'import type { A } from "./a.ts";',
    },
    {
      "packages/ledger/src/a.ts": 'import "./b.ts"; import "./c.ts";',
      "packages/ledger/src/b.ts": 'import "./c.ts";',
      "packages/ledger/src/c.ts": "export {};",
    },
  ],
};

/** Depth first; an import of a file that is still open closes a cycle. */
function findCycles(project: Project): Finding[] {
  const findings: Finding[] = [];
  const open: SourceFile[] = [];
  const done = new Set<SourceFile>();
  const visit = (file: SourceFile): void => {
    open.push(file);
    for (const { specifier, offset, isTypeOnly } of importsOf(file)) {
      const target = resolveImport(project, file, specifier);
      if (isTypeOnly || target === undefined || !target.isCode || done.has(target)) continue;
      if (open.includes(target)) {
        const cycle = [...open.slice(open.indexOf(target)), target].map(({ path }) => path);
        findings.push(findingAt(file, offset, `closes the cycle ${cycle.join(" -> ")}`));
      } else visit(target);
    }
    open.pop();
    done.add(file);
  };
  for (const file of project.code) if (!done.has(file)) visit(file);
  return findings;
}
