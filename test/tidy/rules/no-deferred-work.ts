import { findingAt, type Rule } from "../rule.ts";

const marks = /\b(TODO|FIXME|XXX|HACK)\b/;

export const rule: Rule = {
  name: "no comment postpones work",
  remedy: "Do it now, or open an issue. Comments describe the current state, not future plans.",
  check: (project) =>
    project.code.flatMap((file) =>
      file.comments
        .filter(({ value }) => marks.test(value))
        .map(({ start, value }) => findingAt(file, start, marks.exec(value)?.[0] ?? "")),
    ),
  bad: [
    { "packages/trail/src/a.ts": "// TODO: check\na();" },
    { "test/a.test.ts": "/* later\n FIXME */" },
  ],
  good: [{ "packages/trail/src/a.ts": 'export const a = "TODO"; // method' }],
};
