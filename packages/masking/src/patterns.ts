import { base64Forms } from "./forms/base64.ts";
import { jsonForms } from "./forms/json.ts";
import { urlForms } from "./forms/url.ts";

/** Of a longer secret, this many UTF-16 code units are looked for. */
export const MAX_SECRET_LENGTH = 65_536;

/** The fewest code units of a secret that is masked wherever it stands; shorter ones are tokens. */
export const MIN_LENGTH = 4;

/** The fewest code units of a token. */
export const MIN_TOKEN_LENGTH = 2;

/** The fewest code units of a line that is masked as a secret of its own. */
export const MIN_LINE_LENGTH = 8;

/** The code points of a piece of a secret; pieces overlap by one, so that nothing is between them. */
export const PIECE_LENGTH = 64;

/**
 * What to look for in a text without line breaks, so that a secret is masked: all its forms. What is
 * shorter than MIN_LENGTH is a token, masked only where it stands alone. A blank text has none.
 */
export function patternsOf(secret: string): Set<string> {
  const known = secret.slice(0, MAX_SECRET_LENGTH);
  const whole = withoutBreaks(known);
  if (whole.trim() === "" || whole.length < MIN_TOKEN_LENGTH) return new Set();
  if (whole.length < MIN_LENGTH) return new Set([whole]);
  const texts = new Set([known, known.replace(/^[\r\n]+|[\r\n]+$/g, ""), ...linesOf(known)]);
  const encoded = [...texts].flatMap(piecesOf).flatMap(formsOf);
  return new Set([...piecesOf(whole), ...encoded].filter(isDistinctive));
}

function isDistinctive(pattern: string): boolean {
  return pattern.length >= MIN_LENGTH && pattern.trim() !== "";
}

function withoutBreaks(text: string): string {
  return text.replace(/[\r\n]+/g, "");
}

function linesOf(text: string): string[] {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  return lines.filter((line) => line.length >= MIN_LINE_LENGTH);
}

/** A text in pieces of the same length, the last two of which may overlap by more. */
function piecesOf(text: string): string[] {
  const points = Array.from(text);
  const starts = [];
  for (let start = 0; start + PIECE_LENGTH < points.length; start += PIECE_LENGTH - 1) {
    starts.push(start);
  }
  starts.push(Math.max(0, points.length - PIECE_LENGTH));
  return starts.map((start) => points.slice(start, start + PIECE_LENGTH).join(""));
}

function formsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const hex = bytes.toString("hex");
  return [
    withoutBreaks(text),
    hex,
    hex.toUpperCase(),
    ...base64Forms(bytes),
    ...urlForms(text),
    ...jsonForms(text),
  ];
}
