import { anything, integer, name, nullable, object } from "@indelible/domain";
import { expect, it } from "vitest";
import { renderFields } from "../../testing/render-field.tsx";

const endpoint = object({ Host: name(), Port: integer(22) });

it("a part of a document is a fieldset with a legend", async () => {
  const { html, text } = await renderFields(object({ Endpoint: endpoint }));
  expect(html).toMatch(/<fieldset.*<legend.*Endpoint.*<\/legend>/s);
  expect(text).toBe("Endpoint Host * Port");
});

it("a part that may be null is switched on", async () => {
  const schema = object({ Endpoint: nullable(endpoint) });
  expect((await renderFields(schema)).text).toBe("Endpoint Set endpoint");
  const on = await renderFields(schema, { Endpoint: { Host: "web-01", Port: 22 } });
  expect(on.text).toBe("Endpoint Set endpoint Host * Port");
});

it("raw JSON comes last and is folded, unless something is wrong with it", async () => {
  const schema = object({ Extra: anything(), Name: name() });
  const folded = await renderFields(schema);
  expect(folded.text).toMatch(/^Name \* Advanced: Extra/);
  expect(folded.html).toContain('aria-expanded="false"');
  const wrong = await renderFields(schema, undefined, { Extra: "Extra is not valid JSON." });
  expect(wrong.html).toContain('aria-expanded="true"');
});
