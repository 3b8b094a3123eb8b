import { scanTag, type Tag } from "./scan-tag.ts";
import type { Template, Token } from "./token.ts";

/** A piece of a template before blocks are put together: plain text, or a tag. */
interface Piece {
  readonly source: string;
  readonly tag?: Tag;
}

type Opening = Extract<Tag, { kind: "if" | "unless" | "each" }>;

/** A block that is not closed yet: its tag, and the tokens after the tag and after its `else`. */
interface Block {
  readonly source: string;
  readonly tag: Opening;
  readonly body: Token[];
  otherwise?: { readonly source: string; readonly body: Token[] };
}

/**
 * Parses a template, in time proportional to its length. Every text is a template: an incomplete
 * tag or block is plain text. Syntax: docs/formats/variables.md.
 */
export function parseTemplate(text: string): Template {
  const tokens: Token[] = [];
  const open: Block[] = [];
  for (const piece of pieces(text)) {
    const token = placed(piece, open);
    if (token !== undefined) tokensOf(open.at(-1) ?? tokens).push(token);
  }
  return [...tokens, ...open.flatMap(asText)];
}

function tokensOf(place: Block | Token[]): Token[] {
  return "tag" in place ? (place.otherwise ?? place).body : place;
}

/** The token that a piece is, or completes; undefined if it opens a block or its `else`. */
function placed({ source, tag }: Piece, open: Block[]): Token | undefined {
  const block = open.at(-1);
  switch (tag?.kind) {
    case "if":
    case "unless":
    case "each":
      open.push({ source, tag, body: [] });
      return undefined;
    case "else":
      if (block === undefined || block.tag.kind === "each" || block.otherwise) break;
      block.otherwise = { source, body: [] };
      return undefined;
    case "end":
      if (block?.tag.kind !== tag.of) break;
      open.pop();
      return closed(block);
    case "substitution":
      return { kind: "substitution", source, expression: tag.expression };
  }
  return { kind: "text", text: source };
}

function closed({ source, tag, body, otherwise }: Block): Token {
  if (tag.kind === "each") {
    return { kind: "repetition", item: tag.item, collection: tag.collection, body };
  }
  const [whenTrue, whenFalse] =
    tag.kind === "if" ? [body, otherwise?.body ?? []] : [otherwise?.body ?? [], body];
  return { kind: "conditional", source, condition: tag.condition, whenTrue, whenFalse };
}

/** The tokens of a block that was never closed. */
function asText({ source, body, otherwise }: Block): Token[] {
  const opening: Token = { kind: "text", text: source };
  if (otherwise === undefined) return [opening, ...body];
  return [opening, ...body, { kind: "text", text: otherwise.source }, ...otherwise.body];
}

/** Splits a template at its tags, and removes hashes that only escape. */
function* pieces(text: string): Generator<Piece> {
  let start = 0;
  for (let at = text.indexOf("#{"); at !== -1; at = text.indexOf("#{", Math.max(at + 2, start))) {
    const hashes = hashesBefore(text, start, at);
    if (hashes % 2 === 1) {
      yield { source: `${text.slice(start, at)}{` };
      start = at + 2;
      continue;
    }
    const found = scanTag(text, at);
    if (found === undefined) continue;
    yield { source: text.slice(start, hashes === 0 ? at : at - 1) };
    yield { source: text.slice(at, found.end), tag: found.tag };
    start = found.end;
  }
  yield { source: text.slice(start) };
}

function hashesBefore(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && text[at - 1] === "#") at--;
  return end - at;
}
