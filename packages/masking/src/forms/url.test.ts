import { expect, test } from "vitest";
import { urlForms } from "./url.ts";

const TEXT = "a b/c?d=é&~!'()*;,:@+$#-._😀";

test.each<[by: string, form: string]>([
  ["encodeURIComponent", encodeURIComponent(TEXT)],
  ["encodeURI", encodeURI(TEXT)],
  ["URLSearchParams", new URLSearchParams({ "": TEXT }).toString().slice(1)],
  ["RFC 3986", "a%20b%2Fc%3Fd%3D%C3%A9%26~%21%27%28%29%2A%3B%2C%3A%40%2B%24%23-._%F0%9F%98%80"],
  ["Python's quote", "a%20b/c%3Fd%3D%C3%A9%26~%21%27%28%29%2A%3B%2C%3A%40%2B%24%23-._%F0%9F%98%80"],
  [".NET's UrlEncode", "a+b%2fc%3fd%3d%c3%a9%26%7e!%27()*%3b%2c%3a%40%2b%24%23-._%f0%9f%98%80"],
])("as %s writes it", (_, form) => {
  expect(urlForms(TEXT)).toContain(form);
});

test("each form is decoded to the text", () => {
  const text = TEXT.replace("+", "");
  for (const form of urlForms(text)) {
    expect(decodeURIComponent(form.replaceAll("+", "%20"))).toBe(text);
  }
});
