import { importsOf } from "../imports.ts";
import { findingAt, type Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";

/** What each package may import from this repository; its own files are always allowed. */
const arrows: Record<string, string[]> = {
  ledger: [],
  "data-folder": [],
  trail: ["@indelible/ledger"],
  witness: ["@indelible/ledger"],
  signer: ["@indelible/ledger"],
  domain: ["@indelible/trail/pure"],
  checks: ["@indelible/domain", "@indelible/trail"],
  masking: [],
  execution: [],
  kernel: ["@indelible/domain", "@indelible/trail"],
  engine: [
    "@indelible/kernel",
    "@indelible/domain",
    "@indelible/trail",
    "@indelible/masking",
    "@indelible/execution",
  ],
  server: [
    "@indelible/checks",
    "@indelible/data-folder",
    "@indelible/ledger",
    "@indelible/signer",
    "@indelible/trail",
    "@indelible/trail/pure",
    "@indelible/domain",
    "@indelible/kernel",
    "@indelible/masking",
    "@indelible/execution",
    "@indelible/engine",
  ],
  demo: ["@indelible/data-folder", "@indelible/server"],
  portal: ["@indelible/ledger", "@indelible/domain", "@indelible/trail/pure"],
  cli: [
    "@indelible/checks",
    "@indelible/data-folder",
    "@indelible/ledger",
    "@indelible/signer",
    "@indelible/trail",
    "@indelible/trail/pure",
    "@indelible/domain",
    "@indelible/witness",
  ],
};

/** The only npm packages of the packages that must stay pure. */
const pure: Record<string, string[]> = {
  ledger: [],
  masking: [],
  "data-folder": [],
  witness: [],
  signer: [],
  domain: ["typebox", "re2js", "croner", "windows-iana"],
};

export const rule: Rule = {
  name: "packages import only along the arrows of the design",
  remedy: "Move the code to the package that may import both, or pass it as an argument.",
  check: (project) =>
    project.code
      .filter((file) => file.packageName !== undefined && file.path.includes("/src/"))
      .flatMap((file) =>
        importsOf(file)
          .filter(({ specifier }) => !isAllowed(file, specifier))
          .map(({ specifier, offset }) => findingAt(file, offset, `imports "${specifier}"`)),
      ),
  bad: [
    { "packages/ledger/src/a.ts": 'import { commit } from "@indelible/trail";' },
    { "packages/ledger/src/a.ts": 'import pg from "pg";' },
    { "packages/trail/src/a.ts": 'import type { A } from "@indelible/domain";' },
    { "packages/trail/src/a.ts": 'import { holdDataFolder } from "@indelible/data-folder";' },
    { "packages/witness/src/a.ts": 'import { TrailError } from "@indelible/trail";' },
    { "packages/witness/src/a.ts": 'import fastify from "fastify";' },
    { "packages/domain/src/a.ts": 'import { commit } from "@indelible/trail";' },
    { "packages/domain/src/a.ts": 'export * from "fastify";' },
    { "packages/portal/src/a.ts": 'const server = await import("@indelible/server");' },
    { "packages/cli/src/a.ts": 'import { startServer } from "@indelible/server";' },
    { "packages/masking/src/a.ts": 'import { TrailError } from "@indelible/trail";' },
    { "packages/kernel/src/a.ts": 'import type { Task } from "@indelible/engine";' },
    { "packages/engine/src/a.ts": 'import type { DocumentService } from "@indelible/server";' },
    { "packages/server/src/a.ts": 'import { story } from "@indelible/demo";' },
    { "packages/server/src/a.ts": 'import { commit } from "../../trail/src/commit.ts";' },
    { "packages/server/src/a.ts": 'import { startCluster } from "../../../test/support/a.ts";' },
  ],
  good: [
    { "packages/trail/src/a.ts": 'import { leafHash } from "@indelible/ledger"; import "./b.ts";' },
    { "packages/witness/src/a.ts": 'import { openNote } from "@indelible/ledger";' },
    { "packages/domain/src/a.ts": 'import { Type } from "typebox";' },
    { "packages/domain/src/a.ts": 'import { defineDocument } from "@indelible/trail/pure";' },
    { "packages/trail/src/a.test.ts": 'import { test } from "../../../test/support/a.ts";' },
    { "examples/embed/main.ts": 'import { commit } from "@indelible/trail";' },
  ],
};

function isAllowed(file: SourceFile, specifier: string): boolean {
  const name = file.packageName ?? "";
  if (specifier.startsWith(".")) return staysInside(file, specifier);
  if (specifier.startsWith("@indelible/")) return arrows[name]?.includes(specifier) ?? false;
  if (file.isTest || specifier.startsWith("node:")) return true;
  return pure[name]?.some((npm) => isPartOf(specifier, npm)) ?? true;
}

function isPartOf(specifier: string, npmPackage: string): boolean {
  return specifier === npmPackage || specifier.startsWith(`${npmPackage}/`);
}

function staysInside(file: SourceFile, specifier: string): boolean {
  const target = new URL(specifier, `file:///${file.path}`).pathname.slice(1);
  const isTestSupport = file.isTest && target.startsWith("test/support/");
  return isTestSupport || target.startsWith(`packages/${file.packageName}/`);
}
