import { type ESTree, Visitor } from "vite";
import { type Finding, findingAt, type Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";

export const rule: Rule = {
  name: "errors of the packages have their own type",
  remedy: "Use an error class of the package, with a code and a helpful message.",
  check: (project) => project.packageSources.flatMap(bareErrors),
  bad: [
    { "packages/trail/src/a.ts": 'throw new Error("no");' },
    { "packages/trail/src/a.ts": 'export const a = Error("no");' },
  ],
  good: [
    { "packages/trail/src/a.ts": "export class TrailError extends Error {}" },
    { "packages/trail/src/a.ts": 'throw new TrailError("Stale", "The document has changed.");' },
    { "packages/trail/src/a.test.ts": 'throw new Error("no");' },
  ],
};

function bareErrors(file: SourceFile): Finding[] {
  const findings: Finding[] = [];
  const check = ({ callee, start }: ESTree.CallExpression | ESTree.NewExpression): void => {
    if (callee.type === "Identifier" && callee.name === "Error") {
      findings.push(findingAt(file, start, "bare Error"));
    }
  };
  new Visitor({ CallExpression: check, NewExpression: check }).visit(file.program);
  return findings;
}
