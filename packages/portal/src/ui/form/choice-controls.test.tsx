import { choice, list, nullable, object } from "@indelible/domain";
import { expect, it } from "vitest";
import { renderFields } from "../../testing/render-field.tsx";

it("a few choices are all shown, the current one checked", async () => {
  const schema = object({ Mode: choice("Off", "On", "EnvironmentDefault") });
  const { html, text } = await renderFields(schema, { Mode: "On" });
  expect(text).toBe("Mode Off On Environment default");
  expect(html).toContain('role="radiogroup"');
  expect(html).toMatch(/<input[^>]*checked=""[^>]*value="On"|value="On"[^>]*checked=""/);
});

it("many choices, and those that may be none, are a list to open", async () => {
  const many = await renderFields(object({ Type: choice("A", "B", "C", "D", "E") }));
  expect(many.html).not.toContain("radiogroup");
  expect(many.html).toMatch(/<input[^>]*value="A"/);
});

it("several choices are shown by name", async () => {
  const { text } = await renderFields(object({ Days: list(choice("Monday", "Sunday")) }), {
    Days: ["Sunday"],
  });
  expect(text).toContain("Days Sunday");
});

it("nullable choices can be cleared", async () => {
  const { html } = await renderFields(object({ Mode: nullable(choice("On", "Off")) }));
  expect(html).toContain("Mode");
});
