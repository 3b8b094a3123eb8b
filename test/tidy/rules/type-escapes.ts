import { type ESTree, Visitor } from "vite";
import { type Finding, findingAt, type Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";

export const rule: Rule = {
  name: "nothing bypasses the type checker",
  remedy: "Declare the type, narrow an unknown value with a check, or handle the missing case.",
  check: (project) => project.code.flatMap(escapes),
  bad: [
    { "packages/trail/src/a.ts": "export const a = (b: any) => b;" },
    { "packages/trail/src/a.ts": "export const a = b as any;" },
    { "packages/trail/src/a.ts": "export const a = b!.c;" },
    { "packages/trail/src/a.ts": "// @ts-ignore\nb();" },
    { "packages/trail/src/a.ts": "// @ts-expect-error\nb();" },
    { "bench/a.ts": "// @ts-nocheck\nb();" },
  ],
  good: [
    { "packages/trail/src/a.ts": 'export const any = "any!"; // any' },
    { "packages/trail/src/a.test.ts": "// @ts-expect-error a number is no name\nb(1);" },
  ],
};

function escapes(file: SourceFile): Finding[] {
  const findings: Finding[] = [];
  const find = ({ start }: ESTree.Span, what: string): void => {
    findings.push(findingAt(file, start, what));
  };
  new Visitor({
    TSAnyKeyword: (node) => find(node, "any"),
    TSNonNullExpression: (node) => find(node, "non-null assertion"),
  }).visit(file.program);
  // Only a test may check that the type checker refuses something.
  const directive = file.isTest ? /^\s*@ts-(ignore|nocheck)/ : /^\s*@ts-/;
  for (const comment of file.comments) {
    if (directive.test(comment.value)) find(comment, comment.value.trim());
  }
  return findings;
}
