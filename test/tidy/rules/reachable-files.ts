import { importsOf, packageEntries, resolveImport } from "../imports.ts";
import type { Project } from "../project.ts";
import type { Finding, Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";

/** Where programs start; the exports of a package are entries too. */
const program = /^packages\/[^/]+\/src\/(main\/)?main\.tsx?$/;

export const rule: Rule = {
  name: "every source file is reachable from an entry of its package",
  remedy: "Import it where it is needed, or delete it; what only tests use belongs in testing/.",
  check: unreachedFiles,
  bad: [
    { "packages/trail/src/index.ts": "export {};", "packages/trail/src/lost.ts": "export {};" },
    {
      "packages/trail/src/lost.ts": "export {};",
      "packages/trail/src/lost.test.ts": 'import "./lost.ts";',
    },
  ],
  good: [
    {
      "packages/trail/package.json": '{"exports":{"./pure":{"source":"./src/pure.ts"}}}',
      "packages/trail/src/pure.ts": 'export type { A } from "./a.ts";',
      "packages/trail/src/a.ts": "export type A = 1;",
    },
    {
      "packages/server/src/main/main.ts": 'await import("./late.ts");',
      "packages/server/src/main/late.ts": 'new Worker(new URL("./worker.ts", import.meta.url));',
      "packages/server/src/main/worker.ts": "export {};",
    },
    { "packages/trail/src/testing/clock.ts": "export {};" },
  ],
};

function unreachedFiles(project: Project): Finding[] {
  const reached = new Set<SourceFile>();
  const visit = (file: SourceFile | undefined): void => {
    if (file === undefined || !file.isCode || reached.has(file)) return;
    reached.add(file);
    for (const specifier of requested(file)) visit(resolveImport(project, file, specifier));
  };
  for (const entry of entries(project)) visit(entry);
  return project.packageSources
    .filter((file) => !reached.has(file) && !file.path.endsWith(".d.ts"))
    .map(({ path }) => ({ path, line: 1, problem: "is reached from no entry" }));
}

function entries(project: Project): (SourceFile | undefined)[] {
  const names = new Set(project.packageSources.map(({ packageName }) => packageName ?? ""));
  const exported = [...names].flatMap((name) => [...packageEntries(project, name).values()]);
  const programs = project.packageSources.filter(({ path }) => program.test(path));
  return [...exported.map((path) => project.file(path)), ...programs];
}

/** What a file imports and, for workers, what it names by `new URL("./x.ts", import.meta.url)`. */
function requested(file: SourceFile): string[] {
  const workers = file.text.matchAll(/new URL\("(\.[^"]+\.tsx?)", import\.meta\.url\)/g);
  return [
    ...importsOf(file).map(({ specifier }) => specifier),
    ...[...workers].map(([, specifier]) => specifier ?? ""),
  ];
}
