import type { Rule } from "../rule.ts";

const limit = 400;

export const rule: Rule = {
  name: `no source file is longer than ${limit} lines`,
  remedy: "Split it: one concept per file.",
  check: (project) =>
    project.code
      .filter((file) => !file.isTest && file.lineAt(file.text.trimEnd().length) > limit)
      .map(({ path }) => ({ path, line: limit + 1, problem: `continues after line ${limit}` })),
  bad: [{ "packages/server/src/a.ts": `${"a();\n".repeat(limit)}b();\n` }],
  good: [
    { "packages/server/src/a.ts": "a();\n".repeat(limit) },
    { "packages/server/src/a.test.ts": "a();\n".repeat(limit + 1) },
    { "docs/a.md": "a\n".repeat(limit + 1) },
  ],
};
