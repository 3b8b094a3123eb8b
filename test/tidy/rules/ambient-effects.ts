import { type ESTree, Visitor } from "vite";
import { type Finding, findingAt, type Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";

/**
 * The composition roots, which pass the real clock, randomness, output and environment to other
 * code.
 */
const roots = /^packages\/((portal|cli|demo)\/src|server\/src\/main)\/main\.tsx?$/;

/** The only other place that may read the environment. */
const configuration = /^packages\/server\/src\/main\/config\.ts$/;

const banned = new Set(["Date.now", "Math.random", "process.env"]);

export const rule: Rule = {
  name: "clock, randomness, environment and console are used at the composition root only",
  remedy: "Accept it as an argument (a clock, a source of ids, a logger, a configuration).",
  check: (project) =>
    project.packageSources.filter(({ path }) => !roots.test(path)).flatMap(effects),
  bad: [
    { "packages/trail/src/a.ts": "export const a = Date.now();" },
    { "packages/trail/src/a.ts": "export const a = (clock = Date.now) => clock();" },
    { "packages/trail/src/a.ts": "export const a = new Date();" },
    { "packages/trail/src/a.ts": "export const a = Date();" },
    { "packages/portal/src/a.ts": "export const a = Math.random();" },
    { "packages/server/src/a.ts": 'console.log("a");' },
    { "packages/server/src/a.ts": "export const a = process.env.PORT;" },
    { "packages/server/src/main/config.ts": "export const a = Date.now();" },
  ],
  good: [
    { "packages/trail/src/a.ts": "export const a = new Date(0); // not Date.now()" },
    { "packages/server/src/main/main.ts": "console.log(Date.now(), process.env.PORT);" },
    { "packages/server/src/main/config.ts": "export const a = process.env.PORT;" },
    { "packages/trail/src/a.test.ts": "const a = Date.now();" },
    { "bench/a.ts": "console.log(new Date());" },
  ],
};

function effects(file: SourceFile): Finding[] {
  const findings: Finding[] = [];
  const find = ({ start }: ESTree.Span, what: string): void => {
    if (what === "process.env" && configuration.test(file.path)) return;
    findings.push(findingAt(file, start, `uses ${what}`));
  };
  new Visitor({
    MemberExpression(node) {
      const name = memberName(node);
      if (banned.has(name) || name.startsWith("console.")) find(node, name);
    },
    NewExpression(node) {
      if (isDate(node.callee) && node.arguments.length === 0) find(node, "new Date()");
    },
    CallExpression(node) {
      if (isDate(node.callee)) find(node, "Date()");
    },
  }).visit(file.program);
  return findings;
}

function memberName({ object, property }: ESTree.MemberExpression): string {
  if (object.type !== "Identifier" || property.type !== "Identifier") return "";
  return `${object.name}.${property.name}`;
}

function isDate(callee: ESTree.Expression): boolean {
  return callee.type === "Identifier" && callee.name === "Date";
}
