import { expect, test } from "vitest";
import { applied } from "../../../../../test/support/filters.ts";

test.each<[string, string, string]>([
  ["XmlEscape", `<a href="/">'&'</a>`, "&lt;a href=&quot;/&quot;&gt;&apos;&amp;&apos;&lt;/a&gt;"],
  ["HtmlEscape", "1/2", "1&#x2F;2"],
  ["JsonEscape", 'a"\\\n\t\u0001', 'a\\"\\\\\\n\\t\\u0001'],
  ["UriEscape", "A b:c+d/e[é]%", "A%20b:c+d/e[%C3%A9]%25"],
  ["UriDataEscape", "A b:c+d/e!*'()", "A%20b%3Ac%2Bd%2Fe%21%2A%27%28%29"],
  ["UriDataEscape", "\ud800", "%EF%BF%BD"],
])("%s of %j", (name, input, output) => {
  expect(applied(input, name)).toBe(output);
});
