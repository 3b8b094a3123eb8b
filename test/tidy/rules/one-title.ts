import type { Finding, Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";

export const rule: Rule = {
  name: "every Markdown file has one title",
  remedy: 'Keep exactly one line that starts with "# ", the first heading.',
  check: (project) => project.files.filter(({ path }) => path.endsWith(".md")).flatMap(titleFault),
  bad: [
    { "docs/a.md": "no title\n" },
    { "docs/a.md": "# One\n\n# Two\n" },
    { "docs/a.md": "```sh\n# A comment\n```\n" },
  ],
  good: [{ "docs/a.md": "# One\n\n## Part\n\n```sh\n# A comment\n```\n" }],
};

function titleFault(file: SourceFile): Finding[] {
  let inCode = false;
  const titles: number[] = [];
  for (const [index, line] of file.text.split("\n").entries()) {
    if (/^\s*(```|~~~)/.test(line)) inCode = !inCode;
    else if (!inCode && line.startsWith("# ")) titles.push(index + 1);
  }
  if (titles.length === 1) return [];
  return [{ path: file.path, line: titles[1] ?? 1, problem: `has ${titles.length} titles` }];
}
