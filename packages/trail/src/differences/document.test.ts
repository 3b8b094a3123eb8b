import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Json, MAX_NESTING } from "../json/json.ts";
import { MAX_ALIGNMENT_CELLS } from "./alignment.ts";
import { apply } from "./apply.ts";
import { MAX_ARRAY_OPERATIONS } from "./array-plan.ts";
import { type Change, changes } from "./changes.ts";
import { differences } from "./differences.ts";
import type { IdentityRules } from "./identity.ts";
import { MAX_OPERATIONS, type Operation } from "./operation.ts";

const PAGE = readFileSync(
  new URL("../../../../docs/formats/differences.md", import.meta.url),
  "utf8",
);

/** The fenced blocks of one example, by the word after the language. */
interface Example {
  readonly title: string;
  readonly blocks: ReadonlyMap<string, string>;
}

const EXAMPLES: Example[] = PAGE.split("\n### ")
  .slice(1)
  .map((section) => ({
    title: section.slice(0, section.indexOf("\n")),
    blocks: new Map(
      [...section.matchAll(/```\w+ (\w+)\n(.*?)\n```/gs)].map(([, word, text]) => [
        word ?? "",
        text ?? "",
      ]),
    ),
  }));

function parsed<T>({ blocks }: Example, word: string): T {
  return JSON.parse(blocks.get(word) ?? "{}");
}

/** A change as the page words it. */
function sentence({ path, kind, before, after }: Change): string {
  const values = [before, after].filter((value) => value !== undefined);
  const shown = values.map((value) => JSON.stringify(value)).join(" to ");
  return `${path.map(({ label }) => label).join(" › ")}: ${kind} ${shown}`;
}

describe("docs/formats/differences.md", () => {
  it("has examples", () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(5);
  });

  it.each(EXAMPLES)("$title", (example) => {
    const before: Json = parsed(example, "before");
    const after: Json = parsed(example, "after");
    const operations: Operation[] = parsed(example, "differences");
    expect(differences(before, after, parsed<IdentityRules>(example, "rules"))).toEqual(operations);
    expect(apply(before, operations)).toEqual(after);
    expect(changes(before, operations).map(sentence).join("\n")).toBe(
      example.blocks.get("changes"),
    );
  });

  it.each(
    Object.entries({
      MAX_ARRAY_OPERATIONS,
      MAX_ALIGNMENT_CELLS,
      MAX_OPERATIONS,
      MAX_NESTING,
    }),
  )("states %s as %i", (name, value) => {
    const [, stated] = new RegExp(`\\| \`${name}\`[^|]*\\| ([\\d,]+) \\|`).exec(PAGE) ?? [];
    expect(stated).toBe(value.toLocaleString("en-US"));
  });
});
