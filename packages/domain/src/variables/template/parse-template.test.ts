import { describe, expect, test } from "vitest";
import { parseTemplate } from "./parse-template.ts";
import type { Template, Token } from "./token.ts";

/** A template as a text that shows its structure: tags in angle brackets. */
function outline(template: Template): string {
  return template.map(outlineOf).join("");
}

function outlineOf(token: Token): string {
  if (token.kind === "text") return token.text;
  if (token.kind === "substitution") return `<${token.source}>`;
  if (token.kind === "repetition") return `<each ${outline(token.body)}>`;
  return `<if ${outline(token.whenTrue)}|${outline(token.whenFalse)}>`;
}

describe("a template", () => {
  test.each([
    ["plain", "plain"],
    ["a#{B}c", "a<#{B}>c"],
    ["#{if A}1#{else}2#{/if}", "<if 1|2>"],
    ["#{unless A}1#{else}2#{/unless}", "<if 2|1>"],
    ["#{each x in Y}#{if x}#{x}#{/if},#{/each}", "<each <if <#{x}>|>,>"],
  ])("%s has its tags and blocks", (text, expected) => {
    expect(outline(parseTemplate(text))).toBe(expected);
  });

  test.each([
    "#{if A}1",
    "#{if A}1#{else}2",
    "#{else}#{/if}",
    "#{if A}1#{/each}",
    "#{each x in Y}1#{else}2",
    "#{A",
  ])("%s keeps an incomplete block or tag as text", (text) => {
    expect(outline(parseTemplate(text))).toBe(text);
  });

  test.each([
    ["##{A}", "#{A}"],
    ["###{A}", "#<#{A}>"],
    ["# ## {", "# ## {"],
  ])("%s has escaped hashes", (text, expected) => {
    expect(outline(parseTemplate(text))).toBe(expected);
  });
});
