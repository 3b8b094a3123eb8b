import { findingAt, type Rule } from "../rule.ts";

/** Tools that read a configuration require a default export. */
const configuration = /\.config\.[cm]?[jt]s$/;

export const rule: Rule = {
  name: "exports are named",
  remedy: "Use a named export.",
  check: (project) =>
    project.code
      .filter(({ path }) => !configuration.test(path))
      .flatMap((file) =>
        file.module.staticExports
          .flatMap(({ entries }) => entries)
          .filter(
            ({ exportName }) => exportName.kind === "Default" || exportName.name === "default",
          )
          .map(({ start }) => findingAt(file, start, "default export")),
      ),
  bad: [
    { "packages/portal/src/a.tsx": "export default function A() {}" },
    { "packages/portal/src/a.ts": "const a = 1;\nexport { a as default };" },
    { "packages/portal/src/a.ts": 'export { default } from "./b.ts";' },
  ],
  good: [
    { "vitest.config.ts": "export default {};" },
    { "packages/portal/src/a.ts": 'export { default as a } from "b";' },
  ],
};
