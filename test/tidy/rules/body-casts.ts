import { findingsOf, type Rule } from "../rule.ts";

/** The files in which bytes from outside get their type, and what they are. */
const BOUNDARIES: readonly string[] = [
  // Bodies of requests.
  "packages/kernel/src/read-body.ts",
  // The registry holds the hooks of a type under its prefix.
  "packages/server/src/documents/document-hooks.ts",
  // Rows of the database.
  "packages/trail/src/commit/read.ts",
  // Options of a framework whose types know fewer cases than it takes.
  "packages/server/src/http/app.ts",
];

export const rule: Rule = {
  name: "no type is cast to another but where bytes enter",
  remedy:
    "Carry the type from the definition, narrow by a check, or cast in the one function of the boundary.",
  check: (project) =>
    project.packageSources
      .filter(({ path }) => !BOUNDARIES.includes(path))
      .flatMap((file) => findingsOf(file, /\bas unknown as\b/g, "casts")),
  bad: [
    { "packages/server/src/features/a/a.ts": "export const a = body as unknown as Machine;" },
    { "packages/portal/src/model/a.ts": "const a = (x as unknown as string).length;" },
  ],
  good: [
    { "packages/kernel/src/read-body.ts": "export const a = fields as unknown as Machine;" },
    { "packages/server/src/features/a/a.ts": "export const a: unknown = body;" },
    { "packages/server/src/features/a/a.test.ts": "const a = {} as unknown as Machine;" },
  ],
};
