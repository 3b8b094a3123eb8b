import { MAX_TAG_DEPTH } from "../limits.ts";
import { Scanner } from "./scanner.ts";
import type { Condition, Expression, FilterCall, Name, Operand } from "./token.ts";

/** A single tag; blocks are assembled later. */
export type Tag =
  | { readonly kind: "substitution"; readonly expression: Expression }
  | { readonly kind: "if" | "unless"; readonly condition: Condition }
  | { readonly kind: "each"; readonly item: string; readonly collection: Name }
  | { readonly kind: "else" }
  | { readonly kind: "end"; readonly of: string };

// Every pattern stops before the next `#{`, and nesting of tags is limited: so an invalid tag,
// which is detected only at its end, has been scanned only a few times.
const OPEN = /#\{/y;
const CLOSE = /\s*\}/y;
const BLANKS = /\s*/y;
const END = /(else|\/(?:if|unless|each))\}/iy;
const CONDITIONAL = /\s*(if|unless)\s/iy;
const EACH = /\s*each\s+([\p{L}\p{Nd}_-]+)\s+in\s/iuy;
const NAME_TEXT = /[\p{L}\p{Nd}\s_:/~().-]+|\[/uy;
const INDEX_TEXT = /[^[\]#]+|#(?!\{)|[[\]]/y;
const COMPARISON = /\s*(==|!=)/y;
const FILTER = /\s*\|\s*([\p{L}\p{Nd}_-]+)/uy;
const WORD = /[\p{L}\p{Nd}_:/~().,$%-]+/uy;
const QUOTED = /"([^"#]*(?:#(?!\{)[^"#]*)*)"/y;
const ESCAPED_QUOTED = /\\"([^\\#]*(?:(?:#(?!\{)|\\(?!"))[^\\#]*)*)\\"/y;

/** The tag at the offset of a `#{`, and the offset after the tag; undefined if there is none. */
export function scanTag(text: string, start: number): { tag: Tag; end: number } | undefined {
  const scanner = new Scanner(text, start);
  scanner.take(OPEN);
  const end = scanner.take(END)?.toLowerCase();
  if (end !== undefined) return { tag: endTag(end), end: scanner.at };
  const tag = blockTag(scanner) ?? substitutionTag(scanner);
  return tag && scanner.take(CLOSE) !== undefined ? { tag, end: scanner.at } : undefined;
}

function endTag(word: string): Tag {
  return word === "else" ? { kind: "else" } : { kind: "end", of: word.slice(1) };
}

function blockTag(scanner: Scanner): Tag | undefined {
  const keyword = scanner.take(CONDITIONAL)?.toLowerCase();
  if (keyword !== undefined) {
    const condition = scanCondition(scanner);
    return condition && { kind: keyword === "if" ? "if" : "unless", condition };
  }
  const item = scanner.take(EACH);
  if (item === undefined) return undefined;
  const collection = scanName(scanner, 0);
  return collection?.length ? { kind: "each", item, collection } : undefined;
}

function substitutionTag(scanner: Scanner): Tag | undefined {
  const expression = scanExpression(scanner, 0);
  return expression && { kind: "substitution", expression };
}

function scanCondition(scanner: Scanner): Condition | undefined {
  const left = scanOperand(scanner);
  if (left === undefined) return undefined;
  const operator = scanner.take(COMPARISON);
  if (operator === undefined) return { left };
  const right = scanOperand(scanner);
  if (right === undefined) return undefined;
  return { left, comparison: { isEqual: operator === "==", right } };
}

function scanOperand(scanner: Scanner): Operand | undefined {
  scanner.take(BLANKS);
  return scanQuoted(scanner) ?? scanExpression(scanner, 0);
}

function scanQuoted(scanner: Scanner): string | undefined {
  return scanner.take(QUOTED) ?? scanner.take(ESCAPED_QUOTED);
}

function scanExpression(scanner: Scanner, depth: number): Expression | undefined {
  const name = scanName(scanner, depth);
  const filters = name && scanFilters(scanner, depth);
  if (name === undefined || filters === undefined) return undefined;
  if (name.length > 0) return { name, filters };
  return filters.length > 0 ? { name: undefined, filters } : undefined;
}

/** The parts of a name, empty if there is no name here; undefined if it has no end. */
function scanName(scanner: Scanner, depth: number): Name | undefined {
  const parts: (string | Expression)[] = [];
  let brackets = 0;
  for (;;) {
    const text = scanner.take(brackets === 0 ? NAME_TEXT : INDEX_TEXT);
    if (text === undefined && !scanner.sees("#{")) break;
    const part = text ?? scanNestedTag(scanner, depth);
    if (part === undefined) return undefined;
    if (part === "[") brackets++;
    if (part === "]") brackets--;
    parts.push(part);
  }
  return brackets === 0 ? trimmed(parts) : undefined;
}

function scanNestedTag(scanner: Scanner, depth: number): Expression | undefined {
  if (depth === MAX_TAG_DEPTH || scanner.take(OPEN) === undefined) return undefined;
  const expression = scanExpression(scanner, depth + 1);
  return scanner.take(CLOSE) === undefined ? undefined : expression;
}

/** The parts without white space at both ends of the whole. */
function trimmed(parts: Name): Name {
  const inner = parts.map((part, i) => {
    if (typeof part !== "string") return part;
    const text = i === 0 ? part.trimStart() : part;
    return i === parts.length - 1 ? text.trimEnd() : text;
  });
  return inner.filter((part) => part !== "");
}

function scanFilters(scanner: Scanner, depth: number): FilterCall[] | undefined {
  const filters: FilterCall[] = [];
  for (let name = scanner.take(FILTER); name !== undefined; name = scanner.take(FILTER)) {
    const options = scanOptions(scanner, depth);
    if (options === undefined) return undefined;
    filters.push({ name, options });
  }
  return filters;
}

function scanOptions(scanner: Scanner, depth: number): FilterCall["options"] | undefined {
  const options: (string | Expression)[] = [];
  for (;;) {
    scanner.take(BLANKS);
    const text = scanQuoted(scanner) ?? scanner.take(WORD);
    if (text === undefined && !scanner.sees("#{")) return options;
    const option = text ?? scanNestedTag(scanner, depth);
    if (option === undefined) return undefined;
    options.push(option);
  }
}
