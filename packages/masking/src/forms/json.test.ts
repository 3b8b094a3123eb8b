import { expect, test } from "vitest";
import { jsonForms } from "./json.ts";

test.each<[by: string, text: string, form: string]>([
  ["ECMAScript", 'a"\\\n\u0001é', 'a\\"\\\\\\n\\u0001é'],
  ["an encoder that escapes slashes", "a/b", "a\\/b"],
  ["Python and PHP, in ASCII", "é😀", "\\u00e9\\ud83d\\ude00"],
  ["Java, in ASCII", "é😀", "\\u00E9\\uD83D\\uDE00"],
  ["Go, for HTML", "<&>é", "\\u003c\\u0026\\u003eé"],
  ["Windows PowerShell", "<'>é", "\\u003c\\u0027\\u003eé"],
  [".NET", "<\"+'`>é", "\\u003C\\u0022\\u002B\\u0027\\u0060\\u003E\\u00E9"],
])("as %s writes %j", (_, text, form) => {
  expect(jsonForms(text)).toContain(form);
});

test("each form is parsed as the text", () => {
  const text = "a/b \"\\ <&>'+` \u0001\n\t é😀\u2028";
  for (const form of jsonForms(text)) expect(JSON.parse(`"${form}"`)).toBe(text);
});
