import type { Project } from "./project.ts";
import type { SourceFile } from "./source-file.ts";

/** A place that breaks a rule. */
export interface Finding {
  path: string;
  /** From 1. */
  line: number;
  /** A short description of the problem. */
  problem: string;
}

/** Files of a sample repository: texts by their paths. */
export type Sample = Record<string, string>;

/** A convention of the repository that a test checks. Each file of rules/ exports one as `rule`. */
export interface Rule {
  /** The convention, as a sentence. */
  name: string;
  /** What to do about a finding, as a sentence. */
  remedy: string;
  check(project: Project): Finding[];
  /** Each breaks the rule, which proves that the rule can fail. */
  bad: Sample[];
  /** Each follows the rule, but is similar to a bad sample. */
  good: Sample[];
}

/** A finding at an offset of a file. */
export function findingAt(file: SourceFile, offset: number, problem: string): Finding {
  return { path: file.path, line: file.lineAt(offset), problem };
}

/** A finding for every match of a global regular expression in a file. */
export function findingsOf(file: SourceFile, pattern: RegExp, problem: string): Finding[] {
  return [...file.text.matchAll(pattern)].map(({ 0: text, index }) =>
    findingAt(file, index, `${problem}: ${text.trim()}`),
  );
}

/**
 * The message of a failed rule: one finding per line as file:line, then the remedy. Empty without
 * findings.
 */
export function report(rule: Rule, findings: Finding[]): string {
  if (findings.length === 0) return "";
  const lines = findings.map(({ path, line, problem }) => `${path}:${line} ${problem}`);
  return [...lines, rule.remedy].join("\n");
}
