import type { ESTree } from "vite";
import { type Finding, findingAt, type Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";

type Declaration = Exclude<ESTree.ExportNamedDeclaration["declaration"], null>;

export const rule: Rule = {
  name: "every export of a package is documented (in the portal: every function)",
  remedy: "Add /** ... */ above it: behaviour, units, limits, errors, source.",
  check: (project) => project.packageSources.flatMap(undocumentedExports),
  bad: [
    { "packages/ledger/src/a.ts": "export function a() {}" },
    { "packages/ledger/src/a.ts": "/* plain */\nexport const a = 1;" },
    { "packages/ledger/src/a.ts": "/** Of another. */\nconst b = 1;\nexport const a = b;" },
    { "packages/ledger/src/a.ts": "/** */\nexport interface A {}" },
    { "packages/ledger/src/a.ts": "function a() {}\nexport { a };" },
    { "packages/portal/src/a.tsx": "export const A = () => null;" },
  ],
  good: [
    { "packages/ledger/src/a.ts": "/** The first letter. */\nexport const a = 1;" },
    { "packages/ledger/src/a.ts": "/** One. */\nfunction a() {}\nexport { a };" },
    { "packages/ledger/src/index.ts": 'export * from "./a.ts";\nexport { b } from "./b.ts";' },
    {
      "packages/ledger/src/a.ts":
        "/** Either way. */\nexport function a(b: 1): 1;\nexport function a(b: 2): 2;\n" +
        "export function a(b: 1 | 2) { return b; }",
    },
    { "packages/portal/src/a.tsx": "export interface AProps {}" },
    { "packages/ledger/src/a.test.ts": "export function a() {}" },
  ],
};

interface Exported {
  name: string;
  /** Where the statement starts, the word `export` included. */
  start: number;
  isFunction: boolean;
}

function undocumentedExports(file: SourceFile): Finding[] {
  const declared = file.program.body.flatMap(declarations);
  const documented = new Set(
    declared.filter(({ start }) => hasDocstring(file, start)).map(({ name }) => name),
  );
  const exported = new Set(
    file.module.staticExports
      .flatMap(({ entries }) => entries)
      .filter(({ moduleRequest }) => moduleRequest === null)
      .map(({ localName }) => localName.name),
  );
  const firsts = new Map(
    declared.toReversed().map((declaration) => [declaration.name, declaration]),
  );
  return [...firsts.values()]
    .filter(({ name, isFunction }) => exported.has(name) && (isFunction || !isPortal(file)))
    .filter(({ name }) => !documented.has(name))
    .map(({ name, start }) => findingAt(file, start, `"${name}" is not documented`));
}

function isPortal({ packageName }: SourceFile): boolean {
  return packageName === "portal";
}

/** True when the comment that ends right before the offset is a docstring with some words in it. */
function hasDocstring(file: SourceFile, offset: number): boolean {
  const comment = file.comments.findLast(({ end }) => end <= offset);
  if (comment === undefined || comment.type !== "Block" || !comment.value.startsWith("*")) {
    return false;
  }
  return /\w/.test(comment.value) && file.text.slice(comment.end, offset).trim() === "";
}

function declarations(statement: ESTree.Statement | ESTree.Directive): Exported[] {
  const { start } = statement;
  const declaration =
    statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
  if (declaration === null || !("type" in declaration)) return [];
  return namesOf(declaration as Declaration).map((named) => ({ ...named, start }));
}

function namesOf(declaration: Declaration): { name: string; isFunction: boolean }[] {
  switch (declaration.type) {
    case "VariableDeclaration":
      return declaration.declarations.flatMap(({ id, init }) =>
        id.type === "Identifier"
          ? [{ name: id.name, isFunction: init?.type === "ArrowFunctionExpression" }]
          : [],
      );
    case "FunctionDeclaration":
    case "TSDeclareFunction":
      return declaration.id === null ? [] : [{ name: declaration.id.name, isFunction: true }];
    case "ClassDeclaration":
      return declaration.id === null ? [] : [{ name: declaration.id.name, isFunction: false }];
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
      return [{ name: declaration.id.name, isFunction: false }];
    default:
      return [];
  }
}
