import { builtinModules } from "node:module";
import { importsOf } from "../imports.ts";
import type { Project } from "../project.ts";
import { findingAt, type Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

export const rule: Rule = {
  name: "what a package imports is in its package.json",
  remedy: "Add it with `npm install --workspace <package> <name>`; node: goes before Node's own.",
  check: (project) =>
    project.code
      .filter((file) => file.packageName !== undefined)
      .flatMap((file) =>
        importsOf(file)
          .filter(({ specifier }) => !isDeclared(project, file, specifier))
          .map(({ specifier, offset }) => findingAt(file, offset, `"${specifier}" is undeclared`)),
      ),
  bad: [
    {
      "packages/trail/package.json": "{}",
      "packages/trail/src/a.ts": 'import pg from "pg";',
    },
    {
      "packages/trail/package.json": '{"devDependencies":{"pg":"8"}}',
      "packages/trail/src/a.ts": 'import pg from "pg/lib/client.js";',
    },
    { "packages/trail/package.json": "{}", "packages/trail/src/a.ts": 'import "fs";' },
  ],
  good: [
    {
      "package.json": '{"devDependencies":{"vitest":"4"}}',
      "packages/trail/package.json": '{"dependencies":{"@a/pg":"8"}}',
      "packages/trail/src/a.ts": 'import "@a/pg/b"; import "node:fs"; import "./b.ts";',
      "packages/trail/src/a.test.ts": 'import { test } from "vitest";',
    },
    { "packages/trail/scripts/a.mjs": 'import "@indelible/trail";' },
    {
      "packages/portal/package.json": '{"devDependencies":{"react":"19"}}',
      "packages/portal/src/a.ts": 'import "react";',
    },
  ],
};

function isDeclared(project: Project, file: SourceFile, specifier: string): boolean {
  if (specifier.startsWith(".") || specifier.startsWith("node:")) return true;
  if (builtinModules.includes(specifier)) return false;
  const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
  return name === `@indelible/${file.packageName}` || name in declared(project, file);
}

/**
 * Tests, tools and what Vite bundles into the page are not installed with a package, so there
 * devDependencies count.
 */
function declared(project: Project, file: SourceFile): Record<string, string> {
  const own = manifest(project, `packages/${file.packageName}/package.json`);
  if (file.isPackageSource && file.packageName !== "portal") return own.dependencies ?? {};
  const shared = file.isPackageSource ? {} : manifest(project, "package.json").devDependencies;
  return { ...shared, ...own.devDependencies, ...own.dependencies };
}

function manifest(project: Project, path: string): Manifest {
  return JSON.parse(project.file(path)?.text ?? "{}");
}
