import { findingsOf, type Rule } from "../rule.ts";

/**
 * Directories of one machine; "/tmp/" is allowed in tests and documents, because it exists on most
 * systems.
 */
const machine = /(?<![\w.~-])\/(work|root)\/[\w.-]*/g;
const temporary = /(?<![\w.~-])\/tmp\/[\w.-]*/g;

export const rule: Rule = {
  name: "no file contains a path of one machine",
  remedy: "Make the path relative, or take it from the configuration or os.tmpdir().",
  check: (project) =>
    project.files
      .filter(({ path }) => !path.startsWith("test/tidy/"))
      .flatMap((file) => [
        ...findingsOf(file, machine, "machine path"),
        ...(file.isPackageSource ? findingsOf(file, temporary, "machine path") : []),
      ]),
  bad: [
    { "docs/a.md": "Look at `/work/main`." },
    { "packages/trail/src/a.test.ts": 'read("/root/.config");' },
    { "packages/trail/src/a.ts": 'export const a = "/tmp/a";' },
  ],
  good: [
    { "docs/a.md": "docs/work/, ~/root/ and https://example.com/work/ are not of this machine." },
    { "docs/b.md": "Try it in /tmp/try." },
  ],
};
