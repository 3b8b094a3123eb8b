import { posix } from "node:path";
import type { Project } from "./project.ts";
import type { SourceFile } from "./source-file.ts";

/** An import of one file by another, with `import`, `export ... from` or a dynamic `import()`. */
export interface Import {
  /** As written, such as "./tree.ts", "@indelible/trail" or "node:crypto". */
  specifier: string;
  /** Its position in the file. */
  offset: number;
  /** True if it does not exist at run time. */
  isTypeOnly: boolean;
}

/** The imports of a file whose specifier is a plain string. */
export function importsOf(file: SourceFile): Import[] {
  const { staticImports, staticExports, dynamicImports } = file.module;
  const imports = staticImports.map(({ moduleRequest, entries, start }) => ({
    specifier: moduleRequest.value,
    offset: start,
    isTypeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
  }));
  const reexports = staticExports.flatMap(({ entries, start }) => {
    const specifier = entries[0]?.moduleRequest?.value;
    const isTypeOnly = entries.every(({ isType }) => isType);
    return specifier === undefined ? [] : [{ specifier, offset: start, isTypeOnly }];
  });
  const dynamic = dynamicImports.flatMap(({ moduleRequest, start }) => {
    const literal = /^["'`]([^$]*)["'`]$/.exec(
      file.text.slice(moduleRequest.start, moduleRequest.end),
    );
    return literal?.[1] === undefined
      ? []
      : [{ specifier: literal[1], offset: start, isTypeOnly: false }];
  });
  return [...imports, ...reexports, ...dynamic];
}

/** The file of the project that a specifier means, undefined for a package from npm or Node.js. */
export function resolveImport(
  project: Project,
  from: SourceFile,
  specifier: string,
): SourceFile | undefined {
  if (specifier.startsWith(".")) {
    return project.file(posix.join(posix.dirname(from.path), specifier));
  }
  const [, name, subpath = ""] = /^@indelible\/([^/]+)(\/.+)?$/.exec(specifier) ?? [];
  if (name === undefined) return undefined;
  const entry = packageEntries(project, name).get(`.${subpath}`);
  return entry === undefined ? undefined : project.file(entry);
}

/** The source of each export of a package: "." and its subpaths, from its package.json. */
export function packageEntries(project: Project, name: string): Map<string, string> {
  const manifest = project.file(`packages/${name}/package.json`);
  if (manifest === undefined) return new Map([[".", `packages/${name}/src/index.ts`]]);
  const { exports = {} }: { exports?: Record<string, { source?: string } | string> } = JSON.parse(
    manifest.text,
  );
  const sources = Object.entries(exports).flatMap(([subpath, target]): [string, string][] =>
    typeof target === "string" || target.source === undefined
      ? []
      : [[subpath, posix.join(`packages/${name}`, target.source)]],
  );
  return new Map(sources);
}
