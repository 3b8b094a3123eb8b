import { posix } from "node:path";
import { importsOf, resolveImport } from "../imports.ts";
import type { Project } from "../project.ts";
import { type Finding, findingAt, type Rule } from "../rule.ts";

/**
 * An import of one folder by a neighbour, and where it is written. What is below a folder counts as
 * the folder; files of the folder that holds both are no part of either.
 */
interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly finding: Finding;
}

export const rule: Rule = {
  name: "no folders of a package import one another in a circle",
  remedy: "Move what both need to a folder below them, or pass it in as an argument.",
  check: circles,
  bad: [
    {
      "packages/trail/src/a/x.ts": 'import { y } from "../b/y.ts";\nexport const x = y;',
      "packages/trail/src/b/y.ts": "export const y = 1;",
      "packages/trail/src/b/z.ts": 'import type { x } from "../a/x.ts";',
    },
    {
      "packages/trail/src/a/x.ts": 'import "../b/y.ts";',
      "packages/trail/src/b/y.ts": 'import "../c/z.ts";',
      "packages/trail/src/c/z.ts": 'export * from "../a/w.ts";',
      "packages/trail/src/a/w.ts": "export const w = 1;",
    },
    {
      "packages/trail/src/a/deep/x.ts": 'import "../../b/y.ts";',
      "packages/trail/src/b/y.ts": 'import "../a/z.ts";',
      "packages/trail/src/a/z.ts": "export const z = 1;",
    },
  ],
  good: [
    {
      "packages/trail/src/a/x.ts": 'import "../b/y.ts";',
      "packages/trail/src/b/y.ts": 'import "../c/z.ts";',
      "packages/trail/src/c/z.ts": "export const z = 1;",
    },
    {
      "packages/trail/src/a/x.ts": 'import "./y.ts";',
      "packages/trail/src/a/y.ts": 'import type { x } from "./x.ts";',
    },
    {
      "packages/trail/src/index.ts": 'export * from "./a/x.ts";',
      "packages/trail/src/a/x.ts": 'import { sql } from "../sql.ts";',
      "packages/trail/src/sql.ts": "export const sql = 1;",
    },
  ],
};

function circles(project: Project): Finding[] {
  const arrows = arrowsOf(project);
  const targets = new Map<string, Set<string>>();
  for (const { from, to } of arrows) {
    const known = targets.get(from) ?? new Set();
    targets.set(from, known.add(to));
  }
  return arrows
    .filter(({ from, to }) => reaches(targets, to, from))
    .map(({ from, to, finding }) => ({ ...finding, problem: `${from} and ${to} form a circle` }));
}

function arrowsOf(project: Project): Arrow[] {
  return project.packageSources.flatMap((file) =>
    importsOf(file).flatMap(({ specifier, offset }) => {
      const target = resolveImport(project, file, specifier);
      if (target === undefined || target.packageName !== file.packageName) return [];
      const neighbours = neighbouringFolders(file.path, target.path);
      return neighbours === undefined
        ? []
        : [{ ...neighbours, finding: findingAt(file, offset, "") }];
    }),
  );
}

/** The folders in which two files part ways; undefined where one of the files is not in a folder. */
function neighbouringFolders(from: string, to: string): Pick<Arrow, "from" | "to"> | undefined {
  const [a, b] = [posix.dirname(from).split("/"), posix.dirname(to).split("/")];
  const parting = a.findIndex((name, index) => name !== b[index]);
  if (parting === -1 || parting >= b.length) return undefined;
  const upTo = (path: string[]) => path.slice(0, parting + 1).join("/");
  return { from: upTo(a), to: upTo(b) };
}

function reaches(targets: Map<string, Set<string>>, start: string, goal: string): boolean {
  const seen = new Set<string>();
  const visit = (folder: string): boolean => {
    if (folder === goal) return true;
    if (seen.has(folder)) return false;
    seen.add(folder);
    return [...(targets.get(folder) ?? [])].some(visit);
  };
  return visit(start);
}
