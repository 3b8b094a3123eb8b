import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { codeBlocks, tableRows } from "../../../../test/support/markdown.ts";
import { FILTER_NAMES } from "./filters/index.ts";
import { MAX_DEPTH, MAX_LENGTH, MAX_PATTERN_LENGTH, MAX_TAG_DEPTH, MAX_WORK } from "./limits.ts";
import {
  resolveVariables,
  type ScopedVariable,
  type VariableContext,
} from "./resolve-variables.ts";
import { substitute } from "./substitute.ts";
import { VariableTable } from "./variable-table.ts";

const PAGE = readFileSync(
  new URL("../../../../docs/formats/variables.md", import.meta.url),
  "utf8",
);

const NOW = new Date("2026-01-02T03:04:05.678Z");

interface Resolution {
  readonly context: VariableContext;
  readonly values: Readonly<Record<string, string>>;
}

function blocksOf(page: string, note: string): string[] {
  return codeBlocks(page)
    .filter((block) => block.note === note)
    .map(({ text }) => text);
}

describe("docs/formats/variables.md: which value counts", () => {
  const sections = PAGE.split("\n### ").filter((section) => section.includes("```json sets"));
  const examples = sections.flatMap((section) => {
    const title = section.slice(0, section.indexOf("\n"));
    const [sets = "[]"] = blocksOf(section, "sets");
    const [resolutions = "[]"] = blocksOf(section, "values");
    return (JSON.parse(resolutions) as Resolution[]).map((resolution) => ({
      title,
      sets: JSON.parse(sets) as ScopedVariable[][],
      ...resolution,
    }));
  });

  it("has examples", () => {
    expect(examples.length).toBeGreaterThanOrEqual(12);
  });

  it.each(examples)("$title: $context", ({ sets, context, values }) => {
    const table = resolveVariables(sets, context);
    expect(Object.fromEntries(Array.from(table, ({ name, value }) => [name, value]))).toEqual(
      values,
    );
  });
});

describe("docs/formats/variables.md: substitution", () => {
  const values = JSON.parse(blocksOf(PAGE, "variables")[0] ?? "{}") as Record<string, string>;
  const table = Object.entries(values).reduce(
    (known, [name, value]) => known.with(name, value),
    new VariableTable(),
  );
  const examples = blocksOf(PAGE, "substitutions")
    .flatMap((block) => block.split("\n").slice(0, -1))
    .map((line) => line.split(" → "));

  it("has examples", () => {
    expect(examples.length).toBeGreaterThanOrEqual(30);
  });

  it.each(examples)("%s → %s", (template, text) => {
    expect(substitute(template ?? "", table, { now: NOW }).text).toBe(text);
  });

  it("lists all filters", () => {
    const documented = tableRows(PAGE, "filter", "does").flatMap(([names = ""]) =>
      names.split(", "),
    );
    expect(documented.sort()).toEqual(FILTER_NAMES.toSorted());
  });
});

describe("docs/formats/variables.md: limits", () => {
  it.each(Object.entries({ MAX_DEPTH, MAX_LENGTH, MAX_WORK }))("states %s as %i", (name, value) => {
    const rows = tableRows(PAGE, "limit", "value", "code");
    const [, stated] = rows.find(([limit]) => limit?.startsWith(name)) ?? [];
    expect(stated).toBe(value.toLocaleString("en-US"));
  });

  it("states the limits of tags and patterns", () => {
    expect(PAGE).toContain(`down to ${MAX_TAG_DEPTH} levels`);
    expect(PAGE).toContain(`at most ${MAX_PATTERN_LENGTH.toLocaleString("en-US")} characters`);
  });
});
