import { base64Forms } from "./forms/base64.ts";
import { jsonForms } from "./forms/json.ts";
import { urlForms } from "./forms/url.ts";

/** Only this many UTF-16 code units of a longer secret are masked. */
export const MAX_SECRET_LENGTH = 65_536;

/** The shortest secret that is masked anywhere, in code units; shorter ones are tokens. */
export const MIN_LENGTH = 4;

/** The shortest token, in code units. */
export const MIN_TOKEN_LENGTH = 2;

/** The shortest line that is masked as a separate secret, in code units. */
export const MIN_LINE_LENGTH = 8;

/** The length of a piece of a secret, in code points; pieces overlap by one, so no gap is left. */
export const PIECE_LENGTH = 64;

/**
 * All forms of a secret, to be found in a text without line breaks. A pattern shorter than
 * MIN_LENGTH is a token, which is masked only as a whole word. White space has no patterns.
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

/** Splits a text into pieces of equal length; the last two may overlap by more. */
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
