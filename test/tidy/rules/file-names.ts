import { posix } from "node:path";
import type { Rule } from "../rule.ts";

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/;

export const rule: Rule = {
  name: "source files are named in kebab-case",
  remedy: "Rename it: lower-case words joined by hyphens, then the extension.",
  check: (project) =>
    project.code
      .filter(({ path }) => !kebabCase.test(posix.basename(path)))
      .map(({ path }) => ({ path, line: 1, problem: "is not named in kebab-case" })),
  bad: [
    { "packages/portal/src/AuditPage.tsx": "" },
    { "packages/trail/src/event_log.ts": "" },
    { "scripts/eventLog.mjs": "" },
  ],
  good: [{ "packages/trail/src/event-log.test.ts": "" }, { "CONTRIBUTING.md": "" }],
};
