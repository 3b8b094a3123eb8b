import { type ESTree, Visitor } from "vite";
import { type Finding, findingAt, type Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";

/** The lines of a screen, so that a function can be seen as a whole. */
const limit = 70;

export const rule: Rule = {
  name: `no function is longer than ${limit} lines`,
  remedy: "Extract a part of it into a function with a name.",
  check: (project) => project.code.filter((file) => !file.isTest).flatMap(longFunctions),
  bad: [
    { "packages/server/src/a.ts": `export function a() {${"\n".repeat(limit)}}` },
    { "packages/server/src/a.ts": `export const a = () => {${"\n".repeat(limit)}};` },
    { "bench/a.ts": `class A { a() {${"\n".repeat(limit)}} }` },
  ],
  good: [
    { "packages/server/src/a.ts": `export function a() {${"\n".repeat(limit - 1)}}` },
    { "packages/server/src/a.test.ts": `describe("a", () => {${"\n".repeat(limit)}});` },
  ],
};

function longFunctions(file: SourceFile): Finding[] {
  const findings: Finding[] = [];
  const measure = ({ start, end }: ESTree.Span): void => {
    const lines = file.lineAt(end) - file.lineAt(start) + 1;
    if (lines > limit) findings.push(findingAt(file, start, `function of ${lines} lines`));
  };
  new Visitor({
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(file.program);
  return findings;
}
