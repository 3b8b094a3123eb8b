import { anything, object } from "@indelible/domain";
import { expect, it } from "vitest";
import { renderFields } from "../../testing/render-field.tsx";

it("JSON is shown as indented text", async () => {
  const schema = object({ Extra: anything() });
  const problems = { Extra: "Extra is too large." };
  const { html, text } = await renderFields(schema, { Extra: { a: [1] } }, problems);
  expect(text).toContain("Extra JSON");
  expect(html).toContain("{\n  &quot;a&quot;: [\n    1\n  ]\n}");
});
