import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readProject, sampleProject } from "./tidy/project.ts";
import { type Rule, report } from "./tidy/rule.ts";

const rulesDirectory = new URL("tidy/rules/", import.meta.url);
const project = readProject(fileURLToPath(new URL("..", import.meta.url)));

const ruleFiles = readdirSync(rulesDirectory).filter((name) => name.endsWith(".ts"));
const rules = await Promise.all(
  ruleFiles.map(async (file) => {
    const { rule }: { rule: Rule } = await import(new URL(file, rulesDirectory).href);
    return { file, rule };
  }),
);

test("the repository was read", () => {
  expect(project.file("package.json")).toBeDefined();
  expect(project.packageSources.length).toBeGreaterThan(0);
});

for (const { file, rule } of rules) {
  describe(`${rule.name} (${file})`, () => {
    test("holds in this repository", () => {
      expect(report(rule, rule.check(project))).toBe("");
    });

    test.each(rule.bad)("finds a bad sample: %j", (sample) => {
      expect(rule.check(sampleProject(sample))).not.toEqual([]);
    });

    test.each(rule.good)("accepts a good sample: %j", (sample) => {
      expect(rule.check(sampleProject(sample))).toEqual([]);
    });

    test("has samples of both kinds", () => {
      expect([rule.bad.length, rule.good.length]).not.toContain(0);
    });
  });
}
