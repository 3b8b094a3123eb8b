import { type ESTree, Visitor } from "vite";
import type { SourceFile } from "./source-file.ts";

/** True for files that {@link proseOf} can read. */
export function hasProse({ path, isCode }: SourceFile): boolean {
  return isCode || /\.(md|sql|sh)$/.test(path);
}

/**
 * The prose of a file, with the rest blanked out so that offsets are those of the file: white space
 * is kept, and every other character becomes U+0000. Prose is a Markdown text without its code, a comment
 * without its marks, a string of several words, and the text of an element in JSX. A sentence that is
 * wrapped over several lines has only white space between its words.
 */
export function proseOf(file: SourceFile): string {
  if (file.path.endsWith(".md")) return markdownProse(file.text);
  if (!file.isCode) return only(file.text, lineComments(file.text));
  const sentences = strings(file).filter(({ start, end }) =>
    /\s/.test(file.text.slice(start, end)),
  );
  return withoutMarks(only(file.text, [...file.comments, ...sentences]));
}

/** The code of a TypeScript or JavaScript file, with its comments and strings blanked out. */
export function codeOf(file: SourceFile): string {
  return blank(file.text, [...file.comments, ...strings(file)]);
}

interface Range {
  start: number;
  end: number;
}

/** Strings, the parts of templates, and the text of JSX. */
function strings(file: SourceFile): Range[] {
  const found: Range[] = [];
  const add = ({ start, end }: ESTree.Span): void => {
    found.push({ start, end });
  };
  new Visitor({
    Literal: (literal) => {
      if (typeof literal.value === "string") add(literal);
    },
    TemplateElement: add,
    JSXText: add,
  }).visit(file.program);
  return found;
}

/** Comments of SQL and shell scripts that have their lines to themselves. */
function lineComments(text: string): Range[] {
  return ranges(text, /(?<=^\s*(?:--|#)).*$/gm);
}

function markdownProse(text: string): string {
  return blank(text, ranges(text, /^```[\s\S]*?^```$|`[^`\n]+`|\]\([^)\s]+\)/gm));
}

/** Without the marks of comments, which would separate the words of a wrapped sentence. */
function withoutMarks(text: string): string {
  return text.replace(/^(\s*)(\/\/+|\/\*+|\*+(?!\/))/gm, (all) => " ".repeat(all.length));
}

function ranges(text: string, pattern: RegExp): Range[] {
  return [...text.matchAll(pattern)].map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
}

function only(text: string, kept: Range[]): string {
  const parts = kept.toSorted((one, other) => one.start - other.start);
  const gaps = [...parts, { start: text.length, end: text.length }].map(({ start }, index) => ({
    start: parts[index - 1]?.end ?? 0,
    end: start,
  }));
  return blank(text, gaps);
}

function blank(text: string, removed: Range[]): string {
  const parts = removed.toSorted((one, other) => one.start - other.start);
  let result = "";
  let done = 0;
  for (const { start, end } of parts) {
    if (start < done) continue;
    result += text.slice(done, start) + text.slice(start, end).replace(/\S/g, "\0");
    done = end;
  }
  return result + text.slice(done);
}
